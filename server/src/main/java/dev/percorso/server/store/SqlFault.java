package dev.percorso.server.store;

import java.util.Optional;

/**
 * Why a question in SQL has no answer.
 *
 * @param position the number of characters before the fault
 */
public record SqlFault(Kind kind, String message, Optional<Integer> position) {
    /** What sort of fault. */
    public enum Kind {
        /** The text is not SQL, or names what does not exist, or computes what cannot be. */
        WRONG,
        /** Something else than one SELECT. */
        NOT_ONE_SELECT,
        /** It asked for a file, an address, an extension or a setting. */
        OUT_OF_REACH,
        /** It needs more memory than a question may use. */
        TOO_BIG,
        CANCELLED
    }

    /** Carries the fault to whoever asked. */
    public static final class Thrown extends Exception {
        private final transient SqlFault fault;

        Thrown(SqlFault fault) {
            super(fault.message());
            this.fault = fault;
        }

        public SqlFault fault() {
            return fault;
        }
    }
}
