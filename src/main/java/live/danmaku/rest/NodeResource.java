package live.danmaku.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import live.danmaku.encode.Encoder;
import live.danmaku.history.Kept;
import live.danmaku.model.NodeStatus;
import live.danmaku.model.RoomStatus;
import live.danmaku.room.RoomRegistry;
import live.danmaku.telemetry.Metrics;
import live.danmaku.wire.BufferPool;
import live.danmaku.wire.FrameFactory;

/** This node's figures; described in {@code docs/protocol.md} and {@code webapp/openapi.json}. */
@Path("v1/node")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class NodeResource {

    @Inject
    RoomRegistry registry;

    @Inject
    Metrics metrics;

    @Inject
    FrameFactory frames;

    @Inject
    Kept kept;

    @Inject
    Encoder encoder;

    /** Everything that is counted and measured, about now; costs a look at every viewer. */
    @GET
    public Response get() {
        AtomicLong viewers = new AtomicLong();
        AtomicLong bytes = new AtomicLong();
        AtomicLong largest = new AtomicLong();
        AtomicLong oldestPing = new AtomicLong();
        AtomicLong inFlight = new AtomicLong();
        AtomicLong waiting = new AtomicLong();
        registry.forEachViewer(viewer -> {
            var backlog = viewer.backlog();
            viewers.incrementAndGet();
            bytes.addAndGet(backlog.bytes());
            largest.accumulateAndGet(backlog.bytes(), Math::max);
            oldestPing.accumulateAndGet(backlog.pingAgeNanos(), Math::max);
            inFlight.addAndGet(backlog.inFlight());
            waiting.addAndGet(backlog.waiting());
        });
        BufferPool pool = frames.pool();
        NodeStatus status = new NodeStatus(
                registry.rooms().size(),
                viewers.get(),
                metrics.senders(),
                registry.balance(),
                metrics.counted(),
                metrics.refused(),
                new NodeStatus.Buffers(pool.bytesInUse(), pool.bytesIdle()),
                new NodeStatus.Backlog(
                        bytes.get(), largest.get(), TimeUnit.NANOSECONDS.toMillis(oldestPing.get()), waiting.get()),
                metrics.frames(inFlight.get(), waiting.get()),
                new RoomStatus.History(kept.batches(), kept.bytes()));
        return Response.ok(encoder.node(status)).build();
    }
}
