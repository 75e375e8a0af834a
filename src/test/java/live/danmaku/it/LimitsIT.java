package live.danmaku.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.EnumSource;

/** How fast people may post, on servers whose limits are the usual ones, but where 20 posts too many close a connection. */
@EnumSource(names = {"GUARDED_WILDFLY", "GUARDED_PAYARA_MICRO"})
class LimitsIT extends ServerContract {

    /** Its slow mode takes a post a minute. */
    static final String SLOW_ROOM = "slow-room";

    static final int STRIKES = 20;

    @Test
    void postsOverTheConnectionsLimit_areRefused_andSayWhenToTryAgain() {
        TestViewer viewer = join();
        TestViewer other = join();

        for (int i = 0; i < 15; i++) {
            viewer.send("{\"type\":\"post\",\"ref\":\"r" + i + "\",\"text\":\"n" + i + "\"}");
        }

        JsonObject error = viewer.next("error");
        assertThat(error.getString("code")).isEqualTo("post_limit");
        assertThat(error.getString("ref")).isNotEmpty();
        assertThat(error.getInt("retryAfterMs")).isBetween(1, 300);
        assertThat(nextTexts(other, 10)).startsWith("n0", "n1").hasSizeGreaterThanOrEqualTo(10);
        viewer.send("{\"type\":\"ping\"}");
        viewer.next("pong");
    }

    @Test
    void aConnectionThatGoesOnPostingTooMuch_isClosedWith1008_andNobodyElse() {
        TestViewer flooder = join();
        TestViewer other = join();

        for (int i = 0; i < 200; i++) {
            flooder.sendAndForget("{\"type\":\"post\",\"text\":\"flood " + i + "\"}");
        }

        assertThat(flooder.closeCode()).isEqualTo(1008);
        assertThat(flooder.closeReason()).isEqualTo("too many posts over the limit");
        other.post("still here");
        List<String> seen = new ArrayList<>();
        while (!seen.contains("still here")) {
            seen.addAll(nextTexts(other, 1));
        }
        assertThat(seen).hasSizeLessThan(60);
    }

    @Test
    void theSameAgainAndAgain_isRefused() {
        TestViewer viewer = join();
        for (int i = 0; i < 3; i++) {
            viewer.post("spam");
        }

        viewer.post("S.P.A.M");

        assertThat(viewer.next("error").getString("code")).isEqualTo("text_repeated");
    }

    @Test
    void aRoomInSlowMode_takesOnePostOfEach() {
        TestViewer viewer = join(SLOW_ROOM);
        viewer.post("one");
        viewer.next("ack");

        viewer.post("two");

        JsonObject error = viewer.next("error");
        assertThat(error.getString("code")).isEqualTo("slow_mode");
        assertThat(error.getInt("retryAfterMs")).isBetween(30_000, 60_001);
        TestViewer other = join(SLOW_ROOM);
        other.post("three");
        other.next("ack");
    }

    @Test
    void postsOverHttpFromOneAddress_areOneSenders_andAreAnswered429() {
        String answer = firstRefusal(i -> postFrom("127.0.0.2", "n" + i));

        assertThat(answer).startsWith("HTTP/1.1 429").containsIgnoringCase("retry-after: 1");
        assertThat(answer).contains("\"code\":\"post_limit\"");
        assertThat(postFrom("127.0.0.3", "hello")).startsWith("HTTP/1.1 202");
    }

    /** Who may be believed is configured: this address is none of the trusted proxies. */
    @Test
    void anAddressThatNoTrustedProxySaid_isNotBelieved() {
        String answer = firstRefusal(i -> {
            String claimed = "203.0.113." + i;
            return postFrom(
                    "127.0.0.4",
                    "n" + i,
                    "X-Forwarded-For: " + claimed + "\r\nForwarded: for=" + claimed + "\r\nX-Real-IP: " + claimed
                            + "\r\n");
        });

        assertThat(answer).startsWith("HTTP/1.1 429").contains("\"code\":\"post_limit\"");
    }

    @Test
    void eventsOfApplications_haveNoLimit() {
        TestViewer viewer = join();

        for (int i = 0; i < 30; i++) {
            HostApplication.fire(server.baseUri(), room, "n" + i);
        }

        assertThat(nextTexts(viewer, 30)).hasSize(30);
    }

    @Test
    void health_saysThatLimitsAreOn() {
        assertThat(TestViewer.json(http.health("ready").body()).getBoolean("limits"))
                .isTrue();
    }

    /** The first answer that is no 202; on a slow machine some more than the burst are let in meanwhile. */
    private static String firstRefusal(IntFunction<String> post) {
        return IntStream.range(0, 200)
                .mapToObj(post)
                .filter(answer -> !answer.startsWith("HTTP/1.1 202"))
                .findFirst()
                .orElse("all were let in");
    }

    /** The whole answer to a post that comes from this address of the machine. */
    private String postFrom(String address, String text) {
        return postFrom(address, text, "");
    }

    /** The same with these lines in the request. */
    private String postFrom(String address, String text, String headers) {
        byte[] body = ("{\"text\":\"" + text + "\"}").getBytes(StandardCharsets.UTF_8);
        String head = "POST " + server.baseUri().getPath() + "api/v1/rooms/" + room + "/danmaku HTTP/1.1\r\nHost: "
                + server.baseUri().getAuthority()
                + "\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: " + body.length
                + "\r\n" + headers + "\r\n";
        try (Socket socket = new Socket()) {
            socket.bind(new InetSocketAddress(InetAddress.getByName(address), 0));
            socket.setSoTimeout((int) TestViewer.PATIENCE.toMillis());
            socket.connect(new InetSocketAddress(
                    InetAddress.getLoopbackAddress(), server.baseUri().getPort()));
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(body);
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
