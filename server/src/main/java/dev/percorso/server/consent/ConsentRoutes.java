package dev.percorso.server.consent;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.percorso.server.access.Workspaces;
import dev.percorso.server.collect.Collector;
import dev.percorso.server.collect.Sources;
import dev.percorso.server.collect.WithoutConsent;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.Access;
import dev.percorso.server.http.ProblemException;
import dev.percorso.server.http.Request;
import dev.percorso.server.http.Response;
import dev.percorso.server.http.Router;
import dev.percorso.server.http.Routes;
import dev.percorso.server.people.ConsentLedger;
import dev.percorso.server.people.ConsentOrigin;
import dev.percorso.server.people.ConsentProof;
import dev.percorso.server.people.LedgerEntry;
import dev.percorso.server.people.LedgerFilter;
import dev.percorso.server.people.People;
import dev.percorso.server.people.Purpose;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Consent for those who answer for it: what is asked, what was answered, the ledger. */
public final class ConsentRoutes implements Routes {
    private static final String PATH = "/api/workspaces/{workspace}/consent";
    private static final String PERSON = "/api/workspaces/{workspace}/people/{id}/consent";
    private static final int ROWS_AT_ONCE = 5_000;
    private static final int LONGEST_NOTE = 500;

    private record NewTexts(Map<String, BannerText> texts, boolean askAgain) {}

    private record Change(Purpose purpose, boolean granted, String note) {}

    private record LedgerPage(List<LedgerEntry> entries, Optional<Long> before) {}

    private final ConsentQuestions questions;
    private final ConsentLedger ledger;
    private final ConsentReview review;
    private final People people;
    private final Sources sources;
    private final Collector collector;
    private final WithoutConsent withoutConsent;
    private final Workspaces workspaces;

    public ConsentRoutes(
            ConsentQuestions questions,
            ConsentLedger ledger,
            People people,
            Sources sources,
            Collector collector,
            WithoutConsent withoutConsent,
            Workspaces workspaces) {
        this.questions = questions;
        this.ledger = ledger;
        this.review = new ConsentReview(ledger, people);
        this.people = people;
        this.sources = sources;
        this.collector = collector;
        this.withoutConsent = withoutConsent;
        this.workspaces = workspaces;
    }

    @Override
    public void register(Router router) {
        router.get(PATH + "/settings", Access.VIEW, request -> Response.ok(questions.settings(request.workspace())))
                .put(
                        PATH + "/settings",
                        Access.EDIT,
                        request ->
                                Response.ok(questions.save(request.workspace(), request.json(ConsentSettings.class))))
                .get(PATH + "/texts", Access.VIEW, request -> Response.ok(questions.texts(request.workspace())))
                .post(PATH + "/texts", Access.EDIT, this::addTexts)
                .get(PATH + "/overview", Access.VIEW, this::overview)
                .get(PATH + "/without", Access.VIEW, this::without)
                .get(
                        PATH + "/sources",
                        Access.VIEW,
                        request -> Response.ok(sources.consentChanges(request.workspace())))
                .get(PATH + "/ledger", Access.VIEW, this::page)
                .get(PATH + "/ledger.csv", Access.EDIT, this::export)
                .get(PERSON, Access.VIEW, this::history)
                .post(PERSON, Access.EDIT, this::change);
    }

    private Response addTexts(Request request) {
        NewTexts wanted = request.json(NewTexts.class);
        return Response.created(questions.add(
                request.workspace(),
                wanted.texts(),
                wanted.askAgain(),
                request.caller().name()));
    }

    private record Days(LocalDate from, LocalDate to) {}

    private static Days days(Request request) {
        LocalDate from = day(request, "from");
        LocalDate to = day(request, "to");
        if (from.isAfter(to)) {
            throw ProblemException.invalid("/from", "'from' (%s) must not be after 'to' (%s)".formatted(from, to));
        }
        return new Days(from, to);
    }

    private static LocalDate day(Request request, String name) {
        try {
            return LocalDate.parse(request.query(name).orElse(""));
        } catch (DateTimeException bad) {
            throw ProblemException.invalid("/" + name, "'%s' must be a day such as 2026-03-01".formatted(name));
        }
    }

    private Response overview(Request request) {
        Days days = days(request);
        return Response.ok(review.overview(request.workspace(), days.from(), days.to(), zone(request.workspace())));
    }

    private ZoneId zone(WorkspaceId workspace) {
        return workspaces.get(workspace).timeZone();
    }

    private Response without(Request request) {
        Days days = days(request);
        return Response.ok(WithoutConsentReport.of(withoutConsent.counts(
                request.workspace(), days.from(), days.to().plusDays(1))));
    }

    private static LedgerFilter filter(Request request) {
        return new LedgerFilter(
                request.query("person").map(People::number),
                request.query("purpose").map(text -> chosen("purpose", text, Purpose.values())),
                request.query("origin").map(text -> chosen("origin", text, ConsentOrigin.values())),
                request.query("granted").map(Boolean::valueOf),
                request.query("receipt"));
    }

    private static <E extends Enum<E>> E chosen(String name, String text, E[] values) {
        return Arrays.stream(values)
                .filter(value -> value.name().replace("_", "").equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(
                        () -> ProblemException.invalid("/" + name, "'%s' is not a known %s".formatted(text, name)));
    }

    private Response page(Request request) {
        List<LedgerEntry> entries =
                ledger.before(request.workspace(), filter(request), request.before(), request.limit());
        return Response.ok(new LedgerPage(
                entries,
                entries.size() < request.limit()
                        ? Optional.empty()
                        : Optional.of(entries.getLast().id())));
    }

    private Response export(Request request) throws IOException {
        Path file = Files.createTempFile("percorso-consent-", ".csv");
        try (Writer text = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
                CsvWriter csv = CsvWriter.builder().build(text)) {
            csv.writeRecord(
                    "id",
                    "person",
                    "purpose",
                    "granted",
                    "at",
                    "origin",
                    "source",
                    "text_version",
                    "language",
                    "text_sha256",
                    "network",
                    "device",
                    "receipt",
                    "note");
            LedgerFilter filter = filter(request);
            List<LedgerEntry> rows = ledger.before(request.workspace(), filter, Long.MAX_VALUE, ROWS_AT_ONCE);
            while (!rows.isEmpty()) {
                rows.forEach(row -> write(csv, row));
                rows = ledger.before(request.workspace(), filter, rows.getLast().id(), ROWS_AT_ONCE);
            }
        } catch (RuntimeException | IOException failure) {
            Files.deleteIfExists(file);
            throw failure;
        }
        return Response.download("consent-ledger.csv", "text/csv; charset=utf-8", file);
    }

    private static void write(CsvWriter csv, LedgerEntry row) {
        csv.writeRecord(
                Long.toString(row.id()),
                row.person().orElse(""),
                row.consent().purpose().name().toLowerCase(Locale.ROOT),
                Boolean.toString(row.consent().granted()),
                row.consent().at().toString(),
                row.consent().proof().origin().name().toLowerCase(Locale.ROOT),
                row.consent().source(),
                row.consent().proof().textVersion().map(String::valueOf).orElse(""),
                row.consent().proof().language(),
                row.consent().proof().textHash(),
                row.consent().proof().network(),
                row.consent().proof().device(),
                row.consent().proof().receipt(),
                row.consent().proof().note());
    }

    private int person(Request request) {
        return people.named(request.workspace(), request.path("id")).id();
    }

    private Response history(Request request) {
        int person = person(request);
        return Response.ok(ledger.before(request.workspace(), LedgerFilter.of(person), Long.MAX_VALUE, ROWS_AT_ONCE));
    }

    private Response change(Request request) {
        int person = person(request);
        Change change = request.json(Change.class);
        if (change.purpose() == null || change.purpose() == Purpose.TECHNICAL) {
            throw ProblemException.invalid("/purpose", "choose a purpose that needs consent, such as 'analytics'");
        }
        if (change.note() == null || change.note().isBlank() || change.note().length() > LONGEST_NOTE) {
            throw ProblemException.invalid(
                    "/note", "say how the person told you, e.g. 'by phone on 3 March', in up to 500 characters");
        }
        people.recordConsent(
                request.workspace(),
                person,
                change.purpose(),
                change.granted(),
                request.caller().name(),
                ConsentProof.noted(ConsentOrigin.OPERATOR, change.note().strip()));
        collector.consentChanged();
        return history(request);
    }
}
