package live.danmaku.tool.events;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import live.danmaku.tool.server.AppServer;
import live.danmaku.tool.server.Archive;
import live.danmaku.tool.server.BuildFiles;
import live.danmaku.tool.server.Instance;
import live.danmaku.tool.server.PayaraMicro;
import live.danmaku.tool.server.PayaraServer;
import live.danmaku.tool.server.Ports;
import live.danmaku.tool.server.WildFly;

/**
 * Has an application that is deployed beside danmaku fire events: first few, to see what one costs the caller, then very
 * many, over as many rooms as have a place for them and into one that has not.
 *
 * <p>Ends with status 1 where events are unaccounted for.
 */
public final class Events {
    private static final int RATE = Integer.getInteger("rate", 100_000);
    private static final int SECONDS = Integer.getInteger("seconds", 5);
    private static final int ROOMS = Integer.getInteger("rooms", 20);
    private static final int SINGLE_RATE = 10_000;
    private static final int SINGLE_ROOMS = 10;
    private static final int WARM_UPS = 4;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final AppServer server;
    private boolean sound = true;

    private Events(AppServer server) {
        this.server = server;
    }

    public static void main(String[] arguments) throws InterruptedException {
        System.out.println("server          run                      p50 us   p99 us   events/s   offered  accepted"
                + "   batched   refused  by code");
        boolean sound = true;
        for (String product :
                System.getProperty("servers", "wildfly,payara-server").split(",", -1)) {
            try (AppServer server = server(product)) {
                server.start();
                Events events = new Events(server);
                events.measure();
                sound &= events.sound;
            }
        }
        System.exit(sound ? 0 : 1);
    }

    private static AppServer server(String product) {
        Instance instance = new Instance(
                BuildFiles.instance("events-" + product),
                Ports.free(),
                BuildFiles.war(),
                List.of(Archive.hostWar("events.war", FireLoop.class).write()),
                Map.of());
        return switch (product) {
            case "wildfly" -> new WildFly(BuildFiles.wildFlyHome(), instance);
            case "payara" -> new PayaraMicro(BuildFiles.payaraMicroJar(), instance);
            case "payara-server" -> new PayaraServer(BuildFiles.payaraHome(), instance);
            default ->
                throw new IllegalArgumentException(
                        "-Dservers=" + product + ": choose out of wildfly, payara and payara-server.");
        };
    }

    private void measure() throws InterruptedException {
        for (int i = 0; i < WARM_UPS; i++) {
            run("", SINGLE_RATE, SINGLE_ROOMS);
        }
        run("few, " + SINGLE_ROOMS + " rooms", SINGLE_RATE, SINGLE_ROOMS);
        run("many, " + ROOMS + " rooms", RATE, ROOMS);
        run("many, one room", RATE, 1);
    }

    /** Fires for some seconds, waits until no danmaku is pending, and prints a line if the run has a name. */
    private void run(String name, int rate, int rooms) throws InterruptedException {
        long batched = batched();
        int count = rate * SECONDS;
        Result result = Result.of(
                count,
                get(server.baseUri()
                        .resolve("/events/loop?count=" + count + "&rate=" + rate + "&rooms=" + rooms
                                + "&room=events-")));
        while (account().getInt("pending") > 0) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
        long now = batched() - batched;
        sound &= result.addsUp(now);
        if (!name.isEmpty()) {
            System.out.println(result.line(server.name(), name, now));
        }
    }

    private long batched() {
        return account().getJsonNumber("batched").longValue();
    }

    /** What became of all danmaku. */
    private JsonObject account() {
        try (JsonReader reader =
                Json.createReader(new StringReader(get(server.baseUri().resolve("api/v1/node"))))) {
            return reader.readObject().getJsonObject("danmaku");
        }
    }

    private String get(URI uri) {
        try {
            return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking " + uri, e);
        }
    }
}
