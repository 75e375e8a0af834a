package live.danmaku.room;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import live.danmaku.model.Author;
import live.danmaku.model.ErrorCode;
import live.danmaku.model.HeldPost;
import live.danmaku.model.Network;
import live.danmaku.model.Refusal;
import live.danmaku.model.Right;
import live.danmaku.model.RoomId;
import live.danmaku.model.Rules;
import live.danmaku.model.TimeSource;
import live.danmaku.moderation.TextRules;
import live.danmaku.sanction.Act;
import live.danmaku.sanction.AuditTrail;
import live.danmaku.sanction.Kind;
import live.danmaku.sanction.Sanction;
import live.danmaku.sanction.SanctionKey;
import live.danmaku.sanction.SanctionStore;
import live.danmaku.sanction.Sanctions;
import live.danmaku.telemetry.Counter;
import live.danmaku.telemetry.Metrics;
import org.jspecify.annotations.Nullable;

/**
 * Does what moderators want done, whichever way they ask: lays it down, has the rooms tell their viewers, has it kept, and
 * records who did it. What is refused is not recorded, so that nobody without the right can fill the record.
 *
 * <p>Threading: any thread.
 */
public final class Moderation {

    private final RoomRegistry registry;
    private final Admission admission;
    private final Sanctions sanctions;
    private final SanctionStore store;
    private final AuditTrail trail;
    private final TimeSource time;
    private final Metrics metrics;

    public Moderation(
            RoomRegistry registry,
            Admission admission,
            Sanctions sanctions,
            SanctionStore store,
            AuditTrail trail,
            TimeSource time,
            Metrics metrics) {
        this.registry = registry;
        this.admission = admission;
        this.sanctions = sanctions;
        this.store = store;
        this.trail = trail;
        this.time = time;
        this.metrics = metrics;
    }

    /** What holds in a room, with what holds everywhere; or, for null, all that holds on this node. */
    public List<Sanction> list(@Nullable RoomId where) {
        return sanctions.list(where);
    }

    /** What waits in a room for a moderator to decide on it, the oldest first. */
    public List<HeldPost> held(RoomId room) {
        return admission.held().list(room);
    }

    /** What a room's viewers are told of it. */
    public Rules rules(RoomId room) {
        return sanctions.rules(room);
    }

    /** Whether what is laid down now survives a restart. */
    public boolean isDurable() {
        return store.isDurable();
    }

    /**
     * Does what a moderator wants, or nothing of it.
     *
     * @param where in which room; null for everywhere, which only announcing and muting can be
     * @param moderator who wants it
     * @return what was done, in words
     * @throws Refusal {@code forbidden}, {@code room_unknown}, {@code danmaku_unknown}, {@code room_busy}, {@code
     *     sanctions_full}, or what is wrong with a text
     */
    public List<String> perform(@Nullable RoomId where, Act act, Author moderator) {
        moderator.identity().require(right(where, act));
        List<String> done = perform(where, act);
        metrics.count(Counter.ACTS);
        String user = moderator.user();
        Network network = moderator.network();
        String who = user == null ? moderator.name() : user;
        String from = network == null ? "" : network.label();
        for (String what : done) {
            trail.record(who, from, act.name(), where, what);
        }
        return done;
    }

    private static Right right(@Nullable RoomId where, Act act) {
        boolean everywhere = where == null || (act instanceof Act.MuteAuthor mute && mute.everywhere());
        return everywhere ? Right.MODERATE_EVERYWHERE : Right.MODERATE;
    }

    private List<String> perform(@Nullable RoomId where, Act act) {
        if (act instanceof Act.Recall recall) {
            existing(where).recall(recall.epoch(), recall.ids());
            return List.of("danmaku " + recall.ids() + " of epoch " + recall.epoch());
        }
        if (act instanceof Act.Announce announce) {
            return List.of(announce(where, announce));
        }
        if (act instanceof Act.MuteAuthor mute) {
            return muteAuthor(where, mute);
        }
        if (act instanceof Act.Review review) {
            return List.of(review(where, review));
        }
        if (act instanceof Act.Impose impose) {
            return impose(where, List.of(impose));
        }
        if (act instanceof Act.Lift lift) {
            return List.of(lift(where, lift));
        }
        throw new IllegalStateException("nothing is done for " + act);
    }

    private String announce(@Nullable RoomId where, Act.Announce announce) {
        String text = TextRules.danmaku(announce.text(), Act.NOTICE_MAX);
        if (where != null) {
            existing(where).announce(text);
            return text;
        }
        return "to " + registry.announce(text) + " rooms: " + text;
    }

    private String review(@Nullable RoomId where, Act.Review review) {
        requireRoom(where);
        RoomId room = Objects.requireNonNull(where);
        Optional<String> done = review.shown()
                ? admission
                        .release(room, review.id())
                        .map(posted -> "danmaku " + posted.id() + " of epoch " + posted.epoch())
                : admission.discard(room, review.id()).map(gone -> gone.draft().text());
        return done.map(what -> "held " + review.id() + ": " + what)
                .orElseThrow(() -> new Refusal(
                        ErrorCode.DANMAKU_UNKNOWN, "no danmaku of this number waits in the room, or not any more"));
    }

    private List<String> muteAuthor(@Nullable RoomId where, Act.MuteAuthor mute) {
        Author author = existing(where)
                .author(mute.epoch(), mute.id())
                .orElseThrow(
                        () -> new Refusal(ErrorCode.DANMAKU_UNKNOWN, "the room does not keep who posted this danmaku"));
        List<Act.Impose> mutes = new ArrayList<>();
        String user = author.user();
        Network network = author.network();
        if (user != null) {
            mutes.add(new Act.Impose(mute.name(), Kind.MUTE_USER, user, "", mute.time()));
        }
        if (network != null && (user == null || mute.addressToo())) {
            mutes.add(new Act.Impose(mute.name(), Kind.MUTE_NETWORK, network.label(), "", mute.time()));
        }
        if (mutes.isEmpty()) {
            mutes.add(new Act.Impose(mute.name(), Kind.MUTE_SENDER, author.sender(), "", mute.time()));
        }
        return impose(mute.everywhere() ? null : where, mutes);
    }

    /** All of it, or nothing. */
    private List<String> impose(@Nullable RoomId where, List<Act.Impose> acts) {
        List<Sanction> together = acts.stream().map(act -> sanction(where, act)).toList();
        sanctions.impose(together);
        for (Sanction sanction : together) {
            store.changed(sanction.key());
            tell(sanction.key());
        }
        return together.stream().map(Sanction::summary).toList();
    }

    private Sanction sanction(@Nullable RoomId where, Act.Impose act) {
        Kind kind = act.kind();
        requireRoom(where, kind);
        String detail = kind == Kind.PIN ? TextRules.danmaku(act.detail(), Act.NOTICE_MAX) : act.detail();
        long until = act.time() == null ? 0 : time.epochMillis() + act.time().toMillis();
        return new Sanction(new SanctionKey(kind, where, act.target()), detail, until);
    }

    /** Has rooms follow what was loaded after viewers had come, or was done on another node. */
    public void follow(Collection<SanctionKey> changed) {
        changed.forEach(this::tell);
    }

    /** Closes a room that is to be closed; has others tell their viewers, where that is for viewers to know. */
    private void tell(SanctionKey key) {
        RoomId where = key.room();
        if (where != null && key.kind() == Kind.CLOSED && sanctions.find(key).isPresent()) {
            registry.closeViewers(where);
        } else if (where != null && !key.kind().isMute()) {
            registry.find(where).ifPresent(Room::rulesChanged);
        }
    }

    private String lift(@Nullable RoomId where, Act.Lift act) {
        requireRoom(where, act.kind());
        SanctionKey key = new SanctionKey(act.kind(), where, act.target());
        boolean held = sanctions.lift(key);
        store.changed(key);
        if (held) {
            tell(key);
        }
        return (held ? "lifted " : "nothing to lift: ") + new Sanction(key, "", 0).summary();
    }

    private Room existing(@Nullable RoomId where) {
        requireRoom(where);
        return registry.find(Objects.requireNonNull(where))
                .orElseThrow(() -> new Refusal(ErrorCode.ROOM_UNKNOWN, "there is no such room now"));
    }

    private static void requireRoom(@Nullable RoomId where, Kind kind) {
        if (!kind.isMute()) {
            requireRoom(where);
        }
    }

    private static void requireRoom(@Nullable RoomId where) {
        if (where == null) {
            throw new Refusal(ErrorCode.INVALID_FIELD, "this act is for one room, not for everywhere");
        }
    }
}
