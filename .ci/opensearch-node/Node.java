import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.opensearch.Version;
import org.opensearch.common.settings.Settings;
import org.opensearch.env.Environment;
import org.opensearch.plugins.PluginInfo;

/**
 * A node of OpenSearch made of the jars of its releases, for tests: without the checks of
 * a server at its start and without the plugin that asks for passwords. Its first argument
 * is a folder of its own, the others are settings, key=value.
 */
public class Node extends org.opensearch.node.Node {
  Node(Environment environment) {
    super(environment, List.of(
        plugin("org.opensearch.analysis.common.CommonAnalysisModulePlugin"),
        plugin("org.opensearch.transport.Netty4ModulePlugin")), false);
  }

  static PluginInfo plugin(String name) {
    String java = String.valueOf(Runtime.version().feature());
    return new PluginInfo(name, "on the class path", "none", Version.CURRENT, java, name, List.of(), false);
  }

  public static void main(String[] arguments) throws Exception {
    Path home = Path.of(arguments[0]).toAbsolutePath();
    Path config = Files.createDirectories(home.resolve("config"));
    Settings.Builder settings = Settings.builder().put("path.home", home.toString());
    for (String argument : List.of(arguments).subList(1, arguments.length)) {
      String[] pair = argument.split("=", 2);
      if (pair[1].contains(",")) {
        settings.putList(pair[0], pair[1].split(","));
      } else {
        settings.put(pair[0], pair[1]);
      }
    }
    Node node = new Node(new Environment(settings.build(), config));
    node.start();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> {
      try {
        node.close();
      } catch (Exception e) {
        e.printStackTrace();
      }
    }));
    Thread.currentThread().join();
  }
}
