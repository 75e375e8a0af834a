package live.danmaku.rest;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import live.danmaku.model.ErrorCode;
import live.danmaku.model.Refusal;

/** A request's body, read up to a limit. */
public final class Body {

    private Body() {}

    /**
     * The body as text.
     *
     * @throws Refusal {@code message_too_big} when it has more than {@code maxBytes}, {@code not_json} when it is not UTF-8
     */
    public static String read(InputStream body, int maxBytes) {
        try {
            byte[] bytes = body.readNBytes(maxBytes + 1);
            if (bytes.length > maxBytes) {
                throw new Refusal(ErrorCode.MESSAGE_TOO_BIG, "the body may have " + maxBytes + " bytes at most");
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new Refusal(ErrorCode.NOT_JSON, "the body is not UTF-8");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
