package live.danmaku.merge;

import java.util.List;
import live.danmaku.model.Danmaku;
import live.danmaku.model.Lane;

/**
 * What may become an item of the batch: a danmaku, alone or with others that say the same.
 *
 * @param shown the first of them
 * @param sender whose share it is taken from
 * @param senders how many people said it
 * @param repeats the others, in growing order of id
 */
record Candidate(Danmaku shown, String sender, int senders, List<Danmaku> repeats) {

    /** A danmaku for itself. */
    static Candidate of(Danmaku danmaku) {
        return new Candidate(danmaku, danmaku.draft().author().sender(), 1, List.of());
    }

    long id() {
        return shown.id();
    }

    Lane lane() {
        return shown.draft().author().lane();
    }
}
