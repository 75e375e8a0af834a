package live.danmaku.tool.sim;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import live.danmaku.tool.load.Options;

/** A document with runs in it: each stands, as it was printed, between {@code <!-- sim OPTIONS -->} and {@code <!-- end -->}. */
final class CapacityDocument {
    private static final Pattern RUN = Pattern.compile("(<!-- sim (.*?) -->\n)(.*?)(<!-- end -->)", Pattern.DOTALL);
    private static final String SWITCH = "-D";

    private CapacityDocument() {}

    /** The document with every run done again. */
    static String renewed(String document) {
        Map<String, String> printed = new ConcurrentHashMap<>();
        RUN.matcher(document)
                .results()
                .map(run -> run.group(2))
                .distinct()
                .parallel()
                .forEach(line -> printed.put(line, Sim.text(options(line))));
        return RUN.matcher(document).replaceAll(run -> quoted(run, printed.getOrDefault(run.group(2), "")));
    }

    private static String quoted(MatchResult run, String text) {
        return Matcher.quoteReplacement(run.group(1) + text + run.group(4));
    }

    private static Options options(String line) {
        Map<String, String> given = Arrays.stream(line.split(" ", -1))
                .map(option -> option.substring(SWITCH.length()).split("=", 2))
                .collect(Collectors.toMap(option -> option[0], option -> option[1]));
        return new Options(given::get);
    }
}
