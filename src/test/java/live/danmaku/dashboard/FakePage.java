package live.danmaku.dashboard;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A page at the far end of a response that takes as much as the test says. */
final class FakePage extends ServletOutputStream {

    private final ByteArrayOutputStream flushed = new ByteArrayOutputStream();
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private @Nullable WriteListener listener;
    private boolean takes = true;
    private boolean broken;
    private int completed;

    /** The way to this page. */
    PushStream stream(View view, Push push) {
        return push.stream(context(), this, Runnable::run, view);
    }

    /** What has arrived since the last look. */
    String read() {
        String text = flushed.toString(StandardCharsets.UTF_8);
        flushed.reset();
        return text;
    }

    void stall() {
        takes = false;
    }

    /** Breaks at the next write. */
    void tear() {
        broken = true;
    }

    void takeAgain() throws IOException {
        takes = true;
        if (listener != null) {
            listener.onWritePossible();
        }
    }

    /** How often the response was ended. */
    int completed() {
        return completed;
    }

    @Override
    public boolean isReady() {
        return takes;
    }

    @Override
    public void setWriteListener(WriteListener added) {
        listener = added;
        try {
            added.onWritePossible();
        } catch (IOException e) {
            added.onError(e);
        }
    }

    @Override
    public void write(int b) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void write(byte[] bytes) throws IOException {
        if (!takes) {
            throw new IllegalStateException("not ready");
        }
        if (broken) {
            throw new IOException("broken pipe");
        }
        written.writeBytes(bytes);
    }

    @Override
    public void flush() {
        flushed.writeBytes(written.toByteArray());
        written.reset();
    }

    private AsyncContext context() {
        return (AsyncContext) Proxy.newProxyInstance(
                FakePage.class.getClassLoader(), new Class<?>[] {AsyncContext.class}, (self, method, arguments) -> {
                    if (!method.getName().equals("complete")) {
                        throw new UnsupportedOperationException(method.getName());
                    }
                    completed++;
                    return null;
                });
    }
}
