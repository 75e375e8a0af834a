package live.danmaku.tool.load.verify;

/** What is known of one room: its name, the batches seen in it, the bytes they came in, and the posts it accepted. */
public record Room(String name, Catalogue catalogue, Wire wire, Ledger ledger) {
    public static Room named(String name) {
        return new Room(name, new Catalogue(), new Wire(), new Ledger());
    }
}
