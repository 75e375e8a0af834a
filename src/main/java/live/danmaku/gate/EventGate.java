package live.danmaku.gate;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import javax.naming.InitialContext;
import javax.naming.NameNotFoundException;
import javax.naming.NamingException;
import live.danmaku.client.Forwarder;
import live.danmaku.model.Author;
import live.danmaku.model.ErrorCode;
import live.danmaku.model.Lane;
import live.danmaku.model.Refusal;
import live.danmaku.model.RoomId;
import live.danmaku.model.Style;
import live.danmaku.moderation.TextRules;
import live.danmaku.room.Admission;
import live.danmaku.telemetry.Counter;
import live.danmaku.telemetry.Metrics;

/**
 * The server's side of {@link Forwarder}: a function in JNDI that posts a danmaku given as a map of strings, and answers
 * with a code. JDK types only, because whoever calls it has other class loaders. Callers are applications on this server, and
 * trusted: they may name the lane. They may have another version of the client, or none, so nothing of the map is taken for
 * granted: what is not known is left alone, what is missing has its default.
 *
 * <p>Threading: called on the threads that fire events, in their context. A tick that is planned from there may be dropped
 * by the container together with the application that fired; the room's {@code Pacer} plans it again.
 */
@SuppressWarnings("BanJNDI") // The name is a constant, and what is bound there is this object.
public final class EventGate implements Function<Map<String, String>, String> {

    private static final Logger LOG = System.getLogger("danmaku");
    private static final String DEFAULT_USER = "guest";

    private final Admission admission;
    private final Metrics metrics;
    private final AtomicBoolean otherVersion = new AtomicBoolean();
    private volatile boolean closed;

    public EventGate(Admission admission, Metrics metrics) {
        this.admission = admission;
        this.metrics = metrics;
    }

    @Override
    public String apply(Map<String, String> fields) {
        if (closed) {
            return Forwarder.GONE;
        }
        try {
            post(new Fields(fields));
            return Forwarder.ACCEPTED;
        } catch (Refusal e) {
            metrics.refused(e.code());
            return e.code() == ErrorCode.UNAVAILABLE ? Forwarder.GONE : e.code().code();
        } catch (RuntimeException e) {
            metrics.count(Counter.FAULTS);
            LOG.log(Level.ERROR, "an event was not handled", e);
            return ErrorCode.INTERNAL.code();
        }
    }

    private void post(Fields fields) {
        String application = fields.text("application").orElse("unnamed");
        noteVersion(fields.text("version").orElse(Forwarder.VERSION), application);
        RoomId room = new RoomId(fields.text("room").orElse(""));
        Author author = new Author(
                fields.text("user").map(TextRules::name).orElse(DEFAULT_USER),
                Lane.of(fields.text("lane")),
                "application " + application);
        Style style = Style.of(fields.text("mode"), fields.text("color"), fields.text("size"));
        admission.announce(room, author, fields.text("text").orElse(""), style);
    }

    private void noteVersion(String version, String application) {
        if (!version.equals(Forwarder.VERSION) && !otherVersion.getAndSet(true)) {
            LOG.log(
                    Level.INFO,
                    "application {0} speaks version {1} and this server {2}: what is new in it has no effect here",
                    application,
                    version,
                    Forwarder.VERSION);
        }
    }

    /** Makes the gate known. Without JNDI the server works, and applications post over HTTP. */
    public void open() {
        try {
            new InitialContext().rebind(Forwarder.GATE, this);
        } catch (NamingException e) {
            LOG.log(Level.WARNING, "{0} cannot be bound, CDI events will not arrive: {1}", Forwarder.GATE, e);
        }
    }

    /** Takes the name away; who holds the gate still is told to look again. */
    public void close() {
        closed = true;
        try {
            InitialContext names = new InitialContext();
            // Another deployment may have taken the name over.
            if (names.lookup(Forwarder.GATE) == this) {
                names.unbind(Forwarder.GATE);
            }
        } catch (NameNotFoundException e) {
            LOG.log(Level.DEBUG, "the container has taken {0} away already", Forwarder.GATE);
        } catch (NamingException e) {
            LOG.log(Level.WARNING, "{0} cannot be unbound: {1}", Forwarder.GATE, e);
        }
    }

    /** What an application hands over: a map of strings, as far as anybody can tell. */
    private record Fields(Map<?, ?> given) {

        /**
         * @throws Refusal {@code invalid_field}
         */
        Optional<String> text(String name) {
            Object value = given.get(name);
            if (value == null || value instanceof String) {
                return Optional.ofNullable((String) value);
            }
            throw new Refusal(ErrorCode.INVALID_FIELD, name + " must be a string");
        }
    }
}
