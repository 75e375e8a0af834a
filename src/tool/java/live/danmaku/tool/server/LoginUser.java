package live.danmaku.tool.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Somebody whom a server can log in.
 *
 * @param name to log in with
 * @param password to log in with
 * @param role the one that they have
 */
public record LoginUser(String name, String password, String role) {

    /** Writes what Payara's administration commands read the password from. */
    Path payaraPassword(Path folder) throws IOException {
        return Files.writeString(folder.resolve(name + ".password"), "AS_ADMIN_USERPASSWORD=" + password + "\n");
    }

    /** This user's line in the {@code application-users.properties} of WildFly. */
    String wildFlyUser() {
        String hashed = name + ":ApplicationRealm:" + password;
        try {
            byte[] digest = MessageDigest.getInstance("MD5").digest(hashed.getBytes(StandardCharsets.UTF_8));
            return name + "=" + HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** This user's line in the {@code application-roles.properties} of WildFly. */
    String wildFlyRole() {
        return name + "=" + role;
    }
}
