package dev.percorso.server.deliver;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.percorso.server.csv.CsvText;
import dev.percorso.server.event.EmailAddress;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.ProblemException;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The list of addresses that get no marketing, for those who keep it. */
public final class SuppressionList {
    static final String BY_HAND = "manual";
    static final String IMPORTED = "imported";

    private static final int MOST_LINES = 200_000;
    private static final int MOST_WRONG = 50;
    private static final Set<String> HEADERS = Set.of("email", "e-mail", "address");
    private static final int ROWS_AT_ONCE = 5_000;
    private static final Pattern ADDRESS = Pattern.compile("[^@\\s,;]{1,64}@[^@\\s,;]{1,190}\\.[^@\\s,;.]{2,63}");

    private final SuppressionStore store;
    private final Suppressions suppressions;
    private final InstantSource clock;

    public SuppressionList(Suppressions suppressions, InstantSource clock) {
        this.store = suppressions.store();
        this.suppressions = suppressions;
        this.clock = clock;
    }

    /** Part of the list. */
    record Part(long total, List<Suppression> suppressions) {}

    /**
     * What came of adding.
     *
     * @param known were on the list already, and stay as they are
     * @param wrong lines that hold no address, at most 50 of them
     */
    record Added(int added, int known, List<Wrong> wrong) {}

    /** A line without an address. */
    record Wrong(int line, String text) {}

    /** @param search a part of an address, or a whole one, which also finds one that is kept only as its hash */
    Part list(WorkspaceId workspace, Optional<String> search, int offset, int limit) {
        String text = search.map(EmailAddress::compared).orElse("");
        String hash = text.isEmpty() ? "" : suppressions.hash(text);
        return new Part(store.count(workspace, text, hash), store.list(workspace, text, hash, offset, limit));
    }

    Added add(WorkspaceId workspace, List<String> addresses) {
        if (addresses.isEmpty()) {
            throw ProblemException.invalid("/addresses", "'addresses' is empty; name at least one");
        }
        List<Wrong> wrong = new ArrayList<>();
        List<String> good = new ArrayList<>();
        for (int place = 0; place < addresses.size(); place++) {
            take(addresses.get(place), place + 1, good, wrong);
        }
        return suppress(workspace, good, wrong, BY_HAND);
    }

    private static void take(String text, int line, List<String> good, List<Wrong> wrong) {
        String address = EmailAddress.compared(String.valueOf(text));
        if (ADDRESS.matcher(address).matches()) {
            good.add(address);
        } else if (wrong.size() < MOST_WRONG) {
            wrong.add(new Wrong(line, address.substring(0, Math.min(100, address.length()))));
        }
    }

    private Added suppress(WorkspaceId workspace, List<String> addresses, List<Wrong> wrong, String reason) {
        Instant now = clock.instant();
        int added = store.add(
                workspace,
                addresses.stream()
                        .map(address -> new SuppressionStore.Entry(suppressions.hash(address), address))
                        .toList(),
                reason,
                now);
        return new Added(added, addresses.size() - added, List.copyOf(wrong));
    }

    /** Reads addresses from the column {@code email}, or from the first one where there is no such header. */
    Added addFile(WorkspaceId workspace, byte[] csv) {
        List<Wrong> wrong = new ArrayList<>();
        List<String> good = new ArrayList<>();
        CsvText.column(csv, HEADERS, MOST_LINES, (text, line) -> take(text, line, good, wrong));
        return suppress(workspace, good, wrong, IMPORTED);
    }

    /** The whole list; what a spreadsheet would take for a formula gets an apostrophe in front. */
    byte[] file(WorkspaceId workspace) {
        StringWriter text = new StringWriter();
        text.write('\uFEFF');
        try (CsvWriter csv = CsvWriter.builder().build(text)) {
            csv.writeRecord("email", "reason", "since", "hash");
            int offset = 0;
            List<Suppression> rows = store.list(workspace, "", "", offset, ROWS_AT_ONCE);
            while (!rows.isEmpty()) {
                rows.forEach(row -> csv.writeRecord(
                        CsvText.harmless(row.address().orElse("")),
                        row.reason(),
                        row.since().toString(),
                        row.id()));
                offset += rows.size();
                rows = store.list(workspace, "", "", offset, ROWS_AT_ONCE);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Takes an address off the list; what its person has agreed to stays as it is. */
    void remove(WorkspaceId workspace, String id) {
        if (!store.remove(workspace, id)) {
            throw ProblemException.notFound("The suppressed address");
        }
    }
}
