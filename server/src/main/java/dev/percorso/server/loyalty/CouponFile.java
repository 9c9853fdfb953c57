package dev.percorso.server.loyalty;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.percorso.server.csv.CsvText;
import dev.percorso.server.event.WorkspaceId;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The codes of coupons as CSV. */
final class CouponFile {
    private static final int AT_ONCE = 500;

    private CouponFile() {}

    static byte[] of(Coupons coupons, WorkspaceId workspace, CouponStore.Filter filter) {
        StringWriter text = new StringWriter();
        try (CsvWriter writer = CsvWriter.builder().build(text)) {
            writer.writeRecord(
                    "code", "state", "personId", "person", "issuedAt", "issuedBy", "expires", "redeemedAt", "order");
            int offset = 0;
            List<CouponView> some =
                    coupons.codes(workspace, filter, offset, AT_ONCE).codes();
            while (!some.isEmpty()) {
                some.forEach(code -> write(writer, code));
                offset += some.size();
                some = coupons.codes(workspace, filter, offset, AT_ONCE).codes();
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException("a text in memory cannot be written", impossible);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void write(CsvWriter writer, CouponView code) {
        writer.writeRecord(
                CsvText.harmless(code.code()),
                code.state().name().toLowerCase(Locale.ROOT),
                code.personId().orElse(""),
                CsvText.harmless(code.person().orElse("")),
                instant(code.issuedAt()),
                CsvText.harmless(code.issuedBy().orElse("")),
                code.expires().map(LocalDate::toString).orElse(""),
                instant(code.redeemedAt()),
                CsvText.harmless(code.order().orElse("")));
    }

    private static String instant(Optional<Instant> at) {
        return at.map(Instant::toString).orElse("");
    }
}
