package live.danmaku.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import live.danmaku.tool.server.Archive;
import live.danmaku.tool.server.BuildFiles;
import news.NewsDesk;
import news.NewsRules;
import news.NewsServlet;
import news.NewsWatch;

/** The example of {@code docs/examples/news}, as an EAR around danmaku's WAR: a WAR, an EJB jar, and the client in {@code lib}. */
final class NewsApplication {

    private static final String MODULES = """
            <?xml version="1.0" encoding="UTF-8"?>
            <application xmlns="https://jakarta.ee/xml/ns/jakartaee" version="10">
              <application-name>company</application-name>
              <module>
                <web>
                  <web-uri>danmaku.war</web-uri>
                  <context-root>/danmaku</context-root>
                </web>
              </module>
              <module>
                <web>
                  <web-uri>news.war</web-uri>
                  <context-root>/news</context-root>
                </web>
              </module>
              <module>
                <ejb>desk.jar</ejb>
              </module>
              <library-directory>lib</library-directory>
            </application>
            """;

    private final URI base;

    NewsApplication(URI danmakuBase) {
        this.base = danmakuBase.resolve("/news/");
    }

    /** Writes the EAR and returns it; danmaku's own WAR in it has {@link HostApplication} in it too. */
    static Path ear() {
        return Archive.named("company.ear")
                .with("META-INF/application.xml", MODULES)
                .with("danmaku.war", HostApplication.warWithin())
                .with(
                        "news.war",
                        Archive.named("news.war")
                                .with("WEB-INF/classes/", NewsServlet.class, NewsWatch.class, NewsRules.class)
                                .with("WEB-INF/beans.xml", "")
                                .write())
                .with(
                        "desk.jar",
                        Archive.named("desk.jar").with("", NewsDesk.class).write())
                .with("lib/danmaku-client.jar", BuildFiles.clientJar())
                .write();
    }

    /**
     * Publishes a headline.
     *
     * @return whether the desk did
     */
    boolean publish(String room, String headline) {
        return post("room=" + room + "&text=" + URLEncoder.encode(headline, StandardCharsets.UTF_8)) == 204;
    }

    /** Has the desk tell viewers something at once. */
    void flash(String room, String text) {
        assertThat(post("flash=true&room=" + room + "&text=" + URLEncoder.encode(text, StandardCharsets.UTF_8)))
                .isEqualTo(204);
    }

    /** What the desk has seen. */
    List<String> seen() {
        return HttpApi.send(HttpRequest.newBuilder(base.resolve("headlines")))
                .body()
                .lines()
                .toList();
    }

    private int post(String form) {
        return HttpApi.send(HttpRequest.newBuilder(base.resolve("headlines"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form)))
                .statusCode();
    }
}
