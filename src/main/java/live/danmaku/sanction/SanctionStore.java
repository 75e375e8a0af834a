package live.danmaku.sanction;

/**
 * The port to a place that keeps what moderators have laid down, and the record of what they did, beyond this deployment.
 *
 * <p>Threading: any thread; nothing here blocks or fails, whatever became of the place.
 */
public interface SanctionStore {

    /** Keeps nothing. */
    SanctionStore NONE = new SanctionStore() {
        @Override
        public boolean isDurable() {
            return false;
        }

        @Override
        public void changed(SanctionKey key) {}

        @Override
        public void record(AuditEntry entry) {}
    };

    /** Whether what is changed now will be there after a restart, as far as is known. */
    boolean isDurable();

    /** What holds under this key is another one now, or none. */
    void changed(SanctionKey key);

    /** An act was done. */
    void record(AuditEntry entry);
}
