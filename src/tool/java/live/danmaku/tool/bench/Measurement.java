package live.danmaku.tool.bench;

import live.danmaku.tool.load.Phases;
import live.danmaku.tool.server.Jcmd;
import live.danmaku.tool.server.ProcessMeter;

/**
 * Reads a server's process at the moments that matter.
 *
 * <p>Memory for a connection: on a JVM what is in use after a full collection, in the heap and outside of it; elsewhere
 * resident memory, which only a process that has served nobody before can tell.
 *
 * <p>Threading: belongs to the run's thread.
 */
final class Measurement implements Phases {
    private final ProcessMeter meter;
    private final boolean java;
    private final boolean fresh;
    private final int connections;
    private final long usedBefore;
    private double bytesPerConnection = Double.NaN;
    private long cpuBefore;
    private long cpuMicros;
    private long residentBytes;

    /**
     * Reads for the first time.
     *
     * @param fresh whether the process has served nobody before
     */
    Measurement(Contender contender, boolean fresh, int connections) {
        this.meter = new ProcessMeter(contender.process().pid());
        this.java = contender.isJava();
        this.fresh = fresh;
        this.connections = connections;
        this.usedBefore = used();
    }

    @Override
    public void connected() {
        if (java || fresh) {
            bytesPerConnection = (double) (used() - usedBefore) / connections;
        }
    }

    @Override
    public void begins() {
        cpuBefore = meter.cpuMicros();
    }

    @Override
    public void ends() {
        cpuMicros = meter.cpuMicros() - cpuBefore;
        residentBytes = meter.residentBytes();
    }

    Turn.Usage usage() {
        return new Turn.Usage(cpuMicros, residentBytes, bytesPerConnection);
    }

    private long used() {
        if (!java) {
            return meter.residentBytes();
        }
        Jcmd jcmd = new Jcmd(meter.pid());
        return jcmd.liveBytes() + jcmd.directBytes();
    }
}
