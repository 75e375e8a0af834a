package live.danmaku.rest;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** The HTTP interface's place under the context root. */
@ApplicationPath("/api")
public class Api extends Application {}
