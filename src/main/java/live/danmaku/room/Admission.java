package live.danmaku.room;

import java.time.Duration;
import java.util.Optional;
import live.danmaku.config.Key;
import live.danmaku.config.LiveSettings;
import live.danmaku.model.Author;
import live.danmaku.model.Draft;
import live.danmaku.model.ErrorCode;
import live.danmaku.model.HeldPost;
import live.danmaku.model.Lane;
import live.danmaku.model.Refusal;
import live.danmaku.model.RoomId;
import live.danmaku.model.Style;
import live.danmaku.moderation.HeldPosts;
import live.danmaku.moderation.Judge;
import live.danmaku.moderation.PostLimits;
import live.danmaku.moderation.Ruling;
import live.danmaku.moderation.TextModeration;
import live.danmaku.moderation.TextRules;
import live.danmaku.sanction.Sanctions;

/**
 * The one door through which danmaku come in, whoever brings them: a viewer's connection, HTTP, an application's event.
 *
 * <p>Threading: any thread.
 */
public final class Admission {

    private final LiveSettings settings;
    private final RoomRegistry registry;
    private final Sanctions sanctions;
    private final PostLimits limits;
    private final TextModeration texts;
    private final Judge judge;
    private final HeldPosts held;
    private final Runnable signOfLife;

    /**
     * Lets danmaku into the rooms of {@code registry} that keep the {@code limits} and the rules for {@code texts}, that no
     * {@code sanctions} forbid and the {@code judge} lets through; who it wants {@code held} waits there. {@code signOfLife}
     * is told of every one that knocks.
     */
    public Admission(
            LiveSettings settings,
            RoomRegistry registry,
            Sanctions sanctions,
            PostLimits limits,
            TextModeration texts,
            Judge judge,
            HeldPosts held,
            Runnable signOfLife) {
        this.settings = settings;
        this.registry = registry;
        this.sanctions = sanctions;
        this.limits = limits;
        this.texts = texts;
        this.judge = judge;
        this.held = held;
        this.signOfLife = signOfLife;
    }

    /**
     * Checks a danmaku and has the room accept it. What costs least is looked at first, so that a flood costs little.
     *
     * @throws Refusal with the code of the rule that it breaks, or of the room that cannot take it
     */
    public Posted post(RoomId room, Author author, String text, Style style) {
        signOfLife.run();
        registry.visit(room, author.network());
        limits.check(room, author, slow(room));
        try {
            return admitted(room, author, text, style);
        } catch (Refusal e) {
            if (e.code() != ErrorCode.HELD) {
                limits.giveBack(room, author);
            }
            throw e;
        }
    }

    private Posted admitted(RoomId room, Author author, String text, Style style) {
        sanctions.check(room, author);
        String shown = texts.check(room, author, checked(text));
        return registry.post(room, judged(room, new Draft(author, shown, style)));
    }

    /**
     * Checks a danmaku of an application on this server, which may post as fast as it likes, and has the room accept it.
     *
     * @throws Refusal as {@link #post}
     */
    public Posted announce(RoomId room, Author application, String text, Style style) {
        signOfLife.run();
        sanctions.check(room, application);
        return registry.post(room, new Draft(application, texts.check(checked(text)), style));
    }

    /**
     * Posts a danmaku that was held, because a moderator wants it.
     *
     * @return where it was accepted; empty where it does not wait, or not any more
     * @throws Refusal {@code room_closed}, and it goes on waiting; or of the room that cannot take it, and it does not
     */
    public Optional<Posted> release(RoomId room, long id) {
        sanctions.checkOpen(room);
        return held.take(room, id).map(post -> registry.post(room, post.draft()));
    }

    /** Gives up a danmaku that was held; empty where it does not wait, or not any more. */
    public Optional<HeldPost> discard(RoomId room, long id) {
        return held.take(room, id);
    }

    /** What is held. */
    public HeldPosts held() {
        return held;
    }

    /** What an administrator has set, or a moderator if that is longer. */
    private Duration slow(RoomId room) {
        Duration configured = settings.get().slow(room);
        Duration laidDown = sanctions.slow(room);
        return configured.compareTo(laidDown) >= 0 ? configured : laidDown;
    }

    private Draft judged(RoomId room, Draft draft) {
        Ruling ruling = judge.rule(room, draft);
        return switch (ruling.decision()) {
            case ACCEPT -> changed(draft, ruling);
            case REJECT -> throw rejected(ruling);
            case HOLD -> throw held(room, changed(draft, ruling), ruling);
            case UNDECIDED -> undecided(draft);
        };
    }

    private Draft changed(Draft draft, Ruling ruling) {
        String text = ruling.text();
        Lane lane = ruling.lane();
        return new Draft(
                lane == null ? draft.author() : draft.author().in(lane),
                text == null ? draft.text() : texts.check(checked(text)),
                draft.style());
    }

    private Refusal held(RoomId room, Draft draft, Ruling ruling) {
        String reason = ruling.reason();
        return held.hold(room, draft, reason == null ? "" : reason)
                ? new Refusal(ErrorCode.HELD, "the danmaku waits until a moderator has seen it")
                : new Refusal(ErrorCode.REJECTED, "too many danmaku wait for a moderator");
    }

    private static Refusal rejected(Ruling ruling) {
        String reason = ruling.reason();
        return new Refusal(ErrorCode.REJECTED, reason == null ? "the danmaku is not wanted here" : reason);
    }

    private Draft undecided(Draft draft) {
        if (settings.get().isOn(Key.MODERATOR_ABSENT)) {
            return draft;
        }
        throw new Refusal(ErrorCode.MODERATOR_LATE, "the danmaku could not be reviewed in time", Duration.ofSeconds(1));
    }

    private String checked(String text) {
        return TextRules.danmaku(text, settings.get().get(Key.TEXT_MAX));
    }
}
