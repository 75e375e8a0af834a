package live.danmaku.tool.load;

import java.net.URI;
import java.nio.file.Path;
import live.danmaku.tool.load.client.Offer;
import live.danmaku.tool.load.client.Sources;
import org.jspecify.annotations.Nullable;

/**
 * What load and replay have in common.
 *
 * @param name which of the two
 * @param url where the application is
 * @param room the room, or with several rooms what their names begin with
 * @param rooms number of rooms; viewers and posters are dealt to them in turn
 * @param viewers connections that only watch
 * @param http whether posts go over HTTP instead of WebSocket
 * @param warmupSeconds how long is posted before measuring begins
 * @param drainSeconds how long to wait at most for what is still on its way after the last post
 * @param offer how connections are made
 * @param report file to add a line of JSON to, or null
 */
public record Settings(
        String name,
        URI url,
        String room,
        int rooms,
        int viewers,
        boolean http,
        double warmupSeconds,
        double drainSeconds,
        Offer offer,
        @Nullable Path report) {

    static Settings read(String name, Options options, int viewers, int rooms, double warmupSeconds) {
        String via = options.text("via", "ws");
        if (!via.equals("ws") && !via.equals("http")) {
            throw new StopException("-Dvia=" + via + " must be ws or http");
        }
        String report = options.text("report", "");
        return new Settings(
                name,
                url(options.text("url", "ws://127.0.0.1:8080/danmaku")),
                options.text("room", name),
                rooms,
                options.count("viewers", viewers, 1),
                via.equals("http"),
                warmupSeconds,
                options.number("drain", 10, 0),
                offer(options),
                report.isEmpty() ? null : Path.of(report));
    }

    private static Offer offer(Options options) {
        String subprotocol = options.text("subprotocol", Offer.JSON);
        if (!subprotocol.equals(Offer.JSON) && !subprotocol.equals(Offer.JSON_DEFLATE)) {
            throw new StopException(
                    "-Dsubprotocol=" + subprotocol + " must be " + Offer.JSON + " or " + Offer.JSON_DEFLATE);
        }
        int sources = options.count("sources", 0, 0);
        if (sources > Sources.MOST) {
            throw new StopException("-Dsources=" + sources + " must be " + Sources.MOST + " or less");
        }
        if (sources > 0 && !Sources.available()) {
            throw new StopException(
                    "-Dsources=" + sources + " needs a system that owns all of 127.0.0.0/8, as Linux does");
        }
        return new Offer(subprotocol, options.flag("deflate"), sources);
    }

    /** The name of a room, from 0. */
    String roomName(int index) {
        return rooms == 1 ? room : room + "-" + (index + 1);
    }

    private static URI url(String given) {
        try {
            URI url = URI.create(given.endsWith("/") ? given.substring(0, given.length() - 1) : given);
            if ("ws".equals(url.getScheme()) && url.getHost() != null) {
                return url;
            }
        } catch (IllegalArgumentException e) {
            throw new StopException("-Durl=" + given + " is not a URL", e);
        }
        throw new StopException("-Durl=" + given + " must look like ws://HOST:PORT/danmaku");
    }
}
