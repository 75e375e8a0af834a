package live.danmaku.tool.chaos;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import live.danmaku.tool.load.StopException;

/** A kind of chaos. */
enum Kind {
    /** Viewers join and leave all the time. */
    CHURN {
        @Override
        void go(Target target, Terms terms, Checks checks, PrintStream out) throws InterruptedException {
            new Trial(option(), target, terms, new Churn(terms.churn()), out).go(checks);
        }
    },
    /** Some viewers stop reading; what the others see is compared with runs in which all read. */
    STALLED {
        @Override
        void go(Target target, Terms terms, Checks checks, PrintStream out) throws InterruptedException {
            int rounds = terms.seconds() < LONG_ENOUGH_FOR_TWO ? 1 : 2;
            Terms part = terms.lasting(terms.seconds() / (2 * rounds), terms.warmup() / (2 * rounds));
            double[] without = new double[rounds];
            double[] with = new double[rounds];
            for (int round = 0; round < rounds; round++) {
                without[round] = p99("all read", target, part, Trouble.NONE, checks, out);
                with[round] = p99("one in twenty stalls", target, part, new Stall(target, part), checks, out);
            }
            checks.heading(option());
            if (terms.seconds() < LONG_ENOUGH_TO_JUDGE) {
                checks.note(
                        "p99 of those who read, without and with: too short a run to judge",
                        Math.round(mean(without)) + ", " + Math.round(mean(with)) + " ms");
            } else {
                checks.atMost("p99 of those who read", 1.1 * mean(without), mean(with), "ms");
            }
        }
    },
    /** Peers vanish without a word. */
    HALF_OPEN {
        @Override
        Target.Setup setup(Terms terms) {
            return new Target.Setup(option(), QUICK_HEARTBEAT, terms.heapMegabytes(), Map.of());
        }

        @Override
        void go(Target target, Terms terms, Checks checks, PrintStream out) throws InterruptedException {
            new Trial(option(), target, terms, new HalfOpen(target, terms), out).go(checks);
        }
    },
    /** Many connections are reset at once. */
    KILL {
        @Override
        void go(Target target, Terms terms, Checks checks, PrintStream out) throws InterruptedException {
            double every = (terms.warmup() + terms.seconds()) / (KILLS + 1);
            new Trial(option(), target, terms, new Kill(every), out).go(checks);
        }
    },
    /** The server's wall clock jumps. */
    CLOCK {
        @Override
        Target.Setup setup(Terms terms) {
            return setup(terms.heapMegabytes(), clock().environment());
        }

        @Override
        void go(Target target, Terms terms, Checks checks, PrintStream out) throws InterruptedException {
            double total = terms.warmup() + terms.seconds();
            new Trial(option(), target, terms, new ClockJumps(target, clock(), total), out).go(checks);
        }
    },
    /** The server has half of the memory, and collects all the time. */
    GC {
        @Override
        Target.Setup setup(Terms terms) {
            return setup(terms.heapMegabytes() / 2, Map.of());
        }

        @Override
        void go(Target target, Terms terms, Checks checks, PrintStream out) throws InterruptedException {
            new Trial(option(), target, terms, new Collecting(target), out).go(checks);
        }
    };

    private static final int KILLS = 3;
    private static final double LONG_ENOUGH_TO_JUDGE = 20;
    private static final double LONG_ENOUGH_FOR_TWO = 40;

    /** Short enough to wait until all are found who answer no ping. */
    private static final Duration QUICK_HEARTBEAT = Duration.ofSeconds(5);

    /**
     * The kinds that {@code -Dchaos} names.
     *
     * @throws StopException if there is no such kind
     */
    static List<Kind> named(String option) {
        if (option.equals("all")) {
            return List.of(values());
        }
        for (Kind kind : values()) {
            if (kind.option().equals(option)) {
                return List.of(kind);
            }
        }
        throw new StopException("-Dchaos=" + option + " must be churn, stalled, half-open, kill, clock, gc or all");
    }

    /** As {@code -Dchaos} names it. */
    String option() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What its server is started with. */
    Target.Setup setup(Terms terms) {
        return setup(terms.heapMegabytes(), Map.of());
    }

    /** Tries the server, and adds what was found to the checks. */
    abstract void go(Target target, Terms terms, Checks checks, PrintStream out) throws InterruptedException;

    final Target.Setup setup(int heapMegabytes, Map<String, String> environment) {
        return new Target.Setup(option(), Target.Setup.USUAL_HEARTBEAT, heapMegabytes, environment);
    }

    private static FakeTime clock() {
        return FakeTime.installed()
                .orElseThrow(() -> new StopException("the clock cannot be moved: install libfaketime"
                        + " (Debian's package has that name), or say with -Dfaketime=FILE where it is"));
    }

    private static double p99(String name, Target target, Terms terms, Trouble trouble, Checks checks, PrintStream out)
            throws InterruptedException {
        return new Trial(name, target, terms, trouble, out).go(checks).latency().p99();
    }

    private static double mean(double[] of) {
        return Arrays.stream(of).average().orElse(Double.NaN);
    }
}
