package dev.percorso.flow;

/** What exists outside a flow, for the check of what the flow refers to. */
public interface References {
    boolean hasSegment(String id);

    boolean hasTemplate(String id);

    boolean hasTopic(String id);

    boolean hasPurpose(String id);

    /** Whether the site has such a message. */
    default boolean hasMessage(String id) {
        return true;
    }

    default boolean hasFlow(String id) {
        return true;
    }

    default boolean hasList(String id) {
        return true;
    }

    default boolean hasCouponPool(String id) {
        return true;
    }

    /** What is wrong with a condition in the caller's canonical form; empty when nothing is. */
    String problemOfCondition(String expression);

    /** Everything exists: for tests and for flows that were checked before. */
    static References unchecked() {
        return new References() {
            @Override
            public boolean hasSegment(String id) {
                return true;
            }

            @Override
            public boolean hasTemplate(String id) {
                return true;
            }

            @Override
            public boolean hasTopic(String id) {
                return true;
            }

            @Override
            public boolean hasPurpose(String id) {
                return true;
            }

            @Override
            public String problemOfCondition(String expression) {
                return "";
            }
        };
    }
}
