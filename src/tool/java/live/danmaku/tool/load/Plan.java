package live.danmaku.tool.load;

import java.util.List;
import live.danmaku.tool.load.client.Hello;
import live.danmaku.tool.load.script.Script;
import live.danmaku.tool.load.script.Skipped;

/**
 * What a run is to post, and what it leaves out.
 *
 * @param skipped lines of a comment file that are not posted
 */
record Plan(Script script, List<Skipped> skipped) {
    /** Makes the plan once the server has said what it takes. */
    interface Maker {
        Plan plan(Hello hello);
    }
}
