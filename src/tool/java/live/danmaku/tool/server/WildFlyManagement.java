package live.danmaku.tool.server;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.Authenticator;
import java.net.HttpURLConnection;
import java.net.PasswordAuthentication;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;

/**
 * The management interface of one WildFly: operations as JSON over HTTP.
 *
 * <p>Its user exists in the instance's copy of the configuration only, with a password made up for this run.
 * HttpURLConnection, because java.net.http's client knows no Digest authentication.
 */
final class WildFlyManagement {
    private static final String USER = "danmaku-tool";
    private static final String REALM = "ManagementRealm";

    private final int port;
    private final String password = new BigInteger(130, new SecureRandom()).toString(32);

    WildFlyManagement(int port) {
        this.port = port;
    }

    int port() {
        return port;
    }

    /** How the same user gets at the server's MBeans, with the server's own client library. */
    JmxAccess jmx(Path library) {
        return new JmxAccess("service:jmx:remote+http://127.0.0.1:" + port, USER, password, library);
    }

    /** Adds the user to a configuration folder, before the server reads it. */
    void enable(Path configuration) {
        String line = USER + "=" + md5(USER + ":" + REALM + ":" + password) + System.lineSeparator();
        try {
            Files.writeString(configuration.resolve("mgmt-users.properties"), line, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String md5(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has MD5", e);
        }
    }

    /**
     * Executes an operation, {@code /a=b/c=d:operation(parameters)} in the words of {@code jboss-cli}; the server itself
     * is at {@code /}.
     *
     * @return its result
     * @throws ServerFailure when the server refuses it
     */
    JsonValue execute(String operation, String address, Map<String, String> parameters) {
        return execute(operation, address, Json.createObjectBuilder(Map.<String, Object>copyOf(parameters)));
    }

    /**
     * Deploys a file.
     *
     * @throws ServerFailure when the server refuses it
     */
    void add(String address, Path archive) {
        execute(
                "add",
                address,
                Json.createObjectBuilder()
                        .add("enabled", true)
                        .add(
                                "content",
                                Json.createArrayBuilder()
                                        .add(Json.createObjectBuilder()
                                                .add("url", archive.toUri().toString()))));
    }

    private JsonValue execute(String operation, String address, JsonObjectBuilder parameters) {
        JsonObject answer = post(parameters
                .add("operation", operation)
                .add("address", steps(address))
                .build());
        if (!"success".equals(answer.getString("outcome", ""))) {
            throw new ServerFailure(address + ":" + operation + " failed: " + answer);
        }
        return answer.getOrDefault("result", JsonValue.NULL);
    }

    private static JsonArrayBuilder steps(String address) {
        JsonArrayBuilder steps = Json.createArrayBuilder();
        for (String step : address.substring(1).split("/", -1)) {
            int equals = step.indexOf('=');
            if (equals > 0) {
                steps.add(Json.createObjectBuilder().add(step.substring(0, equals), step.substring(equals + 1)));
            }
        }
        return steps;
    }

    private JsonObject post(JsonObject request) {
        try {
            HttpURLConnection connection = (HttpURLConnection) URI.create("http://127.0.0.1:" + port + "/management")
                    .toURL()
                    .openConnection();
            connection.setAuthenticator(new Authenticator() {
                @Override
                protected PasswordAuthentication getPasswordAuthentication() {
                    return new PasswordAuthentication(USER, password.toCharArray());
                }
            });
            connection.setRequestProperty("Content-Type", "application/json");
            connection.setDoOutput(true);
            try (OutputStream body = connection.getOutputStream()) {
                body.write(request.toString().getBytes(StandardCharsets.UTF_8));
            }
            return read(connection);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A refused operation is answered 500, with the same JSON as any other answer. */
    private static JsonObject read(HttpURLConnection connection) throws IOException {
        boolean refused = connection.getResponseCode() >= 400;
        try (InputStream body = refused ? connection.getErrorStream() : connection.getInputStream();
                JsonReader reader = Json.createReader(body)) {
            return reader.readObject();
        }
    }
}
