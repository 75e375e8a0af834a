package live.danmaku.encode;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import live.danmaku.encode.ActMessages.Done;
import live.danmaku.encode.ActMessages.RulesMessage;
import live.danmaku.model.Balance;
import live.danmaku.model.Batch;
import live.danmaku.model.Check;
import live.danmaku.model.ClusterStatus;
import live.danmaku.model.Danmaku;
import live.danmaku.model.FrameBalance;
import live.danmaku.model.Identity;
import live.danmaku.model.Omission;
import live.danmaku.model.Refusal;
import live.danmaku.model.Relayed;
import live.danmaku.model.Right;
import live.danmaku.model.RoomStatus;
import live.danmaku.model.Style;
import org.jspecify.annotations.Nullable;

/** The messages to clients as JSON-B writes them: one record each, a null component is left out. */
final class ServerMessages {

    private ServerMessages() {}

    @JsonbPropertyOrder({
        "type",
        "room",
        "epoch",
        "seq",
        "recovered",
        "from",
        "window",
        "heartbeat",
        "online",
        "user",
        "rights",
        "expires",
        "limits",
        "rules"
    })
    public record Hello(
            String type,
            String room,
            String epoch,
            long seq,
            @Nullable Boolean recovered,
            long from,
            long window,
            long heartbeat,
            int online,
            String user,
            List<String> rights,
            @Nullable Long expires,
            Limits limits,
            @Nullable RulesMessage rules) {

        static List<String> rights(Identity identity) {
            return identity.rights().stream().sorted().map(Right::wireName).toList();
        }
    }

    @JsonbPropertyOrder({"text", "message"})
    public record Limits(int text, int message) {}

    @JsonbPropertyOrder({
        "type",
        "room",
        "epoch",
        "seq",
        "online",
        "id",
        "at",
        "last",
        "omitted",
        "combined",
        "relayed",
        "missed",
        "acts",
        "items"
    })
    public record BatchMessage(
            String type,
            String room,
            String epoch,
            long seq,
            int online,
            long id,
            long at,
            @Nullable Long last,
            @Nullable SortedMap<String, Long> omitted,
            @Nullable Integer combined,
            @Nullable List<RelayedRun> relayed,
            @Nullable Long missed,
            @Nullable Done acts,
            List<Item> items) {

        static BatchMessage of(Batch batch) {
            boolean empty = batch.items().isEmpty();
            long first = empty ? batch.last() + 1 : batch.items().get(0).id();
            List<Item> items = new ArrayList<>(batch.items().size());
            long expectedId = first;
            for (Danmaku danmaku : batch.items()) {
                items.add(Item.of(danmaku, batch.senders(danmaku), expectedId, batch.at()));
                expectedId = danmaku.id() + 1;
            }
            return new BatchMessage(
                    "batch",
                    batch.room().value(),
                    batch.epoch(),
                    batch.seq(),
                    batch.online(),
                    first,
                    batch.at(),
                    !empty && expectedId == batch.last() + 1 ? null : batch.last(),
                    batch.omitted().isEmpty() ? null : omitted(batch),
                    batch.combined() == 0 ? null : batch.combined(),
                    batch.relayed().runs().isEmpty()
                            ? null
                            : batch.relayed().runs().stream()
                                    .map(RelayedRun::of)
                                    .toList(),
                    batch.relayed().missed() == 0 ? null : batch.relayed().missed(),
                    Done.of(batch.acts()),
                    items);
        }

        private static SortedMap<String, Long> omitted(Batch batch) {
            SortedMap<String, Long> counts = new TreeMap<>();
            batch.omitted().forEach((reason, danmaku) -> counts.put(reason.wireName(), (long) danmaku.size()));
            return counts;
        }
    }

    /** Items with ids one after another that another node accepted, where they have other ids. */
    @JsonbPropertyOrder({"epoch", "first", "origin", "count"})
    public record RelayedRun(String epoch, long first, long origin, int count) {

        static RelayedRun of(Relayed.Run run) {
            return new RelayedRun(run.epoch(), run.first(), run.originFirst(), run.count());
        }
    }

    /** A danmaku of a batch; what a reader can tell from the batch or from the default style is null. */
    @JsonbPropertyOrder({"id", "at", "user", "text", "mode", "color", "size", "count"})
    public record Item(
            @Nullable Long id,
            @Nullable Long at,
            String user,
            String text,
            @Nullable String mode,
            @Nullable String color,
            @Nullable String size,
            @Nullable Integer count) {

        static Item of(Danmaku danmaku, int senders, long expectedId, long batchAt) {
            Style style = danmaku.draft().style();
            return new Item(
                    danmaku.id() == expectedId ? null : danmaku.id(),
                    danmaku.at() == batchAt ? null : danmaku.at() - batchAt,
                    danmaku.draft().author().name(),
                    danmaku.draft().text(),
                    style.mode() == Style.DEFAULT.mode() ? null : style.mode().wireName(),
                    style.color().equals(Style.DEFAULT.color()) ? null : style.color(),
                    style.size() == Style.DEFAULT.size() ? null : style.size().wireName(),
                    senders == 1 ? null : senders);
        }
    }

    /** What was left out of a batch but not recalled, by reason; each danmaku with its own id and instant. */
    @JsonbPropertyOrder({"seq", "danmaku"})
    public record LeftOut(long seq, SortedMap<String, List<Item>> danmaku) {

        static LeftOut of(Batch batch) {
            SortedMap<String, List<Item>> danmaku = new TreeMap<>();
            batch.omitted().forEach((reason, omitted) -> {
                if (reason != Omission.RECALLED) {
                    danmaku.put(
                            reason.wireName(),
                            omitted.stream().map(LeftOut::item).toList());
                }
            });
            return new LeftOut(batch.seq(), danmaku);
        }

        private static Item item(Danmaku danmaku) {
            return Item.of(danmaku, /* senders= */ 1, /* expectedId= */ 0, /* batchAt= */ 0);
        }
    }

    @JsonbPropertyOrder({"type", "ref", "id"})
    public record Ack(String type, @Nullable String ref, long id) {}

    /** A moderator's act was done. */
    @JsonbPropertyOrder({"type", "ref", "durable"})
    public record Acted(String type, @Nullable String ref, boolean durable) {}

    @JsonbPropertyOrder({"type", "ref", "user", "rights", "expires"})
    public record Renewed(
            String type,
            @Nullable String ref,
            String user,
            List<String> rights,
            @Nullable Long expires) {}

    @JsonbPropertyOrder({"ticket", "expires"})
    public record Issued(String ticket, long expires) {}

    @JsonbPropertyOrder({"type", "ref", "from", "to", "gone"})
    public record Recovered(
            String type,
            @Nullable String ref,
            long from,
            long to,
            @Nullable Long gone) {}

    @JsonbPropertyOrder({"type", "ref", "code", "message", "retryAfterMs", "from"})
    public record Failure(
            String type,
            @Nullable String ref,
            String code,
            String message,
            @Nullable Long retryAfterMs,
            @Nullable Long from) {

        static Failure of(Refusal refusal, @Nullable String ref) {
            Long from = refusal.from().isPresent() ? refusal.from().get() : null;
            return new Failure("error", ref, refusal.code().code(), refusal.detail(), waitMillis(refusal), from);
        }
    }

    /** Where the room is: an answer to a ping, or a heartbeat. */
    @JsonbPropertyOrder({"type", "seq", "online"})
    public record Position(String type, long seq, int online) {}

    @JsonbPropertyOrder({"type", "code", "message", "skipped", "expires"})
    public record Notice(
            String type,
            String code,
            String message,
            @Nullable Long skipped,
            @Nullable Long expires) {}

    @JsonbPropertyOrder({"type", "title", "status", "detail", "code", "retryAfterMs"})
    public record Problem(
            String type,
            String title,
            int status,
            String detail,
            String code,
            @Nullable Long retryAfterMs) {

        static Problem of(Refusal refusal, int status) {
            String code = refusal.code().code();
            return new Problem(
                    "urn:danmaku:problem:" + code,
                    refusal.code().title(),
                    status,
                    refusal.detail(),
                    code,
                    waitMillis(refusal));
        }
    }

    @JsonbPropertyOrder({"room", "epoch", "id"})
    public record Accepted(String room, String epoch, long id) {}

    @JsonbPropertyOrder({
        "room",
        "epoch",
        "seq",
        "online",
        "watching",
        "window",
        "accepted",
        "batched",
        "combined",
        "thinned",
        "lost",
        "pending",
        "skipped",
        "history"
    })
    public record RoomFigures(
            String room,
            String epoch,
            long seq,
            int online,
            int watching,
            long window,
            long accepted,
            long batched,
            long combined,
            SortedMap<String, Long> thinned,
            long lost,
            long pending,
            long skipped,
            HistoryFigures history) {}

    @JsonbPropertyOrder({"batches", "bytes"})
    public record HistoryFigures(long batches, long bytes) {

        static HistoryFigures of(RoomStatus.History history) {
            return new HistoryFigures(history.batches(), history.bytes());
        }
    }

    @JsonbPropertyOrder({"room", "epoch", "seq", "recovered", "from", "batches"})
    public record Page(
            String room, String epoch, long seq, @Nullable Boolean recovered, long from, List<BatchMessage> batches) {}

    @JsonbPropertyOrder({"accepted", "batched", "combined", "thinned", "lost", "pending"})
    public record BalanceFigures(
            long accepted, long batched, long combined, SortedMap<String, Long> thinned, long lost, long pending) {

        static BalanceFigures of(Balance balance) {
            return new BalanceFigures(
                    balance.accepted(),
                    balance.batched(),
                    balance.combined(),
                    thinned(balance),
                    balance.lost(),
                    balance.pending());
        }

        static SortedMap<String, Long> thinned(Balance balance) {
            SortedMap<String, Long> counts = new TreeMap<>();
            balance.thinned().forEach((reason, count) -> counts.put(reason.wireName(), count));
            return counts;
        }
    }

    @JsonbPropertyOrder({"total", "rooms"})
    public record RoomList(int total, List<RoomFigures> rooms) {}

    @JsonbPropertyOrder({
        "rooms",
        "viewers",
        "senders",
        "danmaku",
        "counters",
        "refusals",
        "buffers",
        "backlog",
        "frames",
        "history",
        "cluster"
    })
    public record NodeFigures(
            int rooms,
            long viewers,
            SortedMap<String, Long> senders,
            BalanceFigures danmaku,
            SortedMap<String, Long> counters,
            SortedMap<String, Long> refusals,
            BufferFigures buffers,
            BacklogFigures backlog,
            FrameFigures frames,
            HistoryFigures history,
            @Nullable ClusterFigures cluster) {}

    /** How the node stands among others. */
    @JsonbPropertyOrder({"node", "connected", "waiting", "parts", "peers"})
    public record ClusterFigures(
            String node, boolean connected, int waiting, int parts, SortedMap<String, Integer> peers) {

        static @Nullable ClusterFigures of(@Nullable ClusterStatus status) {
            return status == null
                    ? null
                    : new ClusterFigures(
                            status.node(),
                            status.connected(),
                            status.waiting(),
                            status.parts(),
                            new TreeMap<>(status.peers()));
        }
    }

    @JsonbPropertyOrder({"inUse", "idle"})
    public record BufferFigures(long inUse, long idle) {}

    @JsonbPropertyOrder({"bytes", "largest", "oldestPingMs", "behind"})
    public record BacklogFigures(long bytes, long largest, long oldestPingMs, long behind) {}

    @JsonbPropertyOrder({"offered", "sent", "skipped", "failed", "inFlight", "waiting"})
    public record FrameFigures(
            long offered, long sent, long skipped, FailedFrames failed, long inFlight, long waiting) {

        static FrameFigures of(FrameBalance frames) {
            return new FrameFigures(
                    frames.offered(),
                    frames.sent(),
                    frames.skipped(),
                    new FailedFrames(frames.failedClosed(), frames.failedError()),
                    frames.inFlight(),
                    frames.waiting());
        }
    }

    @JsonbPropertyOrder({"closed", "error"})
    public record FailedFrames(long closed, long error) {}

    @JsonbPropertyOrder({"status", "viewers", "limits", "checks"})
    public record Health(
            String status,
            int viewers,
            boolean limits,
            @Nullable List<HealthCheck> checks) {}

    @JsonbPropertyOrder({"name", "status", "detail"})
    public record HealthCheck(String name, String status, String detail) {

        static HealthCheck of(Check check) {
            return new HealthCheck(check.name(), status(check.up()), check.detail());
        }

        static String status(boolean up) {
            return up ? "UP" : "DOWN";
        }
    }

    private static @Nullable Long waitMillis(Refusal refusal) {
        return refusal.retryAfter().isPresent() ? refusal.retryAfter().get().toMillis() : null;
    }
}
