package live.danmaku.transport.undertow;

import io.undertow.servlet.ServletExtension;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.websockets.jsr.WebSocketDeploymentInfo;
import jakarta.servlet.ServletContext;
import live.danmaku.transport.deflate.PermessageDeflate;

/**
 * Makes permessage-deflate known to Undertow at deployment, which reads its name from {@code META-INF/services}. Other
 * servers do not look there.
 */
public final class DeflateRegistration implements ServletExtension {

    /** Puts our handshake where an administrator may have put the server's own: only one can have the name. */
    @Override
    public void handleDeployment(DeploymentInfo deployment, ServletContext context) {
        if (deployment.getServletContextAttributes().get(WebSocketDeploymentInfo.ATTRIBUTE_NAME)
                instanceof WebSocketDeploymentInfo webSockets) {
            webSockets.getExtensions().removeIf(other -> other.getName().equals(PermessageDeflate.NAME));
            webSockets.addExtension(new DeflateHandshake());
        }
    }
}
