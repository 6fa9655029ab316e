package reftel.peers;

import java.util.List;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.FuzzyQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.util.QueryBuilder;

/** What is asked, in Lucene's queries: each word in either text, twice as much in a subject. */
final class Queries {
  private static final QueryBuilder BUILDER = new QueryBuilder(Index.analyzer());

  private Queries() {}

  static Query of(Main.Expr e) {
    if (e.word() != null) {
      return either(BUILDER.createBooleanQuery(Index.SUBJECT, e.word()), BUILDER.createBooleanQuery(Index.BODY, e.word()));
    }
    if (e.phrase() != null) {
      return either(
          BUILDER.createPhraseQuery(Index.SUBJECT, e.phrase(), e.slop()),
          BUILDER.createPhraseQuery(Index.BODY, e.phrase(), e.slop()));
    }
    if (e.prefix() != null) {
      return either(new PrefixQuery(term(Index.SUBJECT, e.prefix())), new PrefixQuery(term(Index.BODY, e.prefix())));
    }
    if (e.fuzzy() != null) {
      return either(new FuzzyQuery(term(Index.SUBJECT, e.fuzzy()), 1), new FuzzyQuery(term(Index.BODY, e.fuzzy()), 1));
    }
    var all = new BooleanQuery.Builder();
    add(all, e.or(), Occur.SHOULD);
    add(all, e.and(), Occur.MUST);
    add(all, e.without(), Occur.MUST_NOT);
    return all.build();
  }

  private static void add(BooleanQuery.Builder to, List<Main.Expr> of, Occur how) {
    if (of != null) {
      of.forEach(e -> to.add(of(e), how));
    }
  }

  private static Term term(String field, String text) {
    return new Term(field, Index.analyzer().normalize(field, text));
  }

  private static Query either(Query subject, Query body) {
    if (subject == null || body == null) {
      return new MatchNoDocsQuery(); // no word is in it
    }
    return new BooleanQuery.Builder()
        .add(new BoostQuery(subject, 2), Occur.SHOULD)
        .add(body, Occur.SHOULD)
        .build();
  }
}
