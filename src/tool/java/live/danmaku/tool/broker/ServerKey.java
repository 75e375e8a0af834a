package live.danmaku.tool.broker;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import live.danmaku.tool.server.Command;
import live.danmaku.tool.server.Instance;

/**
 * A new key for a server on 127.0.0.1, whose certificate nobody has signed: who trusts it was told so.
 *
 * @param store key and certificate, PKCS 12
 * @param certificate the same certificate, PEM
 * @param privateKey the same key, PEM
 * @param trust the certificate as one to trust, PKCS 12
 */
public record ServerKey(Path store, Path certificate, Path privateKey, Path trust) {

    /** Of both stores. */
    public static final String PASSWORD = "password";

    private static final String ALIAS = "key";

    /** Makes one, whose files stay in this folder. */
    public static ServerKey in(Path folder) {
        ServerKey key = new ServerKey(
                folder.resolve("key.p12"),
                folder.resolve("server.pem"),
                folder.resolve("server.key"),
                folder.resolve("trust.p12"));
        // The JDK has no public class that makes a certificate.
        keytool(
                "-genkeypair",
                key.store,
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "SAN=dns:localhost,ip:127.0.0.1");
        keytool("-exportcert", key.store, "-rfc", "-file", key.certificate.toString());
        keytool("-importcert", key.trust, "-noprompt", "-file", key.certificate.toString());
        key.writePrivateKey();
        return key;
    }

    private static void keytool(String command, Path store, String... options) {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                command,
                "-alias",
                ALIAS,
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD));
        line.addAll(List.of(options));
        Command.run(line, Map.of());
    }

    private void writePrivateKey() {
        try {
            Key key = keys().getKey(ALIAS, PASSWORD.toCharArray());
            String base64 = Base64.getMimeEncoder().encodeToString(key.getEncoded());
            Files.writeString(privateKey, "-----BEGIN PRIVATE KEY-----\n" + base64 + "\n-----END PRIVATE KEY-----\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The store, read. */
    public KeyStore keys() throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        return keys;
    }

    /** The same server, whose Java trusts this key. */
    public Instance trustedBy(Instance instance) {
        return instance.withProperties(Map.of(
                "javax.net.ssl.trustStore",
                trust.toString(),
                "javax.net.ssl.trustStorePassword",
                PASSWORD,
                "javax.net.ssl.trustStoreType",
                "PKCS12"));
    }
}
