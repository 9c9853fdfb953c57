package dev.percorso.server.event;

import java.util.regex.Pattern;

/**
 * Names a workspace: one brand's or site's isolated data. Lower-case letters, digits and hyphens, at most 40, so that it
 * serves as a folder name and in addresses.
 */
public record WorkspaceId(String value) {
    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");

    public WorkspaceId {
        if (!isValid(value)) {
            throw new IllegalArgumentException(
                    "'" + value + "' cannot name a workspace: use up to 40 lower-case letters, digits and hyphens");
        }
    }

    public static boolean isValid(String value) {
        return FORM.matcher(value).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}
