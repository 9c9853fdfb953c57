package dev.percorso.server.sample;

import dev.percorso.server.event.Event;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * The business customers of the sample shop: who buys for an office, and some who work on their own, say which company
 * they belong to when they sign in. It adds to what happens and changes nothing of it.
 */
final class SampleCompanies {
    private static final List<String> KINDS =
            List.of("Studio", "Officine", "Agenzia", "Cooperativa", "Laboratorio", "Edizioni");
    private static final List<String> NAMES = List.of(
            "Aurora",
            "Borgonuovo",
            "Ciliegio",
            "Dorsale",
            "Equinozio",
            "Faro",
            "Ginepro",
            "Orizzonte",
            "Quercia",
            "Tramontana");
    private static final List<String> SECTORS =
            List.of("architecture", "mechanics", "advertising", "logistics", "research", "publishing");
    private static final List<String> CITIES = List.of("Milano", "Torino", "Bologna", "Padova", "Bari");
    private static final int COMPANIES = KINDS.size() * NAMES.size();
    private static final double FREELANCERS_WITH_COMPANY = 0.12;

    private SampleCompanies() {}

    /** The journey of a visitor, with the company where there is one. */
    static List<Event> join(Visitor visitor, long seed, List<Event> journey) {
        SplittableRandom random = new SplittableRandom(seed * 7_919 + visitor.number());
        boolean isOfCompany = switch (visitor.archetype().occupation()) {
            case "office manager" -> true;
            case "freelancer" -> random.nextDouble() < FREELANCERS_WITH_COMPANY;
            default -> false;
        };
        Optional<Event> signIn = journey.stream()
                .filter(event -> event.kind() == Event.Kind.IDENTIFY)
                .findFirst();
        if (!isOfCompany || signIn.isEmpty()) {
            return journey;
        }
        // The square makes some companies large and many small.
        double place = random.nextDouble();
        List<Event> joined = new ArrayList<>(journey);
        joined.add(membership(signIn.get(), (int) (place * place * COMPANIES)));
        return joined;
    }

    private static Event membership(Event signIn, int company) {
        int kind = company % KINDS.size();
        Map<String, Object> traits = new LinkedHashMap<>();
        traits.put(Event.GROUP_ID, "company-%02d".formatted(company + 1));
        traits.put("group.type", "company");
        traits.put("group.name", KINDS.get(kind) + " " + NAMES.get(company / KINDS.size()));
        traits.put("group.sector", SECTORS.get(kind));
        traits.put("group.city", CITIES.get(company % CITIES.size()));
        traits.put("group.employees", 8L + (long) (COMPANIES - company) * (3 + company % 4));
        traits.put("group.terms", company % 5 == 0 ? "gold" : company % 2 == 0 ? "standard" : "prepaid");
        return new Event(
                signIn.messageId() + "-company",
                Event.Kind.GROUP,
                "",
                signIn.anonymousId(),
                signIn.userId(),
                Optional.empty(),
                signIn.time().plus(Duration.ofMillis(1)),
                Map.of(),
                traits,
                signIn.source());
    }
}
