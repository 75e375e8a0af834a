package live.danmaku.config;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One text that an administrator can set; empty where nothing is set. The table in the README is tested against these
 * constants.
 */
public enum TextKey {
    TICKET_SECRETS(
            "danmaku.ticket.secrets",
            TextForm.SECRETS,
            true,
            true,
            "what tickets are signed with (HMAC); several while one replaces another"),
    TICKET_AUDIENCE(
            "danmaku.ticket.audience",
            TextForm.WORD,
            true,
            false,
            "the `aud` that a ticket must have; `danmaku` where nothing is set"),
    DATASOURCE(
            "danmaku.datasource",
            TextForm.WORD,
            false,
            false,
            "the JNDI name of the data source that keeps what moderators lay down, and the record of what they did; where nothing is set, both end with the deployment"),
    WORDS_REJECT(
            "danmaku.words.reject",
            TextForm.FILE,
            true,
            false,
            "words that no text may have, one a line (`=word`: only as a whole word, `#`: a comment), in any disguise; read again when the file changes; refused with `word_blocked`"),
    WORDS_MASK(
            "danmaku.words.mask",
            TextForm.FILE,
            true,
            false,
            "words that are shown as asterisks, written as in `danmaku.words.reject`"),
    PATTERNS(
            "danmaku.patterns",
            TextForm.FILE,
            true,
            false,
            "regular expressions ([RE2](https://github.com/google/re2/wiki/Syntax)) that no text may match, one a line, 200 at most; read again when the file changes; refused with `pattern_blocked`"),
    TICKET_ISSUER(
            "danmaku.ticket.issuer",
            TextForm.WORD,
            true,
            false,
            "the `iss` that a ticket must have; any where nothing is set"),
    TICKET_JWKS(
            "danmaku.ticket.jwks",
            TextForm.KEY_SET,
            true,
            true,
            "public keys that tickets are verified with; the file is read again with the configuration"),
    METRICS_PATH(
            "danmaku.metrics.path",
            TextForm.PATH,
            true,
            false,
            "where under the application Prometheus reads the metrics; `/metrics` where nothing is set; `off` = nowhere"),
    METRICS_ALLOW(
            "danmaku.metrics.allow",
            TextForm.ADDRESSES,
            true,
            false,
            "from where the metrics may be read without a login; `127.0.0.0/8 ::1` where nothing is set; from elsewhere with the role `danmaku-monitor` or `danmaku-admin`"),
    ORIGINS(
            "danmaku.origins",
            TextForm.ORIGINS,
            true,
            false,
            "pages besides our own that may connect and post; others are refused with `origin_refused`; `*` = all"),
    FRAME_ANCESTORS(
            "danmaku.frame.ancestors",
            TextForm.ORIGINS,
            true,
            false,
            "pages besides our own that may show ours in a frame"),
    PROXIES_TRUSTED(
            "danmaku.proxies.trusted",
            TextForm.ADDRESSES,
            true,
            false,
            "proxies whose `Forwarded` or `X-Forwarded-For` is believed"),
    CLUSTER_JMS(
            "danmaku.cluster.jms",
            TextForm.WORD,
            false,
            false,
            "the JNDI name of the connection factory over which nodes share their rooms; where nothing is set, this node is alone"),
    CLUSTER_NATS(
            "danmaku.cluster.nats",
            TextForm.NATS_SERVERS,
            false,
            false,
            "NATS servers over which nodes share their rooms, instead of `danmaku.cluster.jms`"),
    CLUSTER_NATS_USER("danmaku.cluster.nats.user", TextForm.WORD, false, false, "as whom, where those servers ask"),
    CLUSTER_NATS_PASSWORD("danmaku.cluster.nats.password", TextForm.WORD, false, true, "that user's password"),
    CLUSTER_TOPIC(
            "danmaku.cluster.topic",
            TextForm.IDENTIFIER,
            false,
            false,
            "what the names of the topics or subjects begin with, `danmaku` where nothing is set; one for each cluster on a broker"),
    CLUSTER_NODE(
            "danmaku.cluster.node",
            TextForm.IDENTIFIER,
            false,
            false,
            "this node's name in the cluster, nobody else's; a new one with each deployment where nothing is set"),
    CLUSTER_SECRET(
            "danmaku.cluster.secret",
            TextForm.SECRETS,
            false,
            true,
            "what nodes sign their messages with (HMAC), the same on all; without it whoever may write to the broker is believed");

    private static final Pattern SEPARATORS = Pattern.compile("[\\s,]+");
    private static final Pattern LOGIN = Pattern.compile("//[^/\\s]*@");
    private static final String HIDDEN = "(secret)";

    private final String property;
    private final TextForm form;
    private final boolean live;
    private final boolean secret;
    private final String effect;

    TextKey(String property, TextForm form, boolean live, boolean secret, String effect) {
        this.property = property;
        this.form = form;
        this.live = live;
        this.secret = secret;
        this.effect = effect;
    }

    /** The name in MicroProfile Config. */
    public String property() {
        return property;
    }

    /** Whether a change takes effect while the server runs; the others are read at deployment. */
    public boolean live() {
        return live;
    }

    /** Whether nobody may read the value: it is in no log, no figure and no message. */
    public boolean secret() {
        return secret;
    }

    /** This key's row of the README's table. */
    public String tableRow() {
        return "| `%s` | none | %s | %s | %s |".formatted(property, form.rule(), live ? "yes" : "no", effect);
    }

    /** What it does, for people. */
    String effect() {
        return effect;
    }

    /** The rule that a value of this key has to keep, for messages to people. */
    public String rule() {
        return form.rule();
    }

    /** The value as people may see it: without secrets, also where somebody wrote one into an address. */
    String shown(String value) {
        return secret && !value.isEmpty() ? HIDDEN : LOGIN.matcher(value).replaceAll("//" + HIDDEN + "@");
    }

    /** The value that the text says, without white space around it, or empty when it breaks {@link #rule()}. */
    Optional<String> parse(String text) {
        return Optional.of(text.strip()).filter(form::fits);
    }

    /** The parts of a list, which white space or commas separate. */
    public static List<String> parts(String list) {
        return SEPARATORS.splitAsStream(list).filter(part -> !part.isEmpty()).toList();
    }
}
