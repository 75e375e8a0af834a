package live.danmaku.wire;

/** What a viewer's connection takes a batch as. */
public enum WireFormat {
    /** The JSON text in a text message. */
    TEXT(0x81, "text"),
    /** The JSON text in a text message compressed by permessage-deflate (RFC 7692), which sets the bit RSV1. */
    TEXT_DEFLATED(0xC1, "text-deflated"),
    /** The JSON text as a raw deflate stream in a binary message: subprotocol {@code danmaku.v1.json.deflate}. */
    BINARY_DEFLATED(0x82, "binary-deflated");

    private final byte firstOctet;
    private final String label;

    WireFormat(int firstOctet, String label) {
        this.firstOctet = (byte) firstOctet;
        this.label = label;
    }

    /** Its name in figures. */
    public String label() {
        return label;
    }

    /** First octet of a message that is one WebSocket frame (RFC 6455, section 5.2): FIN, RSV1 and opcode. */
    byte firstOctet() {
        return firstOctet;
    }

    boolean isDeflated() {
        return this != TEXT;
    }
}
