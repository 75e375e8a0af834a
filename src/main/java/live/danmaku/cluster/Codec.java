package live.danmaku.cluster;

import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import live.danmaku.cluster.MalformedException.Reason;
import live.danmaku.cluster.NodeMessage.Imposed;
import live.danmaku.cluster.NodeMessage.Lifted;
import live.danmaku.cluster.NodeMessage.Notice;
import live.danmaku.cluster.NodeMessage.Presence;
import live.danmaku.cluster.NodeMessage.Recalled;
import live.danmaku.cluster.NodeMessage.Window;
import live.danmaku.model.Author;
import live.danmaku.model.Danmaku;
import live.danmaku.model.Draft;
import live.danmaku.model.Identity;
import live.danmaku.model.Lane;
import live.danmaku.model.Network;
import live.danmaku.model.Origin;
import live.danmaku.model.Right;
import live.danmaku.model.RoomId;
import live.danmaku.model.Style;
import live.danmaku.sanction.Kind;
import live.danmaku.sanction.Sanction;
import live.danmaku.sanction.SanctionKey;
import org.jspecify.annotations.Nullable;

/**
 * Writes and reads what nodes tell each other: JSON in an {@link Envelope}. Fields that a node does not know are nothing to it, so
 * that nodes of different releases can be in one cluster; lists of danmaku and authors have a fixed order of elements, to which
 * more may be added behind.
 *
 * <p>Threading: any thread.
 */
final class Codec {

    /** A message, and who sent it when by its own clock. */
    record Letter(String node, long sentMillis, NodeMessage message) {}

    private static final int NAME_MAX = 200;
    private static final int TEXT_MAX = 8_000;
    private static final int NODE_MAX = 64;

    private final JsonProvider json = JsonProvider.provider();
    private final JsonReaderFactory readers = json.createReaderFactory(Map.of());
    private final Envelope envelope;

    Codec(Envelope envelope) {
        this.envelope = envelope;
    }

    byte[] write(Letter letter) {
        JsonObjectBuilder object =
                json.createObjectBuilder().add("node", letter.node()).add("sent", letter.sentMillis());
        NodeMessage message = letter.message();
        if (message instanceof Window window) {
            writeWindow(object, window);
        } else if (message instanceof Presence presence) {
            writePresence(object, presence);
        } else if (message instanceof Recalled recalled) {
            JsonArrayBuilder danmaku = json.createArrayBuilder();
            recalled.danmaku()
                    .forEach(one -> danmaku.add(
                            json.createArrayBuilder().add(one.epoch()).add(one.id())));
            object.add("kind", "recalled").add("room", recalled.room().value()).add("danmaku", danmaku);
        } else if (message instanceof Notice notice) {
            object.add("kind", "notice").add("text", notice.text());
            addIfAny(
                    object,
                    "room",
                    notice.where() == null ? null : notice.where().value());
        } else if (message instanceof Imposed imposed) {
            JsonArrayBuilder sanctions = json.createArrayBuilder();
            imposed.sanctions().forEach(one -> sanctions.add(sanction(one)));
            object.add("kind", "imposed").add("sanctions", sanctions);
        } else if (message instanceof Lifted lifted) {
            object.add("kind", "lifted").add("sanction", key(lifted.key()));
        }
        return envelope.seal(object.build().toString().getBytes(StandardCharsets.UTF_8));
    }

    Letter read(byte[] bytes) throws MalformedException {
        byte[] content = envelope.open(bytes);
        try (JsonReader reader = readers.createReader(new ByteArrayInputStream(content), StandardCharsets.UTF_8)) {
            JsonObject object = reader.readObject();
            return new Letter(
                    text(object.getString("node"), NODE_MAX),
                    object.getJsonNumber("sent").longValueExact(),
                    message(object));
        } catch (RuntimeException e) {
            // JSON-P, our own values and missing fields fail in a dozen ways, all of which mean the same.
            throw new MalformedException(Reason.FOREIGN, "it cannot be read: " + e);
        }
    }

    private NodeMessage message(JsonObject object) throws MalformedException {
        String kind = object.getString("kind");
        return switch (kind) {
            case "window" -> readWindow(object);
            case "presence" -> readPresence(object);
            case "recalled" ->
                new Recalled(
                        room(object),
                        object.getJsonArray("danmaku").getValuesAs(JsonArray.class).stream()
                                .map(one -> new Origin(text(one.getString(0), NODE_MAX), number(one, 1)))
                                .toList());
            case "notice" ->
                new Notice(object.containsKey("room") ? room(object) : null, text(object.getString("text"), TEXT_MAX));
            case "imposed" ->
                new Imposed(object.getJsonArray("sanctions").getValuesAs(JsonObject.class).stream()
                        .map(Codec::readSanction)
                        .toList());
            case "lifted" -> new Lifted(readKey(object.getJsonObject("sanction")));
            default -> throw new MalformedException(Reason.VERSION, "it is of an unknown kind");
        };
    }

    private void writeWindow(JsonObjectBuilder object, Window window) {
        Map<Author, Integer> places = new HashMap<>();
        JsonArrayBuilder authors = json.createArrayBuilder();
        JsonArrayBuilder danmaku = json.createArrayBuilder();
        long before = window.after();
        for (Danmaku one : window.danmaku()) {
            Author author = one.draft().author();
            Integer place = places.get(author);
            if (place == null) {
                place = places.size();
                places.put(author, place);
                authors.add(author(author));
            }
            danmaku.add(danmaku(one, place, one.id() - before));
            before = one.id();
        }
        object.add("kind", "window")
                .add("room", window.room().value())
                .add("epoch", window.epoch())
                .add("after", window.after())
                .add("before", window.before())
                .add("omitted", window.omitted())
                .add("authors", authors)
                .add("danmaku", danmaku);
    }

    private JsonArrayBuilder author(Author author) {
        Network network = author.network();
        JsonArrayBuilder fields = json.createArrayBuilder()
                .add(author.name())
                .add(author.sender())
                .add(author.lane().name());
        addOrNull(fields, author.user());
        addOrNull(fields, network == null ? null : network.label());
        return fields;
    }

    private JsonArrayBuilder danmaku(Danmaku one, int author, long step) {
        Style style = one.draft().style();
        JsonArrayBuilder fields =
                json.createArrayBuilder().add(step).add(author).add(one.draft().text());
        if (!style.equals(Style.DEFAULT)) {
            fields.add(style.mode().wireName())
                    .add(style.color())
                    .add(style.size().wireName());
        }
        return fields;
    }

    private static Window readWindow(JsonObject object) {
        String epoch = text(object.getString("epoch"), NODE_MAX);
        List<Author> authors = object.getJsonArray("authors").getValuesAs(JsonArray.class).stream()
                .map(Codec::readAuthor)
                .toList();
        List<Danmaku> danmaku = new ArrayList<>();
        long after = object.getJsonNumber("after").longValueExact();
        long id = after;
        for (JsonArray one : object.getJsonArray("danmaku").getValuesAs(JsonArray.class)) {
            long step = number(one, 0);
            if (step < 1) {
                throw new IllegalArgumentException("ids do not grow");
            }
            id = Math.addExact(id, step);
            danmaku.add(new Danmaku(id, 0, readDraft(one, authors)));
        }
        int omitted = object.getJsonNumber("omitted").intValueExact();
        long before = object.getJsonNumber("before").longValueExact();
        if (after < 0 || before < 0 || omitted < 0) {
            throw new IllegalArgumentException("a number is below 0");
        }
        return new Window(room(object), epoch, after, before, danmaku, omitted);
    }

    private static Author readAuthor(JsonArray fields) {
        String network = textOrNull(fields, 4);
        return new Author(
                text(fields.getString(0), NAME_MAX),
                text(fields.getString(1), NAME_MAX),
                new Identity(
                        textOrNull(fields, 3),
                        null,
                        Lane.valueOf(fields.getString(2)),
                        Set.of(Right.WATCH, Right.POST),
                        null),
                network == null ? null : Network.ofLabel(network).orElse(null));
    }

    private static Draft readDraft(JsonArray fields, List<Author> authors) {
        Author author = authors.get(Math.toIntExact(number(fields, 1)));
        Style style = fields.size() < 6
                ? Style.DEFAULT
                : Style.of(
                        Optional.of(fields.getString(3)),
                        Optional.of(fields.getString(4)),
                        Optional.of(fields.getString(5)));
        return new Draft(author, text(fields.getString(2), TEXT_MAX), style);
    }

    private void writePresence(JsonObjectBuilder object, Presence presence) {
        JsonObjectBuilder viewers = json.createObjectBuilder();
        presence.viewers().forEach((room, count) -> viewers.add(room.value(), count));
        object.add("kind", "presence")
                .add("total", presence.total())
                .add("wants", presence.wantsSanctions())
                .add("leaving", presence.leaving())
                .add("viewers", viewers);
    }

    private static Presence readPresence(JsonObject object) {
        Map<RoomId, Integer> viewers = new LinkedHashMap<>();
        JsonObject counts = object.getJsonObject("viewers");
        if (counts.size() > Presence.MAX) {
            throw new IllegalArgumentException("too many rooms");
        }
        counts.forEach(
                (room, count) -> viewers.put(new RoomId(room), notNegative(((JsonNumber) count).intValueExact())));
        return new Presence(
                viewers,
                notNegative(object.getJsonNumber("total").intValueExact()),
                object.getBoolean("wants", false),
                object.getBoolean("leaving", false));
    }

    private JsonObjectBuilder sanction(Sanction sanction) {
        return key(sanction.key()).add("detail", sanction.detail()).add("until", sanction.untilMillis());
    }

    private JsonObjectBuilder key(SanctionKey key) {
        JsonObjectBuilder object =
                json.createObjectBuilder().add("kind", key.kind().name()).add("target", key.target());
        addIfAny(object, "room", key.room() == null ? null : key.room().value());
        return object;
    }

    private static Sanction readSanction(JsonObject object) {
        SanctionKey key = readKey(object);
        String detail = text(object.getString("detail"), TEXT_MAX);
        long until = object.getJsonNumber("until").longValueExact();
        if (key.kind() == Kind.SLOW) {
            notNegative(Long.parseLong(detail));
        } else if (key.kind() == Kind.SILENCE && !detail.isEmpty()) {
            Lane.of(Optional.of(detail));
        }
        return new Sanction(key, detail, notNegative(until));
    }

    private static SanctionKey readKey(JsonObject object) {
        Kind kind = Kind.valueOf(object.getString("kind"));
        RoomId room = object.containsKey("room") ? room(object) : null;
        if (room == null && !kind.isMute()) {
            throw new IllegalArgumentException("this is for one room");
        }
        return new SanctionKey(kind, room, text(object.getString("target"), NAME_MAX));
    }

    private static RoomId room(JsonObject object) {
        return new RoomId(object.getString("room"));
    }

    private static long number(JsonArray fields, int at) {
        return fields.getJsonNumber(at).longValueExact();
    }

    private static int notNegative(int value) {
        return Math.toIntExact(notNegative((long) value));
    }

    private static long notNegative(long value) {
        if (value < 0) {
            throw new IllegalArgumentException("a number is below 0");
        }
        return value;
    }

    private static String text(String text, int max) {
        if (text.length() > max) {
            throw new IllegalArgumentException("a text is too long");
        }
        return text;
    }

    private static @Nullable String textOrNull(JsonArray fields, int at) {
        return fields.size() > at && fields.get(at) instanceof JsonString string
                ? text(Objects.requireNonNull(string.getString()), NAME_MAX)
                : null;
    }

    private static void addIfAny(JsonObjectBuilder object, String name, @Nullable String value) {
        if (value != null) {
            object.add(name, value);
        }
    }

    private static void addOrNull(JsonArrayBuilder fields, @Nullable String value) {
        fields.add(value == null ? JsonValue.NULL : JsonProvider.provider().createValue(value));
    }
}
