package live.danmaku.client;

import java.util.Map;

/** What the server tells applications of: each kind with its name on the way, and the CDI event that it becomes. */
enum Happening {
    ACCEPTED {
        @Override
        Object event(Map<String, String> fields) {
            return new DanmakuAccepted(
                    text(fields, "room"),
                    text(fields, "epoch"),
                    number(fields, "id"),
                    number(fields, "at"),
                    text(fields, "text"),
                    text(fields, "user"),
                    text(fields, "mode"),
                    text(fields, "color"),
                    text(fields, "size"),
                    text(fields, "lane"));
        }
    },
    OPENED {
        @Override
        Object event(Map<String, String> fields) {
            return new RoomOpened(text(fields, "room"), text(fields, "epoch"));
        }
    },
    CLOSED {
        @Override
        Object event(Map<String, String> fields) {
            return new RoomClosed(text(fields, "room"), text(fields, "epoch"));
        }
    },
    MODERATED {
        @Override
        Object event(Map<String, String> fields) {
            return new DanmakuModerated(
                    text(fields, "act"),
                    fields.get("room"),
                    text(fields, "moderator"),
                    text(fields, "what"),
                    number(fields, "at"));
        }
    },
    MISSED {
        @Override
        Object event(Map<String, String> fields) {
            return new DanmakuMissed(number(fields, "count"));
        }
    };

    /** The event of these fields; what an older server does not say is empty or 0. */
    abstract Object event(Map<String, String> fields);

    private static String text(Map<String, String> fields, String name) {
        return fields.getOrDefault(name, "");
    }

    private static long number(Map<String, String> fields, String name) {
        return Long.parseLong(fields.getOrDefault(name, "0"));
    }
}
