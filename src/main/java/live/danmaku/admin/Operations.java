package live.danmaku.admin;

import java.util.List;
import java.util.Set;
import live.danmaku.config.EffectiveValue;
import live.danmaku.config.Key;
import live.danmaku.config.LiveSettings;
import live.danmaku.config.Rejected;
import live.danmaku.model.Refusal;
import live.danmaku.model.RoomId;
import live.danmaku.room.Drain;
import live.danmaku.room.Moderation;
import live.danmaku.sanction.Act;
import live.danmaku.sanction.AuditEntry;
import live.danmaku.sanction.AuditTrail;
import org.jspecify.annotations.Nullable;

/**
 * What an administrator can do to the running server. Whoever calls this has seen to it that the caller is one; everything that was
 * done is recorded under the operator's name.
 *
 * <p>Threading: any thread.
 */
public final class Operations {

    private final LiveSettings settings;
    private final Moderation moderation;
    private final AuditTrail trail;
    private final NodeControl node;

    public Operations(LiveSettings settings, Moderation moderation, AuditTrail trail, NodeControl node) {
        this.settings = settings;
        this.moderation = moderation;
        this.trail = trail;
        this.node = node;
    }

    /**
     * Does what a moderator can: closing a room, announcing, silencing, muting and the like.
     *
     * @param where in which room; null for everywhere
     * @return what was done, in words
     * @throws Refusal as {@link Moderation#perform}
     */
    public List<String> perform(@Nullable RoomId where, Act act, Operator operator) {
        return moderation.perform(where, act, operator.moderator());
    }

    /**
     * Has a setting have a value from now on, above everything that is configured, until it is {@link #reset} or the application
     * is undeployed.
     *
     * @param where of which room; null for all that have no value of their own
     * @throws Refusal as {@link LiveSettings#override}
     */
    public void set(@Nullable RoomId where, Key key, String value, Operator operator) {
        settings.override(key, where, value);
        node.reload();
        record("set", where, key.property() + " = " + value.strip(), operator);
    }

    /**
     * Lets what is configured hold again.
     *
     * @return whether an operator's value held
     */
    public boolean reset(@Nullable RoomId where, Key key, Operator operator) {
        boolean held = settings.reset(key, where);
        node.reload();
        if (held) {
            record("reset", where, key.property(), operator);
        }
        return held;
    }

    /**
     * Lets everything that is configured hold again.
     *
     * @return what had an operator's value
     */
    public Set<String> resetAll(Operator operator) {
        Set<String> properties = settings.resetAll();
        node.reload();
        if (!properties.isEmpty()) {
            record("reset", null, String.join(" ", properties), operator);
        }
        return properties;
    }

    /** Looks at the configuration now; answers with what is rejected. */
    public List<Rejected> reload(Operator operator) {
        node.reload();
        record("reload", null, "configuration", operator);
        return settings.rejected();
    }

    /** See {@link NodeControl#drain()}. */
    public Drain.Outcome drain(Operator operator) {
        record("drain", null, "begins", operator);
        Drain.Outcome outcome = node.drain();
        record(
                "drain",
                null,
                "%d viewers closed, %d of them late".formatted(outcome.viewers(), outcome.late()),
                operator);
        return outcome;
    }

    /** See {@link NodeControl#open()}. */
    public boolean resume(Operator operator) {
        boolean open = node.open();
        record("resume", null, open ? "open" : "still shut: " + node.state(), operator);
        return open;
    }

    /** Every setting with its value, and where that comes from; secrets are not told. */
    public List<EffectiveValue> configuration() {
        return settings.effective();
    }

    /** What is configured and breaks its rule. */
    public List<Rejected> rejected() {
        return settings.rejected();
    }

    /** What moderators and operators did, the last act first; {@link AuditTrail#KEPT} at the most. */
    public List<AuditEntry> audit(int most) {
        return trail.newest(most);
    }

    /** See {@link AuditTrail#recorded()}. */
    public long recorded() {
        return trail.recorded();
    }

    /** Whether viewers are let in. */
    public NodeControl.State state() {
        return node.state();
    }

    private void record(String act, @Nullable RoomId where, String what, Operator operator) {
        trail.record(operator.user(), operator.from(), act, where, what);
    }
}
