package dev.percorso.server.event;

import java.util.Locale;

/** How e-mail addresses are compared, everywhere: people, users, suppressions, erasures, audiences. */
public final class EmailAddress {
    private EmailAddress() {}

    /**
     * The form in which an address is stored to be found, looked for and hashed: without blanks around it, all of it in
     * small letters. What stands before the @ could differ by capitals alone, but no provider lets it.
     */
    public static String compared(String address) {
        return address.strip().toLowerCase(Locale.ROOT);
    }
}
