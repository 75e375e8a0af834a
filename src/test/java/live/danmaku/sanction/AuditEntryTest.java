package live.danmaku.sanction;

import static org.assertj.core.api.Assertions.assertThat;

import live.danmaku.model.RoomId;
import org.junit.jupiter.api.Test;

class AuditEntryTest {

    @Test
    void line_saysWhoWhatWhereWhenAndFromWhere() {
        AuditEntry entry =
                new AuditEntry(1_763_836_800_000L, "host-1", "192.0.2.1", "mute", new RoomId("lobby"), "mute-user u1");

        assertThat(entry.line())
                .isEqualTo("act=mute room=lobby who=\"host-1\" from=\"192.0.2.1\" at=2025-11-22T18:40:00Z"
                        + " what=\"mute-user u1\"");
    }

    @Test
    void line_hostileText_staysOneLineAndInsideItsQuotationMarks() {
        AuditEntry entry = new AuditEntry(
                0, "eve\" room=x", "", "announce", null, "a\r\nact=mute who=\"root\"\u2028\u202e\u001b[31m\\ 😀\0");

        assertThat(entry.line())
                .isEqualTo("act=announce room=* who=\"eve\\\" room=x\" from=\"\" at=1970-01-01T00:00:00Z"
                        + " what=\"a\\u000d\\u000aact=mute who=\\\"root\\\"\\u2028\\u202e\\u001b[31m\\\\ 😀\\u0000\"");
    }

    @Test
    void line_longText_isCut() {
        AuditEntry entry = new AuditEntry(0, "host-1", "", "announce", null, "字".repeat(5_000));

        assertThat(entry.line()).hasSizeLessThan(1_200);
    }
}
