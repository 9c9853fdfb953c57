package dev.percorso.server.people;

import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.store.EventSelection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A person, or several at once, whose data is handed out or forgotten.
 *
 * @param numbers of the persons and of everyone merged into them
 * @param ids anonymous and user ids
 * @param addresses e-mail addresses and telephone numbers
 */
public record DataSubject(WorkspaceId workspace, List<Integer> numbers, List<String> ids, List<String> addresses) {
    /** Shorter ids stand by chance in texts that mean nobody. */
    private static final int SHORTEST_TELLING = 8;

    public DataSubject {
        numbers = List.copyOf(numbers);
        ids = List.copyOf(ids);
        addresses = List.copyOf(addresses);
    }

    /** The numbers as a JSON array, for {@code json_each}. */
    public String numbersAsJson() {
        return numbers.toString();
    }

    /** Texts that mean this person wherever they stand, in lower case. */
    public List<String> telling() {
        return Stream.concat(
                        ids.stream().filter(id -> id.length() >= SHORTEST_TELLING || id.contains("@")),
                        addresses.stream().filter(address -> address.length() >= SHORTEST_TELLING))
                .map(text -> text.toLowerCase(Locale.ROOT))
                .distinct()
                .toList();
    }

    /** Whether one of {@link #telling} stands in the text by itself. */
    public boolean isToldBy(String text) {
        return new EventSelection.Mentioning(telling()).isIn(text);
    }
}
