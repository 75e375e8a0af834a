package live.danmaku.identity;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import live.danmaku.config.LiveSettings;
import live.danmaku.config.TextKey;
import live.danmaku.model.ErrorCode;
import live.danmaku.model.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Which pages may use this server from within a browser: those that it has served itself, and those whose origin (RFC 6454)
 * an administrator has listed. A client that is no browser says no origin, and is not asked for one.
 *
 * <p>Threading: any thread.
 */
public final class Origins {

    /** In place of an origin: all of them. */
    private static final String ALL = "*";

    private static final String ANY_HOST = "://*.";
    private static final Pattern SUBDOMAIN = Pattern.compile("[a-z0-9.-]+");

    private final LiveSettings settings;

    public Origins(LiveSettings settings) {
        this.settings = settings;
    }

    /**
     * Refuses a page that may not use this server.
     *
     * @param origin what the browser says of the page; null where it says nothing
     * @throws Refusal {@code origin_refused}
     */
    public void check(Route route, @Nullable String origin) {
        if (origin != null && !allows(route, origin)) {
            throw new Refusal(
                    ErrorCode.ORIGIN_REFUSED,
                    "pages of this origin may not use this server; " + TextKey.ORIGINS.property()
                            + " lists those that may");
        }
    }

    /**
     * Refuses every page but those that this server has served itself: what is listed does not count.
     *
     * @throws Refusal {@code origin_refused}
     */
    public void checkOwn(Route route, String origin) {
        if (!isSame(route, normal(origin))) {
            throw new Refusal(ErrorCode.ORIGIN_REFUSED, "this is for the server's own pages only");
        }
    }

    /** Whether pages of this origin may use what came this way. */
    public boolean allows(Route route, String origin) {
        String normal = normal(origin);
        return isSame(route, normal)
                || listed().stream().anyMatch(listed -> matches(listed.toLowerCase(Locale.ROOT), normal));
    }

    /** Whether pages of every origin may. */
    public boolean allowsAll() {
        return listed().contains(ALL);
    }

    /**
     * A page that came by TLS is of the same origin too where we see none of it: a proxy has ended it before us, and need not
     * say so.
     */
    private static boolean isSame(Route route, String origin) {
        return origin.equals("https://" + route.authority())
                || (!route.secure() && origin.equals("http://" + route.authority()));
    }

    private static boolean matches(String listed, String origin) {
        if (listed.equals(ALL)) {
            return true;
        }
        int host = listed.indexOf(ANY_HOST);
        if (host < 0) {
            return normal(listed).equals(origin);
        }
        String scheme = listed.substring(0, host) + "://";
        String domain = normal(listed).substring(host + ANY_HOST.length() - 1);
        return origin.startsWith(scheme)
                && origin.endsWith(domain)
                && SUBDOMAIN
                        .matcher(origin.substring(
                                scheme.length(), Math.max(scheme.length(), origin.length() - domain.length())))
                        .matches();
    }

    private List<String> listed() {
        return TextKey.parts(settings.get().text(TextKey.ORIGINS));
    }

    /** Host and port in lower case, without the port that the scheme has anyway. */
    static String withoutUsualPort(boolean secure, String authority) {
        String lower = authority.toLowerCase(Locale.ROOT);
        String usual = secure ? ":443" : ":80";
        return lower.endsWith(usual) ? lower.substring(0, lower.length() - usual.length()) : lower;
    }

    private static String normal(String origin) {
        String lower = origin.toLowerCase(Locale.ROOT);
        return withoutUsualPort(lower.startsWith("https:"), lower);
    }
}
