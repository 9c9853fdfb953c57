package dev.percorso.server.deliver;

import dev.percorso.server.access.Workspaces;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.people.Consent;
import dev.percorso.server.people.ConsentOrigin;
import dev.percorso.server.people.ConsentProof;
import dev.percorso.server.people.People;
import dev.percorso.server.people.Person;
import dev.percorso.server.people.Purpose;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Sees persons as recipients of messages. */
public final class Recipients {
    private static final List<String> ZONE_TRAITS = List.of("timezone", "timeZone", "time_zone");

    private final People people;
    private final Workspaces workspaces;
    private final PersonLinks links;
    private final ProductSource products;

    public Recipients(People people, Workspaces workspaces, PersonLinks links, ProductSource products) {
        this.links = links;
        this.products = products;
        this.people = people;
        this.workspaces = workspaces;
    }

    /** The person as of now; empty when erased or never known. */
    public Optional<Recipient> find(WorkspaceId workspace, int person) {
        return people.find(workspace, person)
                .map(known -> new Recipient(
                        known.email().orElse(""),
                        known.label(),
                        withLinks(workspace, known),
                        zone(workspace, known.traits()),
                        consents(workspace, known.id()),
                        people.allows(workspace, known.id(), Purpose.PROFILING),
                        productsOf(workspace, known.id())));
    }

    /** The number that remains after all merges; empty when erased or never known. */
    Optional<Integer> numberOf(WorkspaceId workspace, int person) {
        return people.find(workspace, person).map(Person::id);
    }

    private Map<Channel, Instant> consents(WorkspaceId workspace, int person) {
        Map<Purpose, Consent> stated = people.consents(workspace, person);
        Map<Channel, Instant> since = new EnumMap<>(Channel.class);
        for (Channel channel : Channel.values()) {
            Optional.ofNullable(stated.get(channel.purpose()))
                    .filter(Consent::granted)
                    .ifPresent(consent -> since.put(channel, consent.at()));
        }
        return since;
    }

    /** What somebody looked at says much about them: it is used of those only who agreed to profiling. */
    private PersonProducts productsOf(WorkspaceId workspace, int person) {
        return products.of(workspace, person, people.allows(workspace, person, Purpose.PROFILING));
    }

    private Map<String, Object> withLinks(WorkspaceId workspace, Person person) {
        Map<String, Object> all = new HashMap<>(person.traits());
        links.of(workspace, person.id()).forEach(all::put);
        return all;
    }

    /** Notes which of the person's own pages a message led to. */
    void sent(WorkspaceId workspace, int person, RenderedMessage message) {
        links.sent(workspace, person, message.html() + message.text());
    }

    /** How the person is called in lists. */
    String label(WorkspaceId workspace, int person) {
        return people.label(workspace, person);
    }

    /** The zone the person's traits name, else the workspace's. */
    public ZoneId zone(WorkspaceId workspace, Map<String, Object> traits) {
        return zone(workspace, trait -> Optional.ofNullable(traits.get(trait)));
    }

    /** The same, of traits that are looked up one by one. */
    public ZoneId zone(WorkspaceId workspace, Function<String, Optional<Object>> traits) {
        for (String trait : ZONE_TRAITS) {
            if (traits.apply(trait).orElse("") instanceof String name && !name.isEmpty()) {
                try {
                    return ZoneId.of(name);
                } catch (DateTimeException unknown) {
                    // An unknown zone is no reason to keep a message back: the workspace's is used.
                }
            }
        }
        return workspaces.get(workspace).timeZone();
    }

    /** Records that the person no longer consents to marketing on a channel. */
    void withdrawConsent(WorkspaceId workspace, int person, Channel channel, String source) {
        people.recordConsent(
                workspace, person, channel.purpose(), false, source, ConsentProof.of(ConsentOrigin.UNSUBSCRIBE));
    }
}
