package live.danmaku.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import live.danmaku.MapSource;
import live.danmaku.config.Key;
import live.danmaku.config.LiveSettings;
import live.danmaku.config.Settings;
import live.danmaku.config.TextKey;
import live.danmaku.tool.server.AppServer;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The manifests for Kubernetes, which nothing here can run: that they parse, agree with each other and with the server. */
class KubernetesFilesTest {
    /** What reads those environment variables that are none of the application's keys. */
    private static final Path BROKER = Path.of("server-config/wildfly/cluster-artemis.cli");

    private static final Path FILE = Path.of("server-config/kubernetes/danmaku.yaml");

    private final List<Map<?, ?>> manifests = read();

    @Test
    void manifests_areThere_eachWithItsKindAndName() {
        assertThat(manifests.stream().map(manifest -> text(manifest, "kind")))
                .containsExactly("Namespace", "ConfigMap", "Deployment", "PodDisruptionBudget", "Service");
        assertThat(manifests).allSatisfy(manifest -> {
            assertThat(text(manifest, "apiVersion")).isNotBlank();
            assertThat(text(manifest, "metadata", "name")).isEqualTo("danmaku");
        });
    }

    @Test
    void selectors_chooseThePods() {
        Object labels = value(kind("Deployment"), "spec", "template", "metadata", "labels");

        assertThat(value(kind("Deployment"), "spec", "selector", "matchLabels")).isEqualTo(labels);
        assertThat(value(kind("PodDisruptionBudget"), "spec", "selector", "matchLabels"))
                .isEqualTo(labels);
        assertThat(value(kind("Service"), "spec", "selector")).isEqualTo(labels);
    }

    @Test
    void configuration_isOfKeysAndValuesThatTheServerTakes() {
        Settings settings = settings();

        assertThat(settings.get(Key.THIN)).isEqualTo(100);
        assertThat(settings.get(Key.DRAIN_SPREAD)).isLessThan(settings.get(Key.HISTORY));
        assertThat(settings.text(TextKey.PROXIES_TRUSTED)).isNotEmpty();
    }

    @Test
    void probes_askWhatTheServerAnswers() {
        assertThat(probe("startupProbe")).isEqualTo("/" + AppServer.CONTEXT + "/health/ready");
        assertThat(probe("readinessProbe")).isEqualTo("/" + AppServer.CONTEXT + "/health/ready");
        assertThat(probe("livenessProbe")).isEqualTo("/" + AppServer.CONTEXT + "/health/live");
    }

    @Test
    void pod_hasTimeToDrain() {
        int preStop = Integer.parseInt(list(value(container(), "lifecycle", "preStop", "exec", "command"))
                .get(1)
                .toString());
        int drain = settings().get(Key.DRAIN_TIMEOUT) / 1_000;

        assertThat((Integer) value(kind("Deployment"), "spec", "template", "spec", "terminationGracePeriodSeconds"))
                .isGreaterThan(preStop + drain + 20);
    }

    /** What the environment variables of the ConfigMap set, each of which has to be a key's. */
    private Settings settings() {
        List<String> properties = Stream.concat(
                        Stream.of(Key.values()).map(Key::property),
                        Stream.of(TextKey.values()).map(TextKey::property))
                .toList();
        MapSource source = new MapSource();
        List<String> wrong = new ArrayList<>();
        map(value(kind("ConfigMap"), "data"))
                .forEach((name, set) -> properties.stream()
                        .filter(property -> variable(property).equals(name))
                        .findFirst()
                        .ifPresentOrElse(
                                property -> source.set(property, set.toString()), () -> wrong.add(name.toString())));
        String broker = text(BROKER);
        wrong.removeIf(name -> broker.contains("${env." + name + ":"));
        LiveSettings settings = new LiveSettings(source);
        settings.rejected().forEach(rejected -> wrong.add(rejected.toString()));
        assertThat(wrong).isEmpty();
        return settings.get();
    }

    /** The environment variable in which MicroProfile Config looks for a property. */
    private static String variable(String property) {
        return property.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }

    private String probe(String name) {
        assertThat(text(container(), name, "httpGet", "port")).isEqualTo("http");
        return text(container(), name, "httpGet", "path");
    }

    private Map<?, ?> container() {
        return map(list(value(kind("Deployment"), "spec", "template", "spec", "containers"))
                .get(0));
    }

    private Map<?, ?> kind(String kind) {
        return manifests.stream()
                .filter(manifest -> text(manifest, "kind").equals(kind))
                .findFirst()
                .orElseThrow();
    }

    private static String text(Map<?, ?> from, String... path) {
        return value(from, path).toString();
    }

    private static Object value(Map<?, ?> from, String... path) {
        Object value = from;
        for (String step : path) {
            value = Objects.requireNonNull(map(value).get(step), String.join(".", path));
        }
        return value;
    }

    private static Map<?, ?> map(Object value) {
        return (Map<?, ?>) value;
    }

    private static List<?> list(Object value) {
        return (List<?>) value;
    }

    private static List<Map<?, ?>> read() {
        List<Map<?, ?>> manifests = new ArrayList<>();
        new Yaml(new SafeConstructor(new LoaderOptions()))
                .loadAll(text(FILE))
                .forEach(manifest -> manifests.add(map(manifest)));
        return manifests;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
