package dev.percorso.server.sample;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** A simulated person: who they are, before anything happens. */
record Visitor(
        int number, Archetype archetype, boolean mobile, String firstName, String lastName, String city, int age) {
    private static final List<String> FIRST_NAMES = List.of(
            "Giulia",
            "Marco",
            "Chiara",
            "Luca",
            "Francesca",
            "Alessandro",
            "Sara",
            "Matteo",
            "Elena",
            "Davide",
            "Martina",
            "Andrea",
            "Valentina",
            "Simone",
            "Federica",
            "Lorenzo",
            "Alice",
            "Stefano",
            "Irene",
            "Paolo",
            "Giorgia",
            "Riccardo",
            "Silvia",
            "Nicola");
    private static final List<String> LAST_NAMES = List.of(
            "Rossi",
            "Russo",
            "Ferrari",
            "Esposito",
            "Bianchi",
            "Romano",
            "Colombo",
            "Ricci",
            "Marino",
            "Greco",
            "Bruno",
            "Gallo",
            "Conti",
            "De Luca",
            "Costa",
            "Giordano",
            "Mancini",
            "Rizzo",
            "Lombardi",
            "Moretti",
            "Barbieri",
            "Fontana",
            "Santoro",
            "Mariani");
    private static final List<String> CITIES = List.of(
            "Milano", "Roma", "Torino", "Bologna", "Napoli", "Firenze", "Padova", "Genova", "Bari", "Palermo", "Verona",
            "Trento");
    private static final List<Integer> YOUNGEST = List.of(19, 26, 17, 34, 30);
    private static final List<Integer> AGE_SPAN = List.of(8, 24, 17, 22, 26);

    static Visitor of(int number, SplittableRandom random) {
        int kind = 0;
        double draw = random.nextDouble();
        while (kind < Archetype.ALL.size() - 1
                && draw >= Archetype.ALL.get(kind).share()) {
            draw -= Archetype.ALL.get(kind).share();
            kind++;
        }
        Archetype archetype = Archetype.ALL.get(kind);
        return new Visitor(
                number,
                archetype,
                random.nextDouble() < archetype.mobile(),
                FIRST_NAMES.get(random.nextInt(FIRST_NAMES.size())),
                LAST_NAMES.get(random.nextInt(LAST_NAMES.size())),
                CITIES.get(random.nextInt(CITIES.size())),
                YOUNGEST.get(kind) + random.nextInt(AGE_SPAN.get(kind)));
    }

    String userId() {
        return "customer-" + number;
    }

    /** The browser's id on the device that the visitor mostly uses, or on the other one. */
    String anonymousId(boolean onMainDevice) {
        return number + (onMainDevice ? "-browser" : "-second-browser");
    }

    /** The domain is reserved for documentation (RFC 2606): no message can reach anybody. */
    String email() {
        return (firstName + "." + lastName + "." + number + "@example.com")
                .toLowerCase(java.util.Locale.ROOT)
                .replace(" ", "");
    }

    Map<String, Object> traits(boolean wantsEmail) {
        Map<String, Object> traits = new LinkedHashMap<>();
        traits.put("name", firstName + " " + lastName);
        traits.put("first_name", firstName);
        traits.put("email", email());
        traits.put("city", city);
        traits.put("age", (long) age);
        traits.put("occupation", archetype.occupation());
        traits.put("email_consent", wantsEmail);
        return traits;
    }
}
