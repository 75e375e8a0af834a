package live.danmaku.dashboard;

import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import live.danmaku.config.EffectiveValue;
import live.danmaku.config.Rejected;
import live.danmaku.model.RoomId;
import live.danmaku.sanction.AuditEntry;
import org.jspecify.annotations.Nullable;

/**
 * Writes what only the admin page is told, with JSON-B.
 *
 * <p>Threading: any thread.
 */
public final class DashboardJson implements AutoCloseable {

    private static final Logger LOG = System.getLogger("danmaku.dashboard");

    private final Jsonb jsonb = JsonbBuilder.create();

    @JsonbPropertyOrder({"values", "rejected"})
    public record Configuration(List<Value> values, List<BadValue> rejected) {}

    @JsonbPropertyOrder({
        "property",
        "value",
        "configured",
        "defaultValue",
        "rule",
        "live",
        "origin",
        "ordinal",
        "effect"
    })
    public record Value(
            String property,
            String value,
            String configured,
            String defaultValue,
            String rule,
            boolean live,
            String origin,
            int ordinal,
            String effect) {

        static Value of(EffectiveValue value) {
            return new Value(
                    value.property(),
                    value.value(),
                    value.configured(),
                    value.defaultValue(),
                    value.rule(),
                    value.live(),
                    value.origin().name(),
                    value.origin().ordinal(),
                    value.effect());
        }
    }

    @JsonbPropertyOrder({"property", "value", "rule", "kept"})
    public record BadValue(String property, String value, String rule, String kept) {

        static BadValue of(Rejected bad) {
            return new BadValue(bad.property(), bad.value(), bad.rule(), bad.kept());
        }
    }

    @JsonbPropertyOrder({"entries"})
    public record Audit(List<Entry> entries) {}

    @JsonbPropertyOrder({"at", "who", "from", "act", "room", "what"})
    public record Entry(
            long at,
            String who,
            String from,
            String act,
            @Nullable String room,
            String what) {

        static Entry of(AuditEntry entry) {
            RoomId room = entry.room();
            return new Entry(
                    entry.atMillis(),
                    entry.who(),
                    entry.from(),
                    entry.act(),
                    room == null ? null : room.value(),
                    entry.what());
        }
    }

    @JsonbPropertyOrder({"did", "outcome"})
    public record Done(String did, String outcome) {}

    /** Every setting, and what is configured but breaks its rule. */
    String configuration(List<EffectiveValue> values, List<Rejected> rejected) {
        return jsonb.toJson(new Configuration(
                values.stream().map(Value::of).toList(),
                rejected.stream().map(BadValue::of).toList()));
    }

    /** What was done, in the order given. */
    String audit(List<AuditEntry> entries) {
        return jsonb.toJson(new Audit(entries.stream().map(Entry::of).toList()));
    }

    /** An order was carried out. */
    String done(String did, String outcome) {
        return jsonb.toJson(new Done(did, outcome));
    }

    /** Gives back what JSON-B holds. */
    @Override
    public void close() {
        try {
            jsonb.close();
        } catch (Exception e) {
            LOG.log(Level.DEBUG, "JSON-B did not close: {0}", e);
        }
    }
}
