package live.danmaku.room;

import live.danmaku.config.Key;
import live.danmaku.config.LiveSettings;
import live.danmaku.model.Author;
import live.danmaku.model.Draft;
import live.danmaku.model.Refusal;
import live.danmaku.model.RoomId;
import live.danmaku.model.Style;
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
    private final Runnable signOfLife;

    /**
     * Lets danmaku into the rooms of {@code registry}, but for what {@code sanctions} forbid; {@code signOfLife} is told of
     * every one that knocks.
     */
    public Admission(LiveSettings settings, RoomRegistry registry, Sanctions sanctions, Runnable signOfLife) {
        this.settings = settings;
        this.registry = registry;
        this.sanctions = sanctions;
        this.signOfLife = signOfLife;
    }

    /**
     * Checks a danmaku and has the room accept it.
     *
     * @throws Refusal with the code of the rule that it breaks, or of the room that cannot take it
     */
    public Posted post(RoomId room, Author author, String text, Style style) {
        signOfLife.run();
        sanctions.check(room, author);
        String checked = TextRules.danmaku(text, settings.get().get(Key.TEXT_MAX));
        return registry.post(room, new Draft(author, checked, style));
    }
}
