package dev.percorso.server.sample;

import dev.percorso.server.event.Event;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.people.Consent;
import dev.percorso.server.people.ConsentLedger;
import dev.percorso.server.people.ConsentOrigin;
import dev.percorso.server.people.ConsentProof;
import dev.percorso.server.people.ConsentTraits;
import dev.percorso.server.people.Purpose;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the simulated visitors answer to the banner. Everybody who is followed has agreed to it; for some of them another
 * visitor came who refused, of whom only the pages are counted.
 */
final class SampleConsent {
    /** Of 100 visitors who agree to be followed. */
    private static final int AGREE_TO_PROFILING = 86;

    private static final int AGREE_TO_ADVERTISING = 58;
    /** For 100 visitors who agree, so many refuse everything. */
    private static final int REFUSE = 42;

    private static final List<String> PAGES_OF_REFUSERS = List.of("/", "/laptops", "/offers");

    private final ConsentLedger ledger;
    private final WorkspaceId workspace;
    private final String source;
    private final Set<String> asked = new HashSet<>();

    SampleConsent(ConsentLedger ledger, WorkspaceId workspace, String source) {
        this.ledger = ledger;
        this.workspace = workspace;
        this.source = source;
    }

    /** The events, with the answer at the first of each browser, and with the pages of those who refused. */
    List<Event> asked(List<Event> events) {
        List<Event> answered = new ArrayList<>(events.size());
        List<Consent> refusals = new ArrayList<>();
        for (Event event : events) {
            String browser = event.anonymousId().orElse("");
            if (browser.isEmpty() || !asked.add(browser)) {
                answered.add(event);
                continue;
            }
            answered.add(agreeing(event, draw(browser.split("-", 2)[0])));
            if (draw(browser + " refuses") < REFUSE) {
                refusals.addAll(refusals(event));
                answered.addAll(pagesOfNobody(event));
            }
        }
        if (!refusals.isEmpty()) {
            ledger.refuseAsNobody(workspace, refusals);
        }
        return answered;
    }

    private static int draw(String text) {
        return Math.floorMod(text.hashCode() * 0x9E3779B1, 100);
    }

    private static Event agreeing(Event event, int draw) {
        Map<String, Object> traits = new LinkedHashMap<>(event.traits());
        traits.put(ConsentTraits.name(Purpose.ANALYTICS), true);
        traits.put(ConsentTraits.name(Purpose.PROFILING), draw < AGREE_TO_PROFILING);
        traits.put(ConsentTraits.name(Purpose.ADVERTISING), draw < AGREE_TO_ADVERTISING);
        traits.putAll(ConsentTraits.of(proof("sample " + event.messageId())));
        return with(event, event.messageId(), event.anonymousId(), event.name(), event.properties(), traits);
    }

    private static ConsentProof proof(String receipt) {
        return new ConsentProof(ConsentOrigin.BANNER, Optional.of(1), "it", "", "", "", receipt, "simulated");
    }

    private List<Consent> refusals(Event event) {
        return Stream.of(Purpose.ANALYTICS, Purpose.PROFILING, Purpose.ADVERTISING)
                .map(purpose -> new Consent(
                        purpose,
                        false,
                        event.time().minus(Duration.ofMinutes(7)),
                        source,
                        proof("sample refusal " + event.messageId())))
                .toList();
    }

    private static List<Event> pagesOfNobody(Event event) {
        List<Event> pages = new ArrayList<>();
        int count = 1 + draw(event.messageId()) % PAGES_OF_REFUSERS.size();
        for (String path : PAGES_OF_REFUSERS.subList(0, count)) {
            Map<String, Object> properties = new LinkedHashMap<>();
            properties.put(Event.PATH, path);
            for (String name : List.of(Event.CHANNEL, "device")) {
                if (event.properties().get(name) instanceof String text) {
                    properties.put(name, text);
                }
            }
            pages.add(with(
                    event,
                    "nobody " + path + " " + event.messageId(),
                    Optional.of("nobody"),
                    Event.PAGE_VIEWED,
                    properties,
                    Map.of(ConsentTraits.sent(Purpose.ANALYTICS), false)));
        }
        return pages;
    }

    private static Event with(
            Event event,
            String messageId,
            Optional<String> anonymousId,
            String name,
            Map<String, Object> properties,
            Map<String, Object> traits) {
        return new Event(
                messageId,
                traits.containsKey(ConsentTraits.sent(Purpose.ANALYTICS)) ? Event.Kind.PAGE : event.kind(),
                name,
                anonymousId,
                traits.containsKey(ConsentTraits.sent(Purpose.ANALYTICS)) ? Optional.empty() : event.userId(),
                Optional.empty(),
                event.time(),
                properties,
                traits,
                event.source());
    }
}
