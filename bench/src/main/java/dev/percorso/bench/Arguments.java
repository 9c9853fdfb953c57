package dev.percorso.bench;

import java.util.Optional;

/** Reads {@code --name value} pairs. */
final class Arguments {
    private Arguments() {}

    static int number(String[] arguments, String name, int otherwise) {
        return text(arguments, name).map(Integer::parseInt).orElse(otherwise);
    }

    static Optional<String> text(String[] arguments, String name) {
        for (int index = 0; index + 1 < arguments.length; index++) {
            if (arguments[index].equals(name)) {
                return Optional.of(arguments[index + 1]);
            }
        }
        return Optional.empty();
    }
}
