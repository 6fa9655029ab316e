package reftel.peers;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.en.PorterStemFilter;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.facet.FacetsConfig;
import org.apache.lucene.facet.sortedset.SortedSetDocValuesFacetField;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.store.MMapDirectory;

/** What is searched: two texts with offsets for snippets, and facets in one sorted set. */
final class Index implements AutoCloseable {
  static final String SUBJECT = "subject";
  static final String BODY = "body";
  static final String DAY = "day";

  private final IndexWriter writer;

  Index(Path dir) throws IOException {
    var config = new IndexWriterConfig(analyzer()).setRAMBufferSizeMB(256);
    writer = new IndexWriter(new MMapDirectory(dir), config);
  }

  /** Words in small letters without accents, by their stems; stop words stay, as in the product. */
  static Analyzer analyzer() {
    return new Analyzer() {
      @Override
      protected TokenStreamComponents createComponents(String field) {
        var source = new StandardTokenizer();
        return new TokenStreamComponents(
            source, new PorterStemFilter(new ASCIIFoldingFilter(new LowerCaseFilter(source))));
      }

      @Override
      protected org.apache.lucene.analysis.TokenStream normalize(
          String field, org.apache.lucene.analysis.TokenStream in) {
        return new ASCIIFoldingFilter(new LowerCaseFilter(in));
      }
    };
  }

  static FacetsConfig facets(Iterable<String> names) {
    var config = new FacetsConfig();
    for (String name : names) {
      config.setMultiValued(name, true);
    }
    return config;
  }

  private static FieldType text() {
    var type = new FieldType();
    type.setIndexOptions(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS_AND_OFFSETS);
    type.setTokenized(true);
    type.setStored(true);
    type.freeze();
    return type;
  }

  private static final FieldType TEXT = text();

  void add(Main.Document d) throws IOException {
    var doc = new org.apache.lucene.document.Document();
    doc.add(new StoredField("id", d.id()));
    doc.add(new Field(SUBJECT, d.subject(), TEXT));
    doc.add(new Field(BODY, d.body(), TEXT));
    doc.add(new NumericDocValuesField(DAY, d.day()));
    d.values()
        .forEach((name, values) -> values.forEach(v -> doc.add(new SortedSetDocValuesFacetField(name, v))));
    writer.addDocument(facets(d.values().keySet()).build(doc));
  }

  @Override
  public void close() throws IOException {
    writer.forceMerge(1);
    writer.close();
  }
}
