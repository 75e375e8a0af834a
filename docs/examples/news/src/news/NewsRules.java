package news;

import jakarta.enterprise.context.ApplicationScoped;
import live.danmaku.client.DanmakuModerator;
import live.danmaku.client.DanmakuPost;
import live.danmaku.client.DanmakuVerdict;

/** Has a say on what people post: nobody shouts in the news, and what is addressed to the editor waits for one. */
@ApplicationScoped
public class NewsRules implements DanmakuModerator {

    private static final int LOUD = 10;

    @Override
    public DanmakuVerdict moderate(DanmakuPost post) {
        if (post.text().codePoints().filter(Character::isUpperCase).count() > LOUD) {
            return DanmakuVerdict.reject("please do not shout");
        }
        return post.text().startsWith("@editor") ? DanmakuVerdict.hold("for the editor") : DanmakuVerdict.ACCEPT;
    }
}
