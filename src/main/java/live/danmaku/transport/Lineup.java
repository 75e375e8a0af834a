package live.danmaku.transport;

import java.util.ArrayDeque;
import java.util.Queue;
import live.danmaku.telemetry.Counter;
import live.danmaku.wire.Frame;
import org.jspecify.annotations.Nullable;

/**
 * What waits for one viewer, and which of it comes next: answers; then frames of the past, one by one, for a viewer that catches
 * up; then the newest frame; then frames that were asked for again. What is left out in between becomes a notice.
 *
 * <p>What is in line changes together with the counters that tell of it, so that the balance of a node at rest is exact.
 *
 * <p>Threading: none of its own; its {@link Outbox} calls it under its lock.
 */
final class Lineup {

    private final Outbox.Rules rules;

    /** Made with the first answer that has to wait. */
    private @Nullable Queue<String> answers;

    /** Held once. */
    private @Nullable Frame newest;

    /** Null where the viewer has caught up with the live frames, or had nothing to catch up with. */
    private @Nullable CatchUp catchUp;

    /** Frames that the viewer asked for again. */
    private @Nullable Replay replay;

    /** The seq up to which this viewer has had, or been told of, every batch. */
    private long seen;

    Lineup(Outbox.Rules rules) {
        this.rules = rules;
    }

    /** See {@link Outbox#open(String, long, long, Past)}. Frames that came before it and are covered by it are let go of. */
    void begin(String firstMessage, long seq, long last, Past past) {
        seen = seq;
        Frame frame = newest;
        if (frame != null && frame.seq() <= seen) {
            newest = null;
            frame.release();
        }
        if (seq < last || newest != null) {
            catchUp = new CatchUp(past, last);
        }
        waiting().add(firstMessage);
    }

    /** Whether the viewer has had, or been told of, the batch of this number. */
    boolean hasSeen(long seq) {
        return seq <= seen;
    }

    /**
     * Puts a frame in the place of the newest one.
     *
     * @param open whether the viewer is sent to already: a frame that comes earlier, or while the viewer catches up, counts as
     *     offered when it is its turn
     * @return whether an older frame was left out for it
     */
    boolean offer(Frame frame, boolean open) {
        Frame replaced = newest;
        frame.retain();
        newest = frame;
        boolean counts = open && catchUp == null;
        boolean leftOut = counts && replaced != null;
        if (counts) {
            rules.metrics().count(Counter.FRAMES_OFFERED);
        }
        if (leftOut) {
            rules.metrics().count(Counter.FRAMES_SKIPPED);
        }
        if (replaced != null) {
            replaced.release();
        }
        return leftOut;
    }

    /** Adds an answer, unless too many wait; tells whether it did. */
    boolean answer(String message) {
        if (waiting().size() >= rules.maxAnswers()) {
            return false;
        }
        waiting().add(message);
        return true;
    }

    /**
     * Tells where the room is, to a viewer for whom nothing waits.
     *
     * @return batches that the viewer should have had, and has not been told of before; it is to be told now
     */
    long tell(Pulse pulse) {
        long lost = pulse.seq() - seen;
        seen = pulse.seq();
        waiting().add(pulse.message());
        return lost;
    }

    /** Sends a range again, in place of one that is being sent again. */
    void replay(Replay wanted) {
        replay = wanted;
    }

    boolean isReplaying() {
        return replay != null;
    }

    /** Whether nothing waits, and the viewer has had the newest frame. */
    boolean isEmpty() {
        return !hasFrames() && replay == null && (answers == null || answers.isEmpty());
    }

    /** Whether there is a frame, or one of the past, that the viewer has not had. */
    boolean hasFrames() {
        return newest != null || catchUp != null;
    }

    /** Frames that count as offered and wait: 0 or 1. */
    int counted() {
        return newest != null && catchUp == null ? 1 : 0;
    }

    /** Lets go of everything. */
    void clear() {
        answers = null;
        catchUp = null;
        replay = null;
        Frame dropped = newest;
        newest = null;
        if (dropped != null) {
            dropped.release();
        }
    }

    /**
     * Takes what comes next out of the line: a message, or a frame, held for the caller; null where there is nothing for now.
     *
     * @param full whether so much is unconfirmed that nothing should be added to it
     * @param last whether the viewer is to get what waits before it is closed, but only what it takes at once of the past, and
     *     nothing again
     */
    @Nullable
    Object next(boolean full, boolean last) {
        if (full && !last) {
            return null;
        }
        String answer = answers == null ? null : answers.poll();
        if (answer != null) {
            return answer;
        }
        Frame frame = newest;
        Object old = full ? null : pastOrNotice(frame);
        if (old != null) {
            return old;
        }
        if (frame != null) {
            return frameOrNotice(frame);
        }
        return last ? null : replayed();
    }

    /** The message that so many batches are left out here. */
    String notice(long missed) {
        return rules.skippedNotice().apply(missed);
    }

    /** The next step of catching up with the live frames; null where the viewer has caught up. */
    private @Nullable Object pastOrNotice(@Nullable Frame live) {
        CatchUp from = catchUp;
        if (from == null) {
            return null;
        }
        long last = live == null ? from.newest() : live.seq() - 1;
        Frame old = from.past().after(seen, last);
        if (old == null) {
            catchUp = null;
            rules.metrics().add(Counter.FRAMES_OFFERED, live == null ? 0 : 1);
            return last > seen ? lost(last - seen) : null;
        }
        if (old.seq() > seen + 1) {
            old.release();
            return lost(old.seq() - seen - 1);
        }
        seen = old.seq();
        return recovered(old);
    }

    private Object frameOrNotice(Frame frame) {
        long missed = frame.seq() - seen - 1;
        if (missed > 0) {
            seen += missed;
            return notice(missed);
        }
        seen = frame.seq();
        newest = null;
        return frame;
    }

    /** The next step of what was asked for again: a frame, the message that ends the range, or null where there is none. */
    private @Nullable Object replayed() {
        Replay wanted = replay;
        if (wanted == null) {
            return null;
        }
        Frame old = wanted.past().after(wanted.from() - 1, wanted.to());
        if (old == null) {
            replay = null;
            return wanted.end();
        }
        replay = wanted.behind(old.seq());
        return recovered(old);
    }

    /** What the past does not have any more counts like any frame that was left out. */
    private String lost(long missed) {
        rules.metrics().add(Counter.FRAMES_OFFERED, missed);
        rules.metrics().add(Counter.FRAMES_SKIPPED, missed);
        seen += missed;
        return notice(missed);
    }

    private Frame recovered(Frame old) {
        rules.metrics().count(Counter.FRAMES_OFFERED);
        rules.metrics().count(Counter.FRAMES_RECOVERED);
        return old;
    }

    private Queue<String> waiting() {
        if (answers == null) {
            answers = new ArrayDeque<>(2);
        }
        return answers;
    }
}
