package live.danmaku.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import live.danmaku.ManualTime;
import live.danmaku.model.ErrorCode;
import live.danmaku.model.Refusal;
import live.danmaku.model.RoomId;
import org.junit.jupiter.api.Test;

class PushTest {

    private static final View OVERVIEW = new View(null, null);
    private static final View ROOMS = new View(new RoomQuery(RoomQuery.Sort.ROOM, false, "", 0, 10), /* room= */ null);
    private static final View LOBBY = new View(null, new RoomId("lobby"));

    private final ManualTime time = new ManualTime();
    private final FakeGlance glance = new FakeGlance();
    private final AtomicLong processorNanos = new AtomicLong();
    private final Push push = new Push(glance, Runnable::run, time, processorNanos::get);

    @Test
    void open_isToldAtOnce() {
        FakePage page = open(OVERVIEW);

        assertThat(page.read()).isEqualTo("event: node\ndata: look 1\n\n");
    }

    @Test
    void open_tellsWhatThePageShows_andNoMore() {
        glance.rooms.add(FakeGlance.room("lobby", 1, 1, 0));

        assertThat(open(ROOMS).read()).endsWith("event: rooms\ndata: of 1: lobby\n\n");
        assertThat(open(LOBBY).read()).endsWith("event: room\ndata: room lobby\n\n");
        assertThat(glance.looksAtRooms).isEqualTo(1);
    }

    @Test
    void tick_looksOnceForAllPages() {
        List<FakePage> pages = List.of(open(OVERVIEW), open(OVERVIEW), open(ROOMS), open(ROOMS));
        pages.forEach(FakePage::read);

        tick();

        assertThat(pages).allSatisfy(page -> assertThat(page.read()).startsWith("event: node\ndata: look 2\n\n"));
        assertThat(glance.looks).isEqualTo(2);
        assertThat(glance.looksAtRooms).isEqualTo(2);
    }

    @Test
    void tick_whenALookCostsMuch_looksMoreRarely_butStillLooks() {
        glance.whenLookedAt = () -> processorNanos.addAndGet(15_000_000);
        FakePage page = open(OVERVIEW);
        page.read();

        assertThat(looksIn(12)).isEqualTo(6);
        glance.whenLookedAt = () -> processorNanos.addAndGet(500_000_000);
        assertThat(looksIn(12)).isEqualTo(4);
        glance.whenLookedAt = () -> processorNanos.addAndGet(10_000_000);
        assertThat(looksIn(12)).isGreaterThanOrEqualTo(10);
        assertThat(page.read()).contains("look " + glance.looks);
    }

    private int looksIn(int ticks) {
        int before = glance.looks;
        for (int i = 0; i < ticks; i++) {
            tick();
        }
        return glance.looks - before;
    }

    @Test
    void tick_withoutAPage_looksAtNothing() {
        FakePage page = open(OVERVIEW);
        page.tear();
        tick();
        assertThat(push.pages()).isZero();
        int looks = glance.looks;

        tick();
        tick();

        assertThat(glance.looks).isEqualTo(looks);
    }

    @Test
    void aPageThatTakesNothing_isToldTheNewestOnly_andHoldsUpNobody() throws IOException {
        FakePage slow = open(OVERVIEW);
        FakePage quick = open(OVERVIEW);
        slow.read();
        slow.stall();

        tick();
        tick();
        tick();

        assertThat(slow.read()).isEmpty();
        assertThat(quick.read()).contains("look 2", "look 3", "look 4");
        slow.takeAgain();
        assertThat(slow.read()).isEqualTo("event: node\ndata: look 4\n\n");
    }

    @Test
    void aPageThatTakesNothingForTooLong_isGivenUp() {
        FakePage page = open(OVERVIEW);
        page.stall();

        time.advanceMillis(Push.PATIENCE.plusSeconds(1).toMillis());
        push.tick();

        assertThat(push.pages()).isZero();
        assertThat(page.completed()).isEqualTo(1);
    }

    @Test
    void aPageThatIsGone_isForgotten_andItsPlaceIsFree() {
        for (int i = 0; i < 3 * Push.STREAMS_MAX; i++) {
            FakePage page = open(OVERVIEW);
            page.tear();
            tick();
            assertThat(page.completed()).isEqualTo(1);
        }
        assertThat(push.pages()).isZero();
    }

    @Test
    void anOldResponse_isEnded_soThatTheRoleIsAskedForAnew() {
        FakePage page = open(OVERVIEW);

        for (int i = 0; i < Push.LIFE.toSeconds(); i++) {
            tick();
        }
        assertThat(page.completed()).isZero();
        tick();

        assertThat(page.completed()).isEqualTo(1);
    }

    @Test
    void open_beyondTheBound_isRefused_untilAPageGoes() {
        List<FakePage> pages = new ArrayList<>();
        for (int i = 0; i < Push.STREAMS_MAX; i++) {
            pages.add(open(OVERVIEW));
        }

        assertRefused(ErrorCode.NODE_FULL);
        pages.get(0).tear();
        tick();

        open(OVERVIEW);
        assertThat(push.pages()).isEqualTo(Push.STREAMS_MAX);
    }

    @Test
    void open_whoseResponseCannotBegin_keepsNoPlace() {
        for (int i = 0; i < 2 * Push.STREAMS_MAX; i++) {
            assertThatExceptionOfType(IllegalStateException.class)
                    .isThrownBy(() -> push.open(() -> {
                        throw new IllegalStateException("no asynchronous responses here");
                    }));
        }
        open(OVERVIEW);
    }

    @Test
    void suspend_endsAllPages_andLetsNobodyIn_untilResumed() {
        FakePage page = open(OVERVIEW);

        push.suspend();

        assertThat(page.completed()).isEqualTo(1);
        assertThat(push.pages()).isZero();
        assertRefused(ErrorCode.UNAVAILABLE);
        push.resume();
        assertThat(open(OVERVIEW).read()).contains("look");
    }

    @Test
    void tick_whenTheExecutorTakesNothing_isNoFault() {
        Push refused = new Push(
                glance,
                task -> {
                    throw new RejectedExecutionException();
                },
                time);
        FakePage page = new FakePage();
        refused.open(() -> page.stream(OVERVIEW, refused));

        refused.tick();

        assertThat(refused.pages()).isEqualTo(1);
    }

    private void tick() {
        time.advanceMillis(1_000);
        push.tick();
    }

    private FakePage open(View view) {
        FakePage page = new FakePage();
        push.open(() -> page.stream(view, push));
        return page;
    }

    private void assertRefused(ErrorCode code) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> open(OVERVIEW))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(code));
    }
}
