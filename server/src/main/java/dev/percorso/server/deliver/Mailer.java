package dev.percorso.server.deliver;

import java.time.Duration;

/** Hands e-mail to a mail server, one at a time. */
public interface Mailer extends AutoCloseable {

    /** Tries once, and tells what is known of the outcome. */
    Handover send(OutgoingEmail email);

    @Override
    void close();

    /** What is known after a try. */
    sealed interface Handover {

        /** The mail server took responsibility. */
        record Taken() implements Handover {}

        /** It certainly was not sent, and never will be. */
        record Refused(String reason) implements Handover {}

        /**
         * It certainly was not sent; later it may be.
         *
         * @param atLeast how long the other side wants to be left alone
         */
        record Postponed(String reason, Duration atLeast) implements Handover {
            public Postponed(String reason) {
                this(reason, Duration.ZERO);
            }
        }

        /** The answer was lost after the mail server had the message. */
        record Uncertain(String reason) implements Handover {}
    }
}
