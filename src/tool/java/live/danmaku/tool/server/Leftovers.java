package live.danmaku.tool.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a server process holds that a deployment may leave behind, counted after a full garbage collection.
 *
 * @param servers objects of the WAR's root class: one for the running deployment, more for deployments that are still held
 * @param classLoaders class loaders of the process by their class
 * @param threads threads by name, numbers in names taken out
 * @param names MBeans and JNDI names that have the application's name in them
 */
record Leftovers(long servers, Map<String, Long> classLoaders, Map<String, Long> threads, List<String> names) {
    private static final String ROOT_CLASS = "live.danmaku.app.DanmakuServer";
    private static final Pattern DIGITS = Pattern.compile("[0-9]+");

    static Leftovers of(AdministeredServer server) throws InterruptedException {
        Jcmd jcmd = new Jcmd(server.process().pid());
        jcmd.collectGarbage();
        return new Leftovers(
                jcmd.instances(ROOT_CLASS), counted(jcmd.classLoaders()), counted(jcmd.threads()), names(server));
    }

    /** How often each name comes; what a number tells apart counts as one name. */
    private static Map<String, Long> counted(List<String> names) {
        return names.stream()
                .collect(Collectors.groupingBy(
                        name -> DIGITS.matcher(name).replaceAll("#"), TreeMap::new, Collectors.counting()));
    }

    private static List<String> names(AdministeredServer server) {
        List<String> names = new ArrayList<>();
        try (RemoteBeans beans = RemoteBeans.of(server.process().pid())) {
            names.addAll(beans.names());
        }
        names.addAll(server.jndiNames());
        return names.stream()
                .filter(name -> name.contains(AppServer.CONTEXT))
                .sorted()
                .toList();
    }

    /**
     * Prints what has changed since an earlier look.
     *
     * @return whether nothing of an old deployment is there
     */
    boolean printSince(Leftovers before) {
        System.out.printf("objects of %s: %d, before %d%n", ROOT_CLASS, servers, before.servers);
        printChanges("class loaders", classLoaders, before.classLoaders);
        printChanges("threads", threads, before.threads);
        System.out.printf("MBeans and JNDI names: %d, before %d%n", names.size(), before.names.size());
        names.stream().filter(name -> !before.names.contains(name)).forEach(name -> System.out.println("  + " + name));
        return servers == 1 && names.equals(before.names);
    }

    private static void printChanges(String what, Map<String, Long> after, Map<String, Long> before) {
        System.out.printf("%s: %d, before %d%n", what, sum(after), sum(before));
        Stream.concat(after.keySet().stream(), before.keySet().stream())
                .distinct()
                .filter(name -> !Objects.equals(after.get(name), before.get(name)))
                .forEach(name -> System.out.printf(
                        "  %s: %d, before %d%n", name, after.getOrDefault(name, 0L), before.getOrDefault(name, 0L)));
    }

    private static long sum(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
