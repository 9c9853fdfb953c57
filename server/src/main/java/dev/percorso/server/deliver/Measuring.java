package dev.percorso.server.deliver;

/**
 * What a workspace measures in its marketing e-mail.
 *
 * @param clicks whether links lead over this server, which tells which were followed
 * @param opens whether e-mail to people who agreed to be followed holds an image that tells of its opening
 */
public record Measuring(boolean clicks, boolean opens) {
    /** Opening is measured only where somebody decided so. */
    public static final Measuring DEFAULT = new Measuring(true, false);
}
