package live.danmaku.tool.load.script;

/** No posts at all, for a server that sends by itself. */
public record SilentScript(long lengthNanos) implements Script {
    @Override
    public int size() {
        return 0;
    }

    @Override
    public long dueNanos(int number) {
        throw new IndexOutOfBoundsException(number);
    }

    @Override
    public int posters() {
        return 0;
    }

    @Override
    public int poster(int number) {
        throw new IndexOutOfBoundsException(number);
    }

    @Override
    public String user(int number) {
        throw new IndexOutOfBoundsException(number);
    }

    @Override
    public Comment comment(int number) {
        throw new IndexOutOfBoundsException(number);
    }

    @Override
    public boolean marks(String text) {
        return false;
    }
}
