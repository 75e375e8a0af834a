package live.danmaku.tool.load.verify;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What names a batch within a room: its epoch and its number. */
public record BatchKey(String epoch, long seq) {
    /** The fields before {@code items} are well within this, whatever the room's name. */
    private static final int HEAD = 320;

    private static final byte[] TYPE = ascii("\"type\":\"batch\"");
    private static final byte[] EPOCH = ascii("\"epoch\":\"");
    private static final byte[] SEQ = ascii("\"seq\":");

    /**
     * Reads the key of a batch without parsing it.
     *
     * <p>A quotation mark within a JSON string has a backslash before it, so none of the patterns can be found inside
     * somebody's text.
     *
     * @return null if the message is no batch, or writes its fields in another way or order; only parsing tells then
     */
    public static @Nullable BatchKey scan(ByteBuffer message) {
        byte[] head = new byte[Math.min(HEAD, message.remaining())];
        message.get(message.position(), head);
        int epoch = after(head, EPOCH);
        int seq = after(head, SEQ);
        if (after(head, TYPE) < 0 || epoch < 0 || seq < 0) {
            return null;
        }
        int epochEnd = epoch;
        while (epochEnd < head.length && head[epochEnd] != '"') {
            epochEnd++;
        }
        long number = 0;
        int digit = seq;
        while (digit < head.length && head[digit] >= '0' && head[digit] <= '9') {
            number = number * 10 + (head[digit] - '0');
            digit++;
        }
        if (epochEnd == head.length || digit == seq || digit == head.length) {
            return null;
        }
        return new BatchKey(new String(head, epoch, epochEnd - epoch, StandardCharsets.UTF_8), number);
    }

    /** Where the pattern's first occurrence ends, or -1. */
    private static int after(byte[] head, byte[] pattern) {
        for (int start = 0; start + pattern.length <= head.length; start++) {
            int same = 0;
            while (same < pattern.length && head[start + same] == pattern[same]) {
                same++;
            }
            if (same == pattern.length) {
                return start + same;
            }
        }
        return -1;
    }

    private static byte[] ascii(String pattern) {
        return pattern.getBytes(StandardCharsets.US_ASCII);
    }
}
