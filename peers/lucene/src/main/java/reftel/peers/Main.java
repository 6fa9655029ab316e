package reftel.peers;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Lucene as a peer: {@code build DIR FACET...} indexes the documents that stand on its input, a
 * line of JSON each; {@code serve DIR} answers the requests that stand there, a line each, with a
 * line. A sorted set takes the names of facets as they come.
 */
public final class Main {
  /** A cable. Days are counted from 1970; 0 stands for none. */
  record Document(String id, String subject, String body, long day, Map<String, List<String>> values) {}

  /** What is asked: words, values chosen of facets, and how many hits and values are shown. */
  record Request(Expr expr, List<Filter> filters, int size, Map<String, Integer> facets) {}

  record Filter(String facet, List<String> values) {}

  /** A part of a query; one of its fields is set, and slop beside a phrase, without beside and. */
  record Expr(
      String word, String prefix, String fuzzy, String phrase, int slop, List<Expr> or, List<Expr> and, List<Expr> without) {}

  /** How many hits there are, how many values and snippets were made, and how long it took. */
  record Answer(int total, int values, int snippets, long nanoseconds) {}

  private static final ObjectMapper JSON = new ObjectMapper();

  public static void main(String[] args) throws IOException {
    if (args.length < 2 || !(args[0].equals("build") || args[0].equals("serve"))) {
      System.err.println("usage: build DIR FACET... | serve DIR");
      System.exit(2);
    }
    var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8), 1 << 16);
    var dir = Path.of(args[1]);
    if (args[0].equals("build")) {
      try (var index = new Index(dir)) {
        for (String line; (line = in.readLine()) != null; ) {
          index.add(JSON.readValue(line, Document.class));
        }
      }
      return;
    }
    var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    try (var pages = new Pages(dir)) {
      for (String line; (line = in.readLine()) != null; ) {
        var request = JSON.readValue(line, Request.class);
        long start = System.nanoTime();
        var page = pages.page(request);
        out.println(
            JSON.writeValueAsString(new Answer(page.total(), page.values(), page.snippets(), System.nanoTime() - start)));
      }
    }
  }
}
