package live.danmaku.encode;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.util.List;
import live.danmaku.model.Acts;
import live.danmaku.model.Author;
import live.danmaku.model.HeldPost;
import live.danmaku.model.Lane;
import live.danmaku.model.RoomId;
import live.danmaku.model.Rules;
import live.danmaku.sanction.Sanction;
import org.jspecify.annotations.Nullable;

/** What moderators did and laid down, as JSON-B writes it into messages: a null component is left out. */
final class ActMessages {

    private ActMessages() {}

    /** What moderators did within a batch's window. */
    @JsonbPropertyOrder({"recalled", "notices", "rules"})
    public record Done(
            @Nullable List<Long> recalled,
            @Nullable List<String> notices,
            @Nullable RulesMessage rules) {

        static @Nullable Done of(Acts acts) {
            return acts.isNone()
                    ? null
                    : new Done(
                            acts.recalled().isEmpty() ? null : acts.recalled(),
                            acts.notices().isEmpty() ? null : acts.notices(),
                            acts.rules() == null ? null : RulesMessage.of(acts.rules()));
        }
    }

    /** Everything that holds in a room; an empty object where nothing does. */
    @JsonbPropertyOrder({"slow", "silence", "pinned"})
    public record RulesMessage(
            @Nullable Long slow,
            @Nullable SilenceMessage silence,
            @Nullable String pinned) {

        static RulesMessage of(Rules rules) {
            return new RulesMessage(
                    rules.slow().isZero() ? null : rules.slow().toMillis(),
                    rules.silence() == null ? null : SilenceMessage.of(rules.silence()),
                    rules.pinned());
        }

        static @Nullable RulesMessage ofAny(Rules rules) {
            return rules.equals(Rules.NONE) ? null : of(rules);
        }
    }

    /** A moderator's act was done, over HTTP. */
    @JsonbPropertyOrder({"act", "room", "done", "durable"})
    public record ActDone(String act, @Nullable String room, List<String> done, boolean durable) {}

    /** What holds in a room, and what waits there; or what holds on the node. */
    @JsonbPropertyOrder({"room", "durable", "rules", "sanctions", "held"})
    public record InForce(
            @Nullable String room,
            boolean durable,
            @Nullable RulesMessage rules,
            List<SanctionItem> sanctions,
            @Nullable List<HeldItem> held) {}

    @JsonbPropertyOrder({"id", "at", "user", "lane", "text", "reason"})
    public record HeldItem(
            long id,
            long at,
            String user,
            String lane,
            String text,
            @Nullable String reason) {

        static HeldItem of(HeldPost post) {
            Author author = post.draft().author();
            return new HeldItem(
                    post.id(),
                    post.at(),
                    author.name(),
                    author.lane().wireName(),
                    post.draft().text(),
                    post.reason().isEmpty() ? null : post.reason());
        }
    }

    @JsonbPropertyOrder({"kind", "room", "target", "detail", "until"})
    public record SanctionItem(
            String kind,
            @Nullable String room,
            @Nullable String target,
            @Nullable String detail,
            @Nullable Long until) {

        static SanctionItem of(Sanction sanction) {
            RoomId room = sanction.key().room();
            return new SanctionItem(
                    sanction.key().kind().label(),
                    room == null ? null : room.value(),
                    sanction.key().target().isEmpty() ? null : sanction.key().target(),
                    sanction.detail().isEmpty() ? null : sanction.detail(),
                    sanction.untilMillis() == 0 ? null : sanction.untilMillis());
        }
    }

    @JsonbPropertyOrder({"below", "until"})
    public record SilenceMessage(
            @Nullable String below, @Nullable Long until) {

        static SilenceMessage of(Rules.Silence silence) {
            Lane below = silence.below();
            return new SilenceMessage(
                    below == null ? null : below.wireName(), silence.untilMillis() == 0 ? null : silence.untilMillis());
        }
    }
}
