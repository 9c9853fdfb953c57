package dev.percorso.server.loyalty;

import dev.percorso.server.csv.CsvText;
import dev.percorso.server.event.Ids;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.ErrorCode;
import dev.percorso.server.http.ProblemException;
import dev.percorso.server.people.People;
import dev.percorso.server.store.Database;
import java.time.Instant;
import java.time.InstantSource;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Coupons of each workspace: their kinds, giving codes out, redeeming them. */
public final class Coupons {
    private static final int MOST_LINES = 100_000;
    private static final int MOST_WRONG = 100;
    private static final int MOST_SHOWN = 100;
    private static final Set<String> HEADERS = Set.of("code", "codes", "coupon", "voucher", "codice", "codici");
    private static final Pattern CODE = Pattern.compile("[\\p{L}\\p{N}._-]{3,40}");
    private static final int LONGEST_ORDER = 200;
    /** Of uploaded codes and of a limited stock: then somebody should see to it. */
    private static final int FEW_PERCENT = 10;

    private final Database database;
    private final CouponStore store;
    private final CouponDesk desk;
    private final People people;
    private final Ids ids;
    private final InstantSource clock;

    Coupons(Database database, CouponDesk desk, People people, Ids ids, InstantSource clock) {
        this.database = database;
        this.store = new CouponStore(database);
        this.desk = desk;
        this.people = people;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Coupons of one kind with what became of them.
     *
     * @param codes given out so far: good ones, redeemed ones and expired ones together
     * @param left codes that can still be given out; absent where there is no end to them
     * @param isLow whether a tenth or less is left
     */
    record Pool(
            String id, CouponContent content, Counts codes, Optional<Long> left, boolean isLow, Instant updatedAt) {}

    /** @param good given out, neither redeemed nor expired */
    record Counts(long given, long good, long redeemed, long expired) {}

    List<Pool> all(WorkspaceId workspace) {
        return store.all(workspace, clock.instant()).stream().map(Coupons::view).toList();
    }

    private static Pool view(CouponStore.Pool pool) {
        CouponContent content = pool.content();
        long given = pool.given();
        Optional<Long> left = content.isUploaded()
                ? Optional.of(pool.free())
                : content.stock().map(most -> Math.max(0, most - given));
        boolean isLow = left.filter(codes -> codes * 100 <= (codes + given) * FEW_PERCENT)
                .isPresent();
        Counts counts = new Counts(given, given - pool.redeemed() - pool.expired(), pool.redeemed(), pool.expired());
        return new Pool(pool.id(), content, counts, left, isLow && !content.isClosed(), pool.updatedAt());
    }

    Pool get(WorkspaceId workspace, String id) {
        return all(workspace).stream()
                .filter(pool -> pool.id().equals(id))
                .findFirst()
                .orElseThrow(Coupons::missing);
    }

    private static ProblemException missing() {
        return ProblemException.notFound("The coupons");
    }

    Pool create(WorkspaceId workspace, CouponContent content) {
        return save(workspace, ids.next(), content);
    }

    Pool update(WorkspaceId workspace, String id, CouponContent content) {
        Pool before = get(workspace, id);
        if (before.content().isUploaded() != content.isUploaded()) {
            throw ProblemException.invalid(
                    "/pattern", "codes are either uploaded or made by a pattern; make other coupons for the other way");
        }
        return save(workspace, id, content);
    }

    private Pool save(WorkspaceId workspace, String id, CouponContent content) {
        if (store.isTaken(workspace, content.name(), id)) {
            throw ProblemException.invalid(
                    "/name", "there are coupons named '%s' already; choose another name".formatted(content.name()));
        }
        store.save(workspace, id, content, clock.instant());
        return get(workspace, id);
    }

    void delete(WorkspaceId workspace, String id, List<String> users) {
        Pool pool = get(workspace, id);
        if (!users.isEmpty()) {
            throw ProblemException.of(
                    ErrorCode.IN_USE,
                    "The coupons are given out by %s; take them out there first. Nothing was deleted"
                            .formatted(String.join(", ", users)));
        }
        if (pool.codes().given() > 0 || !store.delete(workspace, id)) {
            throw ProblemException.of(
                    ErrorCode.IN_USE,
                    "People have codes of these coupons, which must stay good. Close them: then no more are given out");
        }
    }

    /**
     * What came of an upload.
     *
     * @param already the workspace has these codes
     * @param wrong texts that are no codes; the first hundred
     */
    record Uploaded(int added, int already, List<String> wrong) {}

    /** Takes codes from the column with such a header, or from the first one. */
    Uploaded upload(WorkspaceId workspace, String id, byte[] csv) {
        if (!get(workspace, id).content().isUploaded()) {
            throw ProblemException.invalid(
                    "", "the codes of these coupons are made by a pattern; upload codes to coupons without one");
        }
        Set<String> codes = new LinkedHashSet<>();
        Set<String> wrong = new LinkedHashSet<>();
        CsvText.column(csv, HEADERS, MOST_LINES, (text, _) -> {
            String code = text.strip();
            if (CODE.matcher(code).matches()) {
                codes.add(code);
            } else if (!code.isEmpty() && wrong.size() < MOST_WRONG) {
                wrong.add(code.substring(0, Math.min(MOST_SHOWN, code.length())));
            }
        });
        if (codes.isEmpty()) {
            throw ProblemException.invalid(
                    "", "the file has no codes; give it one a line, of 3 to 40 letters, digits, dots and hyphens");
        }
        int added = store.upload(workspace, id, List.copyOf(codes));
        return new Uploaded(added, codes.size() - added, List.copyOf(wrong));
    }

    /**
     * Asks for a code for somebody.
     *
     * @param request identity of the call: repeated, it gets the same code; without it, every call is a new one
     */
    record Issue(Optional<String> person, Optional<String> personId, Optional<String> request) {
        Issue {
            if (request.filter(text -> text.isBlank() || text.length() > LONGEST_ORDER)
                    .isPresent()) {
                throw new IllegalArgumentException("a 'request' has 1 to 200 characters");
            }
        }
    }

    /** Gives a code to somebody. */
    CouponView issue(WorkspaceId workspace, String id, Issue issue, String by) {
        get(workspace, id);
        int person = new NamedPerson(issue.person(), issue.personId()).in(people, workspace);
        String request = issue.request().orElseGet(ids::next);
        Instant now = clock.instant();
        CouponDesk.Ask ask = new CouponDesk.Ask("", "", id + "/" + person + "/" + request, 1, person, id, by);
        CouponDesk.Answer answer = database.write(handle -> desk.answer(handle, workspace, ask, now));
        return answer.code()
                .map(code -> view(workspace, code, now))
                .orElseThrow(() -> ProblemException.of(
                        ErrorCode.CONFLICT,
                        switch (answer.refusal().orElseThrow()) {
                            case EMPTY -> "There is no code left; upload more, or raise the number of codes";
                            case CLOSED -> "The coupons are closed; open them to give out codes";
                            case OVER -> "The last day of these coupons is over; set a later one to give out codes";
                            case GONE -> "These coupons do not exist any more";
                            case HAD_THEIRS ->
                                "The person has had as many codes of these coupons as one person may have";
                        }));
    }

    private CouponView view(WorkspaceId workspace, CouponCode code, Instant now) {
        return CouponView.of(code, code.person().map(person -> people.label(workspace, person)), now);
    }

    /**
     * Asks to redeem a code.
     *
     * @param order of the shop; the same order may redeem its code again
     * @param person whose it must be, when given, by user id or e-mail address
     * @param tryOnly only tells whether it could be redeemed
     */
    record Redeem(String code, Optional<String> order, Optional<String> person, Optional<Boolean> tryOnly) {
        Redeem {
            if (code == null || code.isBlank() || code.length() > LONGEST_ORDER) {
                throw new IllegalArgumentException("name the 'code' to redeem");
            }
            if (order.filter(text -> text.length() > LONGEST_ORDER).isPresent()) {
                throw new IllegalArgumentException("an 'order' has at most 200 characters");
            }
        }
    }

    /** Why a code cannot be redeemed. */
    enum Why {
        UNKNOWN,
        /** Uploaded, and nobody was given it. */
        NOT_ISSUED,
        REDEEMED,
        EXPIRED,
        OTHER_PERSON
    }

    /**
     * What came of redeeming.
     *
     * @param why not; absent when it is good
     * @param coupon the code; absent when there is none
     */
    record Redemption(boolean valid, Optional<Why> why, Optional<CouponView> coupon) {}

    Redemption redeem(WorkspaceId workspace, Redeem redeem) {
        Optional<Integer> whose =
                redeem.person().map(name -> new NamedPerson(Optional.of(name), Optional.empty()).in(people, workspace));
        Instant now = clock.instant();
        String order = redeem.order().map(String::strip).orElse("");
        Redeemed done = database.write(handle -> {
            Optional<CouponCode> known = CouponStore.find(handle, workspace, redeem.code());
            Optional<Why> why =
                    known.map(code -> whyNot(code, order, whose, now)).orElse(Optional.of(Why.UNKNOWN));
            if (why.isEmpty() && !redeem.tryOnly().orElse(false)) {
                CouponStore.redeem(handle, known.orElseThrow().id(), order, now);
                known = CouponStore.find(handle, workspace, redeem.code());
            }
            return new Redeemed(known, why);
        });
        return new Redemption(done.why().isEmpty(), done.why(), done.code().map(code -> view(workspace, code, now)));
    }

    private record Redeemed(Optional<CouponCode> code, Optional<Why> why) {}

    private static Optional<Why> whyNot(CouponCode code, String order, Optional<Integer> whose, Instant now) {
        if (whose.isPresent() && !whose.equals(code.person())) {
            return Optional.of(Why.OTHER_PERSON);
        }
        return switch (code.state(now)) {
            case FREE -> Optional.of(Why.NOT_ISSUED);
            case EXPIRED -> Optional.of(Why.EXPIRED);
            case REDEEMED ->
                !order.isEmpty() && code.order().equals(order) ? Optional.empty() : Optional.of(Why.REDEEMED);
            case ISSUED -> Optional.empty();
        };
    }

    /** A page of codes. */
    record Codes(List<CouponView> codes, long total) {}

    Codes codes(WorkspaceId workspace, CouponStore.Filter filter, int offset, int limit) {
        get(workspace, filter.pool());
        Instant now = clock.instant();
        List<CouponCode> found = store.codes(workspace, filter, now, offset, limit);
        Map<Integer, String> labels = people.labels(
                workspace,
                found.stream()
                        .flatMap(code -> code.person().stream())
                        .distinct()
                        .toList());
        return new Codes(
                found.stream()
                        .map(code -> CouponView.of(code, code.person().map(labels::get), now))
                        .toList(),
                store.count(workspace, filter, now));
    }

    /** Who has codes in that state, or any. */
    BitSet persons(WorkspaceId workspace, String pool, Optional<CouponCode.State> state) {
        get(workspace, pool);
        return store.persons(workspace, new CouponStore.Filter(pool, state, ""), clock.instant());
    }
}
