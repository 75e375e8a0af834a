package live.danmaku.tool.server;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.SortedSet;
import java.util.TreeSet;

/** WildFly's answer to {@code jndi-view}, flattened to paths. */
final class JndiView {

    private JndiView() {}

    static SortedSet<String> names(JsonValue view) {
        SortedSet<String> names = new TreeSet<>();
        collect("", view, names);
        return names;
    }

    private static void collect(String path, JsonValue value, SortedSet<String> names) {
        names.add(path);
        if (value instanceof JsonObject object) {
            object.forEach((name, child) -> collect(path + "/" + name, child, names));
        }
    }
}
