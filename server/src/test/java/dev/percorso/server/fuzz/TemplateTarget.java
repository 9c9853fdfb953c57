package dev.percorso.server.fuzz;

import dev.percorso.liquid.LiquidOptions;
import dev.percorso.liquid.RenderContext;
import dev.percorso.liquid.Strictness;
import dev.percorso.liquid.Template;
import dev.percorso.liquid.TemplateException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** Liquid templates, strict and lax: what is wrong or costs too much is a {@link TemplateException}. */
public final class TemplateTarget {
    private static final Map<String, Object> DATA = Map.of(
            "name",
            "Ada",
            "count",
            3L,
            "price",
            19.5,
            "list",
            List.of("a", "b", 3L, Map.of("deep", List.of(1L))),
            "map",
            Map.of("key", "value"),
            "yes",
            true);

    private TemplateTarget() {}

    public static void fuzzerTestOneInput(byte[] data) {
        String source = new String(data, StandardCharsets.UTF_8);
        for (Strictness strictness : Strictness.values()) {
            try {
                Template.parse(source, LiquidOptions.standard().withStrictness(strictness))
                        .render(DATA, RenderContext.of(InstantSource.system(), System::nanoTime));
            } catch (TemplateException said) {
                // As the editor says it.
            }
        }
    }
}
