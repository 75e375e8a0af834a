package live.danmaku.transport.deflate;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.websocket.Extension;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PermessageDeflateTest {

    private static final String ANSWER = "permessage-deflate; server_no_context_takeover; client_no_context_takeover";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "permessage-deflate",
                "permessage-deflate; client_max_window_bits",
                "permessage-deflate; client_max_window_bits=8",
                "permessage-deflate; client_max_window_bits=15",
                "permessage-deflate; client_max_window_bits=\"10\"",
                "permessage-deflate; server_no_context_takeover",
                "permessage-deflate; client_no_context_takeover; server_no_context_takeover; client_max_window_bits",
                "x-other, permessage-deflate",
                "permessage-deflate; server_max_window_bits=10, permessage-deflate; client_max_window_bits",
                "permessage-deflate; unknown, x-other; y, permessage-deflate",
            })
    void answer_offerThatCanBeKept_isWithoutContextInEitherDirection(String offers) {
        assertThat(answer(offers)).isEqualTo(ANSWER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "permessage-deflate; server_max_window_bits=15",
                "permessage-deflate; server_max_window_bits=\"15\"; client_max_window_bits",
            })
    void answer_offerThatNamesTheServersWindow_namesIt(String offers) {
        assertThat(answer(offers)).isEqualTo(ANSWER + "; server_max_window_bits=15");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x-webkit-deflate-frame",
                "Permessage-deflate-bzip2",
                "permessage-deflate; server_max_window_bits",
                "permessage-deflate; server_max_window_bits=8",
                "permessage-deflate; server_max_window_bits=14",
                "permessage-deflate; server_max_window_bits=16",
                "permessage-deflate; server_max_window_bits=015",
                "permessage-deflate; server_max_window_bits=",
                "permessage-deflate; client_max_window_bits=7",
                "permessage-deflate; client_max_window_bits=16",
                "permessage-deflate; client_max_window_bits=08",
                "permessage-deflate; client_max_window_bits=+9",
                "permessage-deflate; client_max_window_bits=",
                "permessage-deflate; client_max_window_bits=\"\"",
                "permessage-deflate; client_max_window_bits=\"",
                "permessage-deflate; server_no_context_takeover=1",
                "permessage-deflate; client_no_context_takeover=true",
                "permessage-deflate; client_no_context_takeover=",
                "permessage-deflate; server_no_context_takeover; server_no_context_takeover",
                "permessage-deflate; client_max_window_bits=9; client_max_window_bits=9",
                "permessage-deflate; mem_level=9",
                "permessage-deflate; client_max_window_bits; quality",
                "permessage-deflate; Server_no_context_takeover",
            })
    void answer_offerThatCannotBeKept_isNone(String offers) {
        assertThat(answer(offers)).isEmpty();
    }

    @Test
    void answer_noOffer_isNone() {
        assertThat(PermessageDeflate.answer(List.of())).isEmpty();
    }

    private static String answer(String offers) {
        List<Offer> parsed = Arrays.stream(offers.split(", ")).map(Offer::parse).toList();
        return PermessageDeflate.answer(parsed)
                .map(PermessageDeflateTest::header)
                .orElse("");
    }

    private static String header(Extension extension) {
        return extension.getName()
                + extension.getParameters().stream()
                        .map(parameter -> "; " + parameter.getName()
                                + (parameter.getValue() == null ? "" : "=" + parameter.getValue()))
                        .collect(Collectors.joining());
    }

    private record Offer(String name, List<Extension.Parameter> parameters) implements Extension {

        static Offer parse(String text) {
            String[] parts = text.split("; ");
            return new Offer(
                    parts[0], Arrays.stream(parts).skip(1).map(Field::parse).toList());
        }

        @Override
        public String getName() {
            return name;
        }

        @Override
        public List<Extension.Parameter> getParameters() {
            return parameters;
        }
    }

    private record Field(String name, @Nullable String value) implements Extension.Parameter {

        static Extension.Parameter parse(String text) {
            int equals = text.indexOf('=');
            return equals < 0
                    ? new Field(text, null)
                    : new Field(text.substring(0, equals), text.substring(equals + 1));
        }

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
