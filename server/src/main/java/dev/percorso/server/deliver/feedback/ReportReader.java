package dev.percorso.server.deliver.feedback;

import dev.percorso.server.deliver.Feedback;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the reports of one kind of provider. */
interface ReportReader {
    Pattern OURS = Pattern.compile("percorso-(\\d{1,18})@");

    /**
     * What the report says of messages; what is neither a bounce nor a complaint is left out.
     *
     * @throws UnreadableReportException when it was not signed as it should be, or cannot be read
     */
    List<Feedback> read(Report report) throws UnreadableReportException;

    /** A report that is not believed or not understood, with the reason for people. */
    final class UnreadableReportException extends Exception {
        private final boolean isForged;

        private UnreadableReportException(String reason, boolean isForged) {
            super(reason);
            this.isForged = isForged;
        }

        static UnreadableReportException forged(String reason) {
            return new UnreadableReportException(reason, true);
        }

        static UnreadableReportException unread(String reason) {
            return new UnreadableReportException(reason, false);
        }

        boolean isForged() {
            return isForged;
        }
    }

    /** The number of our message in a text that holds its Message-ID. */
    static OptionalLong message(String text) {
        Matcher id = OURS.matcher(text);
        return id.find() ? OptionalLong.of(Long.parseLong(id.group(1))) : OptionalLong.empty();
    }
}
