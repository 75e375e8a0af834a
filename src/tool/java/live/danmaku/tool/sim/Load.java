package live.danmaku.tool.sim;

/** What the nodes do in one second, each by itself. Bytes are as on the wire, with the headers of packets. */
final class Load {
    final double[] frames;
    final double[] bytesOut;
    final double[] bytesIn;
    final double[] micros;
    final double[] posts;
    final int[] connects;
    final Bus bus;

    /** Frames that viewers who came back had missed; they are in {@link #frames} too. */
    double recoveredFrames;

    double recoveredBytes;
    int refused;
    int notRecovered;

    /** Seconds that the one who was away for longest of those who came back had been. */
    int longestAway;

    Load(int nodes, Bus bus) {
        this.frames = new double[nodes];
        this.bytesOut = new double[nodes];
        this.bytesIn = new double[nodes];
        this.micros = new double[nodes];
        this.posts = new double[nodes];
        this.connects = new int[nodes];
        this.bus = bus;
    }

    /** So many frames of a size leave a node. */
    void send(int node, double count, double wireBytes, double microsEach, double acknowledgement) {
        frames[node] += count;
        bytesOut[node] += count * wireBytes;
        bytesIn[node] += count * acknowledgement;
        micros[node] += count * microsEach;
    }
}
