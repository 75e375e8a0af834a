package live.danmaku.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import live.danmaku.encode.ClientMessage.Moderate;
import live.danmaku.model.ErrorCode;
import live.danmaku.model.Refusal;
import live.danmaku.sanction.Act;
import live.danmaku.sanction.Act.Announce;
import live.danmaku.sanction.Act.Impose;
import live.danmaku.sanction.Act.Lift;
import live.danmaku.sanction.Act.MuteAuthor;
import live.danmaku.sanction.Act.Recall;
import live.danmaku.sanction.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How moderators' acts are read. */
class ActsOfClientsTest {

    private final Decoder decoder = new Decoder();

    @Test
    void act_ofEachName_isRead() {
        assertThat(act("'act':'recall','epoch':'e1','ids':[7,9]")).isEqualTo(new Recall("e1", List.of(7L, 9L)));
        assertThat(act("'act':'announce','text':'hi'")).isEqualTo(new Announce("hi"));
        assertThat(act("'act':'pin','text':'hi','for':60000"))
                .isEqualTo(new Impose("pin", Kind.PIN, "", "hi", Duration.ofMinutes(1)));
        assertThat(act("'act':'unpin'")).isEqualTo(new Lift("unpin", Kind.PIN, ""));
        assertThat(act("'act':'slow','interval':5000")).isEqualTo(new Impose("slow", Kind.SLOW, "", "5000", null));
        assertThat(act("'act':'slow','interval':0")).isEqualTo(new Lift("slow", Kind.SLOW, ""));
        assertThat(act("'act':'silence'")).isEqualTo(new Impose("silence", Kind.SILENCE, "", "", null));
        assertThat(act("'act':'silence','below':'vip'"))
                .isEqualTo(new Impose("silence", Kind.SILENCE, "", "vip", null));
        assertThat(act("'act':'unsilence'")).isEqualTo(new Lift("unsilence", Kind.SILENCE, ""));
        assertThat(act("'act':'close'")).isEqualTo(new Impose("close", Kind.CLOSED, "", "", null));
        assertThat(act("'act':'reopen'")).isEqualTo(new Lift("reopen", Kind.CLOSED, ""));
        assertThat(act("'act':'mute','epoch':'e1','id':7,'addressToo':true,'for':1000"))
                .isEqualTo(new MuteAuthor("e1", 7, false, true, Duration.ofSeconds(1)));
        assertThat(act("'act':'mute','user':'u1'")).isEqualTo(new Impose("mute", Kind.MUTE_USER, "u1", "", null));
        assertThat(act("'act':'mute','sender':'application a'"))
                .isEqualTo(new Impose("mute", Kind.MUTE_SENDER, "application a", "", null));
        assertThat(act("'act':'unmute','user':'u1'")).isEqualTo(new Lift("unmute", Kind.MUTE_USER, "u1"));
        assertThat(act("'act':'approve','id':3")).isEqualTo(new Act.Review(3, true));
        assertThat(act("'act':'reject','id':3")).isEqualTo(new Act.Review(3, false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2001:db8::1", "2001:db8:0:0::/64", "2001:DB8:0:0:ffff::"})
    void address_isTakenAsItsNetwork(String address) {
        assertThat(act("'act':'unmute','address':'" + address + "'"))
                .isEqualTo(new Lift("unmute", Kind.MUTE_NETWORK, "2001:db8:0:0::/64"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'act':'dance'",
                "'act':7",
                "'text':'no act'",
                "'act':'recall','ids':[7]",
                "'act':'recall','epoch':'e1'",
                "'act':'recall','epoch':'e1','ids':[]",
                "'act':'recall','epoch':'e1','ids':[0]",
                "'act':'recall','epoch':'e1','ids':[1.5]",
                "'act':'recall','epoch':'e1','ids':['7']",
                "'act':'recall','epoch':'e1','ids':[1e999]",
                "'act':'recall','epoch':'e1','ids':7",
                "'act':'slow'",
                "'act':'slow','interval':-1",
                "'act':'slow','interval':3600001",
                "'act':'silence','below':'nobody'",
                "'act':'silence','for':999",
                "'act':'close','for':1e18",
                "'act':'mute'",
                "'act':'mute','id':0,'epoch':'e1'",
                "'act':'mute','id':7",
                "'act':'mute','id':7,'epoch':'e1','addressToo':'yes'",
                "'act':'mute','user':''",
                "'act':'mute','user':'a\\u0000b'",
                "'act':'mute','address':'localhost'",
                "'act':'mute','address':'1.2.3.4.5'",
                "'act':'unmute','id':7,'epoch':'e1'"
            })
    void act_thatIsNone_isRefused(String fields) {
        assertThatThrownBy(() -> act(fields))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_FIELD));
    }

    @Test
    void moderate_everywhere_isSaid_butAnAuthorIsLookedForInTheRoom() {
        assertThat(message("'act':'announce','text':'hi','everywhere':true"))
                .isEqualTo(new Moderate(new Announce("hi"), true));
        assertThat(message("'act':'mute','id':7,'epoch':'e1','everywhere':true"))
                .isEqualTo(new Moderate(new MuteAuthor("e1", 7, true, false, null), false));
    }

    private Act act(String fields) {
        return decoder.act(("{" + fields + "}").replace('\'', '"'));
    }

    private ClientMessage message(String fields) {
        return decoder.message(("{'type':'moderate'," + fields + "}").replace('\'', '"'))
                .message();
    }
}
