package live.danmaku.it;

import java.util.Map;
import java.util.stream.Stream;
import live.danmaku.tool.server.BuildFiles;
import live.danmaku.tool.server.Command;

/** What an administrator of a Payara Server types. */
record PayaraTools(int adminPort) {

    String apply(String... words) {
        return run("", Stream.concat(Stream.of("apply.sh"), Stream.of(words)));
    }

    void user(String name, String role) {
        run(AdministratorShell.PASSWORD, Stream.of("user.sh", name, role));
    }

    String asadmin(String... words) {
        return Command.run(
                Stream.concat(
                                Stream.of(
                                        BuildFiles.payaraHome()
                                                .resolve("bin/asadmin")
                                                .toString(),
                                        "--port",
                                        Integer.toString(adminPort)),
                                Stream.of(words))
                        .toList(),
                environment());
    }

    private String run(String input, Stream<String> words) {
        return AdministratorShell.run(
                "payara",
                input,
                Stream.concat(words, Stream.of("--", "--port", Integer.toString(adminPort))),
                environment());
    }

    private static Map<String, String> environment() {
        return Map.of(
                "AS_JAVA", System.getProperty("java.home"),
                "PAYARA_HOME", BuildFiles.payaraHome().toString());
    }
}
