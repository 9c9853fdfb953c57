package dev.percorso.server.site;

import java.util.regex.Pattern;
import tools.jackson.databind.EnumNamingStrategies;
import tools.jackson.databind.annotation.EnumNaming;

/** What the site shows in which colours, as #rrggbb, and in which corner. */
public record SiteLook(String accent, String background, String text, Corner corner) {
    private static final Pattern COLOUR = Pattern.compile("#[0-9a-fA-F]{6}");

    public static final SiteLook PLAIN = new SiteLook("#0f6b67", "#ffffff", "#1f1b16", Corner.RIGHT);

    public SiteLook {
        for (String colour : new String[] {accent, background, text}) {
            require(colour != null && COLOUR.matcher(colour).matches(), "a colour is written like #0f6b67");
        }
        corner = corner == null ? Corner.RIGHT : corner;
    }

    /** Where on the page it stands. */
    @EnumNaming(EnumNamingStrategies.LowerCamelCaseStrategy.class)
    public enum Corner {
        LEFT,
        RIGHT
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
