package live.danmaku.jmx;

import java.security.AccessController;
import java.security.Principal;
import java.util.Optional;
import javax.security.auth.Subject;
import live.danmaku.admin.Operator;

/** Says who calls a bean, as far as the server's JMX access tells. */
final class Caller {

    /** Where nobody tells: WildFly's own audit log has the user. */
    static final String UNKNOWN = "jmx";

    private Caller() {}

    static Operator operator() {
        return new Operator(name().orElse(UNKNOWN), null);
    }

    // What the standard's connectors (JSR 160) do on Java 17 and 21; a later Java may refuse it, and then nobody tells.
    @SuppressWarnings("removal")
    private static Optional<String> name() {
        try {
            return Optional.ofNullable(Subject.getSubject(AccessController.getContext()))
                    .flatMap(subject -> subject.getPrincipals().stream()
                            .map(Principal::getName)
                            .filter(name -> !name.isBlank())
                            .findFirst());
        } catch (UnsupportedOperationException | SecurityException e) {
            return Optional.empty();
        }
    }
}
