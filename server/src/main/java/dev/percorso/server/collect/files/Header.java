package dev.percorso.server.collect.files;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Makes usable column names of a header: none is empty, none stands twice. */
final class Header {
    static final int MOST_COLUMNS = 2_000;
    private static final int LONGEST_NAME = 200;
    private static final int NAMED_IN_NOTE = 5;

    private final List<String> columns = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    Header(List<String> names) {
        if (names.size() > MOST_COLUMNS) {
            throw FileFault.of("the file has %,d columns, at most %,d can be read; leave out those that nobody needs"
                    .formatted(names.size(), MOST_COLUMNS));
        }
        Set<String> taken = new HashSet<>();
        List<String> renamed = new ArrayList<>();
        for (int index = 0; index < names.size(); index++) {
            String name = names.get(index).strip();
            if (name.length() > LONGEST_NAME) {
                name = name.substring(0, LONGEST_NAME);
            }
            String unique = name.isEmpty() ? "column " + (index + 1) : name;
            for (int copy = 2; !taken.add(unique); copy++) {
                unique = name + " (" + copy + ")";
            }
            if (!unique.equals(name) && !name.isEmpty()) {
                renamed.add("'%s'".formatted(unique));
            }
            columns.add(unique);
        }
        if (!renamed.isEmpty()) {
            notes.add("Some columns have the same name; the later ones are called %s%s"
                    .formatted(
                            String.join(", ", renamed.subList(0, Math.min(NAMED_IN_NOTE, renamed.size()))),
                            renamed.size() > NAMED_IN_NOTE ? " and so on" : ""));
        }
    }

    List<String> columns() {
        return columns;
    }

    List<String> notes() {
        return notes;
    }
}
