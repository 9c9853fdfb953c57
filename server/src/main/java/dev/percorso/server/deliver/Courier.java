package dev.percorso.server.deliver;

/** Hands messages of one channel over. Each thread that sends has its own. */
public interface Courier extends AutoCloseable {
    /**
     * Tries once; whether the message may go out was decided just before.
     *
     * @param address of the {@link Reach}
     */
    Carried carry(OutboxMessage row, Recipient recipient, String address);

    @Override
    default void close() {}

    /** What came of it. */
    sealed interface Carried {}

    /** There is nothing to send any more. */
    record Dropped(String reason) implements Carried {}

    /**
     * It was tried.
     *
     * @param to where to, for people
     * @param subject how the message is called in lists
     */
    record Tried(Mailer.Handover handover, String to, String subject) implements Carried {}
}
