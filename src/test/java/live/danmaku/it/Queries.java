package live.danmaku.it;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The queries of the dashboard and of the alerts that are delivered with the server. */
final class Queries {

    static final Path RULES =
            Path.of("server-config/prometheus/danmaku.rules.yml").toAbsolutePath();
    private static final Path DASHBOARD = Path.of("server-config/grafana/danmaku.json");
    private static final Pattern METRIC = Pattern.compile("\\b(?:danmaku|jvm)_[a-z_]+");

    private Queries() {}

    /** The dashboard's, with values in place of Grafana's variables. */
    static List<String> ofTheDashboard() throws IOException {
        List<String> queries = new ArrayList<>();
        try (JsonReader reader = Json.createReader(Files.newBufferedReader(DASHBOARD))) {
            for (JsonValue panel : reader.readObject().getJsonArray("panels")) {
                JsonArray targets = panel.asJsonObject().getJsonArray("targets");
                targets.forEach(target -> queries.add(target.asJsonObject().getString("expr")));
            }
        }
        return queries.stream()
                .map(query -> query.replace("$__rate_interval", "5m").replace("$instance", ".*"))
                .toList();
    }

    /** The same as rules, which is what promtool parses. */
    static String asRules(List<String> queries) {
        StringBuilder rules = new StringBuilder("groups:\n  - name: dashboard\n    rules:\n");
        for (int i = 0; i < queries.size(); i++) {
            rules.append("      - record: query_").append(i).append("\n        expr: |\n          ");
            rules.append(queries.get(i)).append('\n');
        }
        return rules.toString();
    }

    /** The names of all metrics that the dashboard and the alerts ask for. */
    static Set<String> metrics() throws IOException {
        String all = String.join("\n", ofTheDashboard()) + Files.readString(RULES);
        Set<String> names = new TreeSet<>();
        Matcher matcher = METRIC.matcher(all);
        while (matcher.find()) {
            names.add(matcher.group());
        }
        return names;
    }
}
