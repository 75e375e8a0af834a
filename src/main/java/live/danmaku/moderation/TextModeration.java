package live.danmaku.moderation;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import live.danmaku.config.Key;
import live.danmaku.config.LiveSettings;
import live.danmaku.config.Settings;
import live.danmaku.model.Author;
import live.danmaku.model.ErrorCode;
import live.danmaku.model.Lane;
import live.danmaku.model.Refusal;
import live.danmaku.model.RoomId;
import live.danmaku.model.TimeSource;

/**
 * The server's own rules for what a text says, in this order: characters that force a direction are taken out; too many marks,
 * too many emoji, links, blocked words in text or name, blocked patterns and repeats are refused; words to be masked become asterisks. Each has
 * a setting that switches it off. Hosts and applications may post links and repeat themselves.
 *
 * <p>Threading: any thread.
 */
public final class TextModeration {

    /** The longest time that repeats may be counted over. */
    private static final Duration LONGEST_REPEATS = Duration.ofMinutes(10);

    private final LiveSettings settings;
    private final WordLists lists;
    private final Buckets<Said> repeats;

    public TextModeration(LiveSettings settings, WordLists lists, TimeSource time) {
        this.settings = settings;
        this.lists = lists;
        this.repeats = new Buckets<>(time, LONGEST_REPEATS);
    }

    /**
     * What somebody has said in a room.
     *
     * @param hash of the text, folded
     */
    private record Said(RoomId room, String who, long hash) {}

    /**
     * The text of somebody as it is to be shown.
     *
     * @param text checked by {@link TextRules}
     * @throws Refusal with the code of the rule that it breaks
     */
    public String check(RoomId room, Author author, String text) {
        if (author.lane() == Lane.HOST) {
            return check(text);
        }
        Settings now = settings.get();
        String shown = looks(now, text);
        checkLinks(now.get(Key.TEXT_LINKS), author, shown);
        checkName(author.name());
        Folded folded = Folding.get().fold(shown);
        checkLists(shown, folded);
        checkRepeats(now, room, author, shown, folded);
        return lists.masked().mask(shown, folded);
    }

    /**
     * The text of somebody trusted, who may post links and repeat themselves, as it is to be shown.
     *
     * @throws Refusal as for others
     */
    public String check(String text) {
        String shown = looks(settings.get(), text);
        Folded folded = Folding.get().fold(shown);
        checkLists(shown, folded);
        return lists.masked().mask(shown, folded);
    }

    private static String looks(Settings now, String text) {
        String shown = now.isOn(Key.TEXT_DIRECTIONS) ? text : Glyphs.withoutDirections(text);
        Glyphs.checkMarks(shown, now.limit(Key.TEXT_MARKS));
        Glyphs.checkEmoji(shown, now.limit(Key.TEXT_EMOJI));
        return shown;
    }

    private void checkLists(String text, Folded folded) {
        if (lists.rejected().matches(folded)) {
            throw new Refusal(ErrorCode.WORD_BLOCKED, "the text has a word that is not allowed here");
        }
        if (lists.patterns().matches(text)) {
            throw new Refusal(ErrorCode.PATTERN_BLOCKED, "the text says something that is not allowed here");
        }
    }

    /** Names that the server gave are left alone: chance may write a word. */
    private void checkName(String name) {
        if (!name.startsWith(TextRules.GUEST_PREFIX)
                && lists.rejected().matches(Folding.get().fold(name))) {
            throw new Refusal(ErrorCode.WORD_BLOCKED, "the name has a word that is not allowed here");
        }
    }

    private static void checkLinks(int allowed, Author author, String text) {
        boolean mayLink = allowed == 2 || (allowed == 1 && author.user() != null);
        if (!mayLink && Links.isIn(text)) {
            throw new Refusal(ErrorCode.LINK_BLOCKED, "the text has a link, which you may not post");
        }
    }

    private void checkRepeats(Settings now, RoomId room, Author author, String text, Folded folded) {
        int most = now.ifLimited(Key.REPEATS);
        if (most == 0) {
            return;
        }
        long said = folded.length() == 0 ? text.hashCode() : folded.hash();
        long wait = repeats.take(
                new Said(room, PostLimits.who(author), said), TokenBucket.Rate.of(most, now.get(Key.REPEATS_PERIOD)));
        if (wait > 0) {
            throw new Refusal(
                    ErrorCode.TEXT_REPEATED,
                    "you have said that " + most + " times already",
                    Duration.ofMillis(TimeUnit.NANOSECONDS.toMillis(wait) + 1));
        }
    }

    /** Forgets what was said long ago. */
    public void tidy() {
        repeats.tidy();
    }
}
