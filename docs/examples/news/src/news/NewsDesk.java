package news;

import jakarta.annotation.Resource;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import live.danmaku.client.DanmakuPost;

/** Publishes headlines. It knows danmaku by an event only, and nothing of the server. */
@Stateless
public class NewsDesk {

    private static final int COLUMN = 80;

    @Inject
    private Event<DanmakuPost> danmaku;

    @Resource
    private SessionContext context;

    /**
     * Publishes a headline, in a transaction, as an EJB does where nothing else is said. Viewers see it when the transaction has
     * committed, and never if it has not.
     *
     * @return whether it is published
     */
    public boolean publish(String room, String headline) {
        danmaku.fire(DanmakuPost.to(room).text(headline).as("Newsroom").mode("top").lane("host"));
        // Here the article would be stored.
        if (headline.length() > COLUMN) {
            context.setRollbackOnly();
            return false;
        }
        return true;
    }

    /** Tells viewers something at once. */
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    public void flash(String room, String text) {
        danmaku.fire(DanmakuPost.to(room).text(text).as("Flash").color("#FF4040"));
    }
}
