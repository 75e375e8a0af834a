package live.danmaku.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import live.danmaku.tool.broker.ServerKey;
import live.danmaku.tool.server.Folders;

/** Encrypted connections whose clients trust everybody: what is tested is how they are written to. */
final class Tls {

    private static final X509TrustManager EVERYBODY = new X509TrustManager() {

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    };

    private Tls() {}

    /** A client's side of a connection, with the handshake done. */
    static Socket over(Socket tcp) throws IOException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {EVERYBODY}, null);
            SSLSocket socket = (SSLSocket) context.getSocketFactory()
                    .createSocket(
                            tcp, InetAddress.getLoopbackAddress().getHostName(), tcp.getPort(), /* autoClose= */ true);
            socket.startHandshake();
            return socket;
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    /** What a server needs, with a new key. */
    static SSLContext server() {
        try {
            Path folder = Files.createTempDirectory("danmaku-tls");
            try {
                KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
                factory.init(ServerKey.in(folder).keys(), ServerKey.PASSWORD.toCharArray());
                SSLContext context = SSLContext.getInstance("TLS");
                context.init(factory.getKeyManagers(), null, null);
                return context;
            } finally {
                Folders.empty(folder);
                Files.delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
