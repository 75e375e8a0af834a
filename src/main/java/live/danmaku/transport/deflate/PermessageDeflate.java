package live.danmaku.transport.deflate;

import jakarta.websocket.Extension;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The negotiation of permessage-deflate, RFC 7692, sections 5 and 7.1, on the side of a server that keeps no context from
 * one message to the next, in neither direction, and cannot make its window smaller than 15 bits.
 */
public final class PermessageDeflate {

    /** The extension's name in the handshake. */
    public static final String NAME = "permessage-deflate";

    private static final String SERVER_NO_CONTEXT_TAKEOVER = "server_no_context_takeover";
    private static final String CLIENT_NO_CONTEXT_TAKEOVER = "client_no_context_takeover";
    private static final String SERVER_MAX_WINDOW_BITS = "server_max_window_bits";
    private static final String CLIENT_MAX_WINDOW_BITS = "client_max_window_bits";

    private static final Set<String> WINDOW_BITS = Set.of("8", "9", "10", "11", "12", "13", "14", "15");
    private static final String FULL_WINDOW = "15";

    private static final Answer ANSWER =
            new Answer(List.of(flag(SERVER_NO_CONTEXT_TAKEOVER), flag(CLIENT_NO_CONTEXT_TAKEOVER)));

    /** To an offer that names the server's window, which has to be named in the answer too (section 7.1.2.1). */
    private static final Answer ANSWER_WITH_WINDOW = new Answer(List.of(
            flag(SERVER_NO_CONTEXT_TAKEOVER),
            flag(CLIENT_NO_CONTEXT_TAKEOVER),
            new Field(SERVER_MAX_WINDOW_BITS, FULL_WINDOW)));

    private PermessageDeflate() {}

    /**
     * What to answer to a client's offers, which come in the order of its preference.
     *
     * @return the answer to the first offer that can be kept, or empty when there is none and the connection goes
     *     uncompressed
     */
    public static Optional<Extension> answer(List<? extends Extension> offers) {
        return offers.stream()
                .filter(PermessageDeflate::isAcceptable)
                .findFirst()
                .map(offer -> offer.getParameters().stream()
                                .anyMatch(parameter -> parameter.getName().equals(SERVER_MAX_WINDOW_BITS))
                        ? ANSWER_WITH_WINDOW
                        : ANSWER);
    }

    private static boolean isAcceptable(Extension offer) {
        Set<String> names = new HashSet<>();
        return offer.getName().equals(NAME)
                && offer.getParameters().stream()
                        .allMatch(parameter -> names.add(parameter.getName()) && isSupported(parameter));
    }

    private static boolean isSupported(Extension.Parameter parameter) {
        String value = unquoted(parameter.getValue());
        return switch (parameter.getName()) {
            case SERVER_NO_CONTEXT_TAKEOVER, CLIENT_NO_CONTEXT_TAKEOVER -> value == null;
            // Less is refused: java.util.zip has no way to limit the window it compresses with.
            case SERVER_MAX_WINDOW_BITS -> FULL_WINDOW.equals(value);
            // A hint of what the client could do. Whatever window it uses, 15 bits read it.
            case CLIENT_MAX_WINDOW_BITS -> value == null || WINDOW_BITS.contains(value);
            default -> false;
        };
    }

    /** The value without the quotation marks that RFC 6455, section 9.1, allows around it and some containers leave. */
    private static @Nullable String unquoted(@Nullable String value) {
        return value != null && value.length() > 2 && value.startsWith("\"") && value.endsWith("\"")
                ? value.substring(1, value.length() - 1)
                : value;
    }

    private static Field flag(String name) {
        return new Field(name, null);
    }

    private record Answer(List<Parameter> parameters) implements Extension {

        @Override
        public String getName() {
            return NAME;
        }

        @Override
        public List<Parameter> getParameters() {
            return parameters;
        }
    }

    private record Field(String name, @Nullable String value) implements Extension.Parameter {

        @Override
        public String getName() {
            return name;
        }

        @Override
        public @Nullable String getValue() {
            return value;
        }
    }
}
