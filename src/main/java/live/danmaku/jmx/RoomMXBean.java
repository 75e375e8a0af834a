package live.danmaku.jmx;

/** One room, for as long as it is one of those with the most viewers. */
@Description(
        "A room: what its viewers watch together. Figures count since the room's present life (epoch) began; a room without"
                + " viewers and danmaku is forgotten after danmaku.room.idle. Only the rooms with the most viewers have a bean"
                + " (danmaku.jmx.rooms); the operations of the Server bean work on all.")
public interface RoomMXBean {

    @Description("The room's name.")
    String getName();

    @Description("This life of the room: batch numbers count within it.")
    String getEpoch();

    @Description("Viewers now: WebSocket connections, not people.")
    int getViewers();

    @Description("Batches made, cumulative; the number of the last one.")
    long getBatches();

    @Description("Danmaku accepted, cumulative.")
    long getAccepted();

    @Description(
            "Danmaku that wait now for the window's end. Stays above 0 for more than a window only if ticks are late.")
    long getPending();

    @Description(
            "Danmaku left out of their batch because it had more than the room shows (Thin), or recalled; cumulative."
                    + " Viewers are told how many.")
    long getThinned();

    @Description(
            "Frames left out for viewers whose connection was busy, cumulative. Those viewers were told how many they missed.")
    long getSkippedFrames();

    @Description("Batches kept now for viewers that come back.")
    long getKeptBatches();

    @Description("Bytes of the batches kept now.")
    long getKeptBytes();

    @Description(
            "Milliseconds that the room gathers danmaku before they leave as one batch, now. Setting it (50 to 10000) holds above"
                    + " what is configured, from the next window on, until reset or undeployment: shorter is livelier, and costs every"
                    + " viewer more packets.")
    int getWindowMillis();

    void setWindowMillis(int millis);

    @Description(
            "Danmaku that viewers get in a window at most, now; 0 = all. Setting it (0 to 100000) holds above what is configured,"
                    + " from the next window on, until reset or undeployment. The host's are never left out.")
    int getThin();

    void setThin(int most);

    @Description(
            "Whether danmaku of one window that say the same are shown once, with their number. Setting it holds above what is"
                    + " configured, from the next window on, until reset or undeployment.")
    boolean isCombine();

    void setCombine(boolean combine);

    @Description(
            "Has what is configured hold again for WindowMillis, Thin and Combine of this room. Returns what was reset.")
    String reset();

    @Description(
            "Shows a notice to everybody in the room with the next batch. Not kept for who comes later: see pin. Returns what"
                    + " was done.")
    String announce(@Argument(name = "text", value = "1 to 500 characters") String text);

    @Description("Shows a notice to everybody in the room, and to who comes later. Returns what was done.")
    String pin(
            @Argument(name = "text", value = "1 to 500 characters; empty = takes the notice away") String text,
            @Argument(name = "seconds", value = "after which it ends; 0 = never") long seconds);

    @Description(
            "Closes the room: connections end with 1008 when what waits for them has left, nobody comes in, nobody posts, until"
                    + " reopen or the time is over. Returns what was done.")
    String close(@Argument(name = "seconds", value = "after which it is open again; 0 = until reopen") long seconds);

    @Description("Opens the room again after close. Returns what was done.")
    String reopen();

    @Description(
            "Lets nobody post in the room, or only the lanes from one on. Everybody goes on watching and is told. Returns what was"
                    + " done.")
    String silence(
            @Argument(name = "below", value = "the lane that still may post: host or vip; empty = nobody may")
                    String below,
            @Argument(name = "seconds", value = "after which it ends; 0 = until unsilence") long seconds);

    @Description("Lets everybody post again after silence. Returns what was done.")
    String unsilence();

    @Description("Has everybody wait between two posts in the room. Viewers are told. Returns what was done.")
    String slowMode(
            @Argument(name = "millis", value = "between two posts, to 3600000; 0 = ends slow mode") long millis,
            @Argument(name = "seconds", value = "after which it ends; 0 = never") long seconds);

    @Description("Lets somebody not post in this room; they go on watching. Returns what was done.")
    String mute(
            @Argument(
                            name = "kind",
                            value = "what target is: user (the company's id), address (IPv4, or IPv6 /64) or sender")
                    String kind,
            @Argument(name = "target", value = "whom") String target,
            @Argument(name = "seconds", value = "after which it ends; 0 = until unmute") long seconds);

    @Description("Lets somebody post again after mute. Returns what was done.")
    String unmute(
            @Argument(name = "kind", value = "user, address or sender, as in mute") String kind,
            @Argument(name = "target", value = "whom") String target);
}
