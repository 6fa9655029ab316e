package reftel.peers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.apache.lucene.facet.DrillDownQuery;
import org.apache.lucene.facet.DrillSideways;
import org.apache.lucene.facet.Facets;
import org.apache.lucene.facet.FacetsCollector;
import org.apache.lucene.facet.FacetsCollectorManager;
import org.apache.lucene.facet.FacetsConfig;
import org.apache.lucene.facet.sortedset.DefaultSortedSetDocValuesReaderState;
import org.apache.lucene.facet.sortedset.SortedSetDocValuesFacetCounts;
import org.apache.lucene.facet.sortedset.SortedSetDocValuesReaderState;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.search.Collector;
import org.apache.lucene.search.CollectorManager;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.MultiCollectorManager;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.apache.lucene.search.TopScoreDocCollectorManager;
import org.apache.lucene.search.uhighlight.UnifiedHighlighter;
import org.apache.lucene.search.uhighlight.UnifiedHighlighter.HighlightFlag;
import org.apache.lucene.store.MMapDirectory;

/**
 * Pages of results: all hits counted, the first with snippets, all facets counted in one pass; a
 * facet with a chosen value is counted without it, by drilling sideways.
 */
final class Pages implements AutoCloseable {
  /** A page, as numbers. */
  record Page(int total, int values, int snippets) {}

  private final DirectoryReader reader;
  private final IndexSearcher searcher;
  private final SortedSetDocValuesReaderState state;
  private final UnifiedHighlighter highlighter;

  Pages(Path dir) throws IOException {
    reader = DirectoryReader.open(new MMapDirectory(dir));
    searcher = new IndexSearcher(reader);
    searcher.setQueryCache(null); // what is asked twice is searched twice, as by the others
    state = new DefaultSortedSetDocValuesReaderState(reader, new FacetsConfig());
    highlighter =
        UnifiedHighlighter.builder(searcher, Index.analyzer())
            .withHighlightPhrasesStrictly(true)
            .withHandleMultiTermQuery(true)
            .withMaxLength(Integer.MAX_VALUE - 1)
            .build();
  }

  Page page(Main.Request r) throws IOException {
    Query words = r.expr() == null ? null : Queries.of(r.expr());
    var config = Index.facets(r.facets().keySet());
    TopDocs hits;
    Facets facets;
    if (r.filters().isEmpty()) {
      var found = search(words, r.size());
      hits = found.hits();
      facets = found.facets();
    } else {
      var down = words == null ? new DrillDownQuery(config) : new DrillDownQuery(config, words);
      for (var f : r.filters()) {
        for (String value : f.values()) {
          down.add(f.facet(), value);
        }
      }
      var found = new DrillSideways(searcher, config, state).search(down, collector(words, r.size()));
      hits = found.collectorResult;
      facets = found.facets;
    }
    int values = 0;
    for (Map.Entry<String, Integer> f : r.facets().entrySet()) {
      var top = facets.getTopChildren(f.getValue(), f.getKey());
      values += top == null ? 0 : top.labelValues.length;
    }
    int snippets = 0;
    if (words != null && hits.scoreDocs.length > 0) {
      var texts =
          highlighter.highlightFields(
              new String[] {Index.SUBJECT, Index.BODY}, words, hits, new int[] {1, 2});
      for (String[] of : texts.values()) {
        for (String text : of) {
          snippets += text == null ? 0 : 1;
        }
      }
    } else {
      var stored = searcher.storedFields();
      for (var hit : hits.scoreDocs) {
        snippets += stored.document(hit.doc).get(Index.SUBJECT) == null ? 0 : 1;
      }
    }
    return new Page((int) hits.totalHits.value(), values, snippets);
  }

  private record Found(TopDocs hits, Facets facets) {}

  private Found search(Query words, int size) throws IOException {
    if (words == null) { // all cables: their facets need no hits
      var hits = searcher.search(new MatchAllDocsQuery(), collector(null, size));
      return new Found(hits, new SortedSetDocValuesFacetCounts(state));
    }
    var both = new MultiCollectorManager(collector(words, size), new FacetsCollectorManager());
    Object[] found = searcher.search(words, both);
    return new Found(
        (TopDocs) found[0], new SortedSetDocValuesFacetCounts(state, (FacetsCollector) found[1]));
  }

  /** The best hits of words, and the newest of what is only filtered; all are counted. */
  private static CollectorManager<? extends Collector, ? extends TopDocs> collector(Query words, int size) {
    if (words != null) {
      return new TopScoreDocCollectorManager(size, Integer.MAX_VALUE);
    }
    var newest = new Sort(new SortField(Index.DAY, SortField.Type.LONG, true));
    return new TopFieldCollectorManager(newest, size, Integer.MAX_VALUE);
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
