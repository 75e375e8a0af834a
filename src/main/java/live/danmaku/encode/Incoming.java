package live.danmaku.encode;

import static java.nio.charset.StandardCharsets.UTF_8;

import live.danmaku.model.ErrorCode;
import live.danmaku.model.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object from a viewer. Its reference can be read even where the rest is refused, so that the refusal can name it.
 */
public final class Incoming {

    private static final int REF_MAX = 64;

    private final Fields fields;

    Incoming(Fields fields) {
        this.fields = fields;
    }

    /** The client's reference for the answer; null when it gave none, or none that can be sent back. */
    public @Nullable String ref() {
        try {
            return checkedRef();
        } catch (Refusal e) {
            return null;
        }
    }

    /**
     * What the viewer wants.
     *
     * @throws Refusal {@code unknown_type}, {@code invalid_field} or {@code text_missing}
     */
    public ClientMessage message() {
        checkedRef();
        String type = typeOrRefuse();
        return switch (type) {
            case "post" -> fields.post();
            case "recover" -> fields.recover();
            case "moderate" -> fields.moderate();
            case "ticket" -> fields.renew();
            case "ping" -> new ClientMessage.Ping();
            default -> throw unknownType();
        };
    }

    private String typeOrRefuse() {
        try {
            return fields.string("type").orElseThrow(Incoming::unknownType);
        } catch (Refusal e) {
            throw unknownType();
        }
    }

    private @Nullable String checkedRef() {
        String ref = fields.string("ref").orElse(null);
        if (ref != null
                && (ref.isEmpty()
                        || ref.length() > REF_MAX
                        || !UTF_8.newEncoder().canEncode(ref))) {
            throw new Refusal(ErrorCode.INVALID_FIELD, "ref must be text of 1 to " + REF_MAX + " characters");
        }
        return ref;
    }

    private static Refusal unknownType() {
        return new Refusal(ErrorCode.UNKNOWN_TYPE, "type must be post, recover, moderate, ticket or ping");
    }
}
