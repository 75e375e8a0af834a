package live.danmaku.tool.load.script;

import java.util.List;

/**
 * Made-up comments at a steady rate, dealt to the posters in turn; where some of them flood, nine of ten go to these.
 *
 * <p>Every text ends in the run's tag and its own number, so that no two are alike and a post that arrives twice, under
 * whatever id, is recognized.
 */
public final class SteadyScript implements Script {
    private static final long SECOND = 1_000_000_000L;

    /** Beside flooders, the others have one of so many posts. */
    private static final int ONE_OF = 10;

    private static final List<String> TEXTS = List.of(
            "哈哈哈哈哈哈",
            "666",
            "来了来了",
            "前方高能预警",
            "这段配乐也太好听了吧,求歌名",
            "first",
            "主播今天状态真好",
            "泪目",
            "what a play!!!",
            "第一次看直播,有没有人讲解一下规则",
            "打卡",
            "gg wp",
            "刚下班就赶过来了,前面讲到哪里了",
            "名场面",
            "can someone explain what just happened?",
            "加油加油加油",
            "声音有点小,能不能调大一点",
            "从第一期追到现在,真的一路看着你们成长起来的",
            "lol",
            "这个镜头绝了",
            "太难了",
            "hello from the night shift",
            "所以到底是谁先发现的",
            "卡了卡了",
            "the camera work today is unreal, thank you all",
            "好耶",
            "笑死我了哈哈哈哈哈哈哈哈哈哈",
            "弹幕护体",
            "nice",
            "这波操作可以写进教科书了,反复看了三遍还是没看懂是怎么做到的",
            "晚上好呀",
            "is it just me or is the stream a bit behind?",
            "学到了",
            "😂😂😂",
            "上次这么紧张还是上次",
            "respect 🙏",
            "有字幕真好,谢谢字幕组");

    private static final List<String> COLORS = List.of("#FFD700", "#E70012", "#66CCFF", "#98FB98");

    private final double rate;
    private final int size;
    private final int posters;
    private final int flooders;
    private final String tag;

    /** Comments of which no poster has more than another. */
    public SteadyScript(double rate, double seconds, int posters, String tag) {
        this(rate, seconds, posters, 0, tag);
    }

    /**
     * @param rate posts a second, over 0
     * @param seconds how long to post, over 0
     * @param posters connections, 1 or more
     * @param flooders the first so many of them flood; less than {@code posters}
     * @param tag what no other run uses
     */
    public SteadyScript(double rate, double seconds, int posters, int flooders, String tag) {
        this.rate = rate;
        this.size = Math.toIntExact(Math.max(1, Math.round(rate * seconds)));
        this.posters = posters;
        this.flooders = flooders;
        // Not a dot, which would make a link of some.
        this.tag = "~" + tag + "-";
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public long dueNanos(int number) {
        return (long) (number / rate * SECOND);
    }

    @Override
    public int posters() {
        return posters;
    }

    @Override
    public int poster(int number) {
        if (flooders == 0) {
            return number % posters;
        }
        return number % ONE_OF == 0 ? flooders + number / ONE_OF % (posters - flooders) : number % flooders;
    }

    @Override
    public String user(int number) {
        return "load-" + poster(number);
    }

    @Override
    public Comment comment(int number) {
        int choice = scatter(number);
        String text = TEXTS.get(choice % TEXTS.size()) + " " + tag + Integer.toString(number, Character.MAX_RADIX);
        int style = (choice >>> 8) % 100;
        if (style >= 15) {
            return Comment.plain(text);
        }
        return new Comment(
                text,
                style < 6 ? "top" : style < 9 ? "bottom" : style < 10 ? "reverse" : Comment.DEFAULT_MODE,
                COLORS.get(style % COLORS.size()),
                style % 5 == 0 ? "large" : style % 5 == 1 ? "small" : Comment.DEFAULT_SIZE);
    }

    @Override
    public boolean marks(String text) {
        return text.contains(tag);
    }

    /** The same non-negative number for the same post, without the pattern that the dealing in turn would make. */
    private static int scatter(int number) {
        int mixed = number * 0x9E3779B9;
        return (mixed ^ mixed >>> 15) & Integer.MAX_VALUE;
    }
}
