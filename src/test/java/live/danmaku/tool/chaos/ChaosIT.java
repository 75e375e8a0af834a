package live.danmaku.tool.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import live.danmaku.tool.load.Options;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Soak, chaos and storm go through from start to end, on one server with a few viewers for a few seconds each. */
class ChaosIT {
    private static final Terms TERMS = terms(Map.of());

    @SuppressWarnings("NullAway.Init")
    private static Target target;

    private final Checks checks = new Checks();
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);

    private static Terms terms(Map<String, String> more) {
        Map<String, String> usual = Map.of(
                "viewers", "40",
                "posters", "4",
                "rate", "40",
                "seconds", "3",
                "warmup", "1",
                "churn", "20",
                "within", "1",
                "growth", "50",
                "tuned", "false");
        return Terms.read(new Options(name -> more.getOrDefault(name, usual.get(name))), Terms.CHAOS);
    }

    @BeforeAll
    static void start() {
        Map<String, String> clock =
                FakeTime.installed().map(FakeTime::environment).orElse(Map.of());
        target = Target.start(TERMS, new Target.Setup("it", Duration.ofMillis(1500), 512, clock));
    }

    @AfterAll
    static void stop() {
        target.close();
    }

    /** Churn is what soak is made of. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CHURN")
    void go_eachKind_isWithstood(Kind kind) throws Exception {
        if (kind == Kind.CLOCK) {
            assumeThat(FakeTime.installed()).isPresent();
        }

        // The server reads its clock anew once a second.
        kind.go(target, kind == Kind.CLOCK ? TERMS.lasting(9, 1) : TERMS, checks, out);

        assertPassed();
    }

    @Test
    void go_soak_isWithstood() throws Exception {
        Soak.go(target, TERMS, checks, out);

        assertPassed();
    }

    @Test
    void go_storm_bringsEverybodyBack() throws Exception {
        // The drop is in the middle: a machine with much else to do has two seconds to come to it.
        Storm.go(target, terms(Map.of("deflate", "true")).lasting(4, 1), checks, out);

        assertPassed();
    }

    private void assertPassed() {
        assertThat(checks.hold())
                .as(() -> checks.text() + System.lineSeparator() + printed.toString(StandardCharsets.UTF_8))
                .isTrue();
    }
}
