package live.danmaku.tool.load;

import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Reads a command's options, which are system properties, and says clearly what is wrong with one. */
public final class Options {
    private final UnaryOperator<@Nullable String> source;

    /** @param source the value of an option, or null where it is not given */
    public Options(UnaryOperator<@Nullable String> source) {
        this.source = source;
    }

    /** The options that this process was started with. */
    public static Options ofThisProcess() {
        return new Options(name -> name == null ? null : System.getProperty(name));
    }

    /** The same with these in place of what was given. */
    public Options with(Map<String, String> others) {
        return new Options(name -> {
            @Nullable String other = others.get(name);
            return other == null ? source.apply(name) : other;
        });
    }

    public String text(String name, String otherwise) {
        @Nullable String given = source.apply(name);
        return given == null || given.isBlank() ? otherwise : given;
    }

    /** Whether an option is {@code true}; without a value it is too. */
    public boolean flag(String name) {
        @Nullable String given = source.apply(name);
        if (given == null || given.equals("false")) {
            return false;
        }
        if (given.isEmpty() || given.equals("true")) {
            return true;
        }
        throw new StopException("-D" + name + "=" + given + " must be true or false");
    }

    /** Whether an option is {@code true}, where it need not be given. */
    public boolean choice(String name, boolean otherwise) {
        return source.apply(name) == null ? otherwise : flag(name);
    }

    /** A whole number of at least {@code least}. */
    public int count(String name, int otherwise, int least) {
        String given = text(name, Integer.toString(otherwise));
        try {
            int count = Integer.parseInt(given);
            if (count >= least) {
                return count;
            }
        } catch (NumberFormatException e) {
            throw new StopException("-D" + name + "=" + given + " is not a whole number", e);
        }
        throw new StopException("-D" + name + "=" + given + " must be " + least + " or more");
    }

    /** A finite number of at least {@code least}. */
    public double number(String name, double otherwise, double least) {
        String given = text(name, Double.toString(otherwise));
        try {
            double number = Double.parseDouble(given);
            if (number >= least && number < Double.POSITIVE_INFINITY) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new StopException("-D" + name + "=" + given + " is not a number", e);
        }
        throw new StopException("-D" + name + "=" + given + " must be " + least + " or more");
    }
}
