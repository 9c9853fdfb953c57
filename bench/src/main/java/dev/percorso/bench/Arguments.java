package dev.percorso.bench;

/** Reads {@code --name value} pairs. */
final class Arguments {
    private Arguments() {}

    static int number(String[] arguments, String name, int otherwise) {
        for (int index = 0; index + 1 < arguments.length; index++) {
            if (arguments[index].equals(name)) {
                return Integer.parseInt(arguments[index + 1]);
            }
        }
        return otherwise;
    }
}
