package live.danmaku.jmx;

import java.util.List;
import java.util.SortedMap;

/** The server as a whole. */
@Description(
        "The danmaku server of this application. Figures are of this node only, and cumulative ones count since the deployment."
                + " Everything that is done here is recorded: log category danmaku.audit, attribute Audit, and the data source where one is"
                + " configured.")
public interface ServerMXBean {

    @Description(
            "Whether viewers and danmaku are let in, now: OPEN; DRAINED by an operator; SUSPENDED with the application server;"
                    + " STOPPED.")
    String getState();

    @Description("Whether new viewers may be sent here, now: what /health/ready answers.")
    boolean isReady();

    @Description(
            "What readiness looks at, now: name, whether it is up, whether the node is not ready without it, detail.")
    List<CheckRow> getChecks();

    @Description("Rooms that exist now.")
    int getRooms();

    @Description("Viewers now: WebSocket connections in rooms, not people.")
    int getViewers();

    @Description(
            "Viewers now, by the way they are sent to and the format. Many at \"portable\" on WildFly or Payara mean that the"
                    + " server's own way does not work: see the log at the start.")
    SortedMap<String, Long> getViewersBySender();

    @Description("Danmaku accepted, cumulative. Accepted = Batched + Combined + Thinned + Lost + Pending.")
    long getAccepted();

    @Description("Accepted danmaku that are items of a batch, cumulative.")
    long getBatched();

    @Description("Accepted danmaku shown by an item of somebody else's that says the same, cumulative.")
    long getCombined();

    @Description("Accepted danmaku left out of their batch, cumulative: more than the room shows, or recalled.")
    long getThinned();

    @Description("Accepted danmaku in batches that could not be made, cumulative: 0 unless the server has a fault.")
    long getLost();

    @Description("Danmaku that wait now for their windows' ends.")
    long getPending();

    @Description("Frames that viewers' connections took, cumulative; one batch is a frame for each viewer.")
    long getFramesSent();

    @Description("Frames left out for slow viewers, cumulative; each was told how many it missed.")
    long getFramesSkipped();

    @Description("Bytes of messages handed to viewers' connections, cumulative.")
    long getBytesSent();

    @Description(
            "Bytes handed to viewers' connections and not known to have arrived, now. Costs a look at every viewer.")
    long getUnconfirmedBytes();

    @Description(
            "Rooms' ticks that began later than a quarter of their window, cumulative: the executor is too small or the machine"
                    + " is busy.")
    long getLateBatches();

    @Description("Everything that is counted, cumulative, by name; the names are explained in docs/metrics.md.")
    SortedMap<String, Long> getCounters();

    @Description(
            "What was refused, cumulative, by the code that the client was told; codes that never occurred are left out.")
    SortedMap<String, Long> getRefusals();

    @Description(
            "Every setting: its name in MicroProfile Config, the value that holds, what is configured, the default, the rule,"
                    + " whether a change takes effect live, the source it comes from (operator = set here) with its ordinal, and the"
                    + " effect. Secrets are not shown.")
    List<SettingRow> getConfiguration();

    @Description(
            "Configured values that break their rule, each a sentence: name, value, rule, and the value that stays. Empty when"
                    + " all is well.")
    List<String> getRejected();

    @Description("What moderators and operators did, the last first; 100 at the most, of this deployment.")
    List<AuditRow> getAudit();

    @Description(
            "Milliseconds that rooms without a window of their own gather danmaku, now. Setting it (50 to 10000) holds above what"
                    + " is configured, from the next window on, until reset or undeployment.")
    int getWindowMillis();

    void setWindowMillis(int millis);

    @Description(
            "Danmaku that viewers of a room get in a window at most, in rooms without a value of their own, now; 0 = all. Setting"
                    + " it (0 to 100000) holds above what is configured, until reset or undeployment.")
    int getThin();

    void setThin(int most);

    @Description(
            "Whether danmaku of one window that say the same are shown once, in rooms without a value of their own. Setting it"
                    + " holds above what is configured, until reset or undeployment.")
    boolean isCombine();

    void setCombine(boolean combine);

    @Description(value = "The rooms with the most viewers, the most first. Costs a look at every room.", reads = true)
    List<RoomRow> rooms(@Argument(name = "most", value = "how many, 1 to 1000") int most);

    @Description("Sets a live number above what is configured, until reset or undeployment. Returns what was set.")
    String set(
            @Argument(name = "room", value = "whose own value; * = that of all rooms") String room,
            @Argument(name = "name", value = "in MicroProfile Config, such as danmaku.room.queue") String name,
            @Argument(name = "value", value = "by the setting's rule") String value);

    @Description("Has what is configured hold again after set. Returns what was reset.")
    String reset(
            @Argument(name = "room", value = "whose own value; * = that of all rooms") String room,
            @Argument(name = "name", value = "in MicroProfile Config") String name);

    @Description("Has everything that is configured hold again, in all rooms. Returns the names of what was reset.")
    List<String> resetAll();

    @Description(
            "Looks at the configuration and its files now, and not only every danmaku.config.refresh. Returns what is rejected.")
    List<String> reload();

    @Description(
            "Empties the node, and keeps it shut until resume: /health/ready answers 503, nobody is let in, what was accepted"
                    + " leaves, viewers are closed in paced groups with 1012 and told when to come back. Returns when it is done, after"
                    + " danmaku.drain.timeout at the latest, with how many were closed.")
    String drain();

    @Description("Lets viewers in again after drain. Returns the state.")
    String resume();

    @Description("Shows a notice to everybody in a room or in all rooms with the next batch. Returns what was done.")
    String announce(
            @Argument(name = "room", value = "in which; * = in all") String room,
            @Argument(name = "text", value = "1 to 500 characters") String text);

    @Description(
            "Closes a room: connections end with 1008 when what waits for them has left, nobody comes in, nobody posts, until"
                    + " reopenRoom or the time is over. Returns what was done.")
    String closeRoom(
            @Argument(name = "room", value = "which; it need not exist now") String room,
            @Argument(name = "seconds", value = "after which it is open again; 0 = until reopenRoom") long seconds);

    @Description("Opens a room again after closeRoom. Returns what was done.")
    String reopenRoom(@Argument(name = "room", value = "which") String room);

    @Description("Lets nobody post in a room, or only the lanes from one on. Returns what was done.")
    String silence(
            @Argument(name = "room", value = "which; it need not exist now") String room,
            @Argument(name = "below", value = "the lane that still may post: host or vip; empty = nobody may")
                    String below,
            @Argument(name = "seconds", value = "after which it ends; 0 = until unsilence") long seconds);

    @Description("Lets everybody post again after silence. Returns what was done.")
    String unsilence(@Argument(name = "room", value = "which") String room);

    @Description("Has everybody wait between two posts in a room. Returns what was done.")
    String slowMode(
            @Argument(name = "room", value = "which; it need not exist now") String room,
            @Argument(name = "millis", value = "between two posts, to 3600000; 0 = ends slow mode") long millis,
            @Argument(name = "seconds", value = "after which it ends; 0 = never") long seconds);

    @Description("Lets somebody not post; they go on watching. Returns what was done.")
    String mute(
            @Argument(name = "room", value = "in which; * = everywhere") String room,
            @Argument(
                            name = "kind",
                            value = "what target is: user (the company's id), address (IPv4, or IPv6 /64) or sender")
                    String kind,
            @Argument(name = "target", value = "whom") String target,
            @Argument(name = "seconds", value = "after which it ends; 0 = until unmute") long seconds);

    @Description("Lets somebody post again after mute. Returns what was done.")
    String unmute(
            @Argument(name = "room", value = "in which; * = everywhere, as in mute") String room,
            @Argument(name = "kind", value = "user, address or sender, as in mute") String kind,
            @Argument(name = "target", value = "whom") String target);
}
