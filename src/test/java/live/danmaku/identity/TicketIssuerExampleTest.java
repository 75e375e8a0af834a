package live.danmaku.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import javax.tools.ToolProvider;
import live.danmaku.MapSource;
import live.danmaku.config.LiveSettings;
import live.danmaku.model.Identity;
import live.danmaku.model.RoomId;
import live.danmaku.model.TimeSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example that a company's application begins with issues tickets that are good here. */
class TicketIssuerExampleTest {

    private static final String SECRET = "0123456789abcdef0123456789abcdef";

    @Test
    void issue_byTheExample_isGood(@TempDir Path classes) throws Exception {
        int compiled = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-d", classes.toString(), "docs/examples/TicketIssuer.java");
        assertThat(compiled).isZero();
        LiveSettings settings = new LiveSettings(MapSource.of("danmaku.ticket.secrets", "k1=" + SECRET));
        Tickets tickets = new Tickets(settings, new KeyRing(settings), TimeSource.system());

        String ticket;
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {classes.toUri().toURL()})) {
            Class<?> example = loader.loadClass("TicketIssuer");
            Object issuer = example.getConstructor(String.class).newInstance(SECRET);
            ticket = (String) example.getMethod("issue", String.class, String.class, String.class, Duration.class)
                    .invoke(issuer, "4711", "Ann", "lobby", Duration.ofMinutes(5));
        }

        Identity identity = tickets.verify(ticket, new RoomId("lobby")).identity();
        assertThat(identity.user()).isEqualTo("4711");
        assertThat(identity.name()).isEqualTo("Ann");
    }
}
