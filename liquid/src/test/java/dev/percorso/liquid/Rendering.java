package dev.percorso.liquid;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/** What the tests of this package share. */
final class Rendering {
    static final RenderContext CONTEXT =
            RenderContext.of(InstantSource.fixed(Instant.parse("2026-03-01T10:00:00Z")), System::nanoTime);
    static final RenderContext HTML = CONTEXT.withEscaping(Escaping.HTML);
    static final RenderContext JSON = CONTEXT.withEscaping(Escaping.JSON);

    private Rendering() {}

    static String render(String source) {
        return render(source, Map.of());
    }

    static String render(String source, Map<String, ?> data) {
        return Template.parse(source).render(data, CONTEXT);
    }

    static TemplateException failure(String source) {
        return failure(source, Map.of(), Budgets.standard());
    }

    static TemplateException failure(String source, Map<String, ?> data, Budgets budgets) {
        LiquidOptions options = LiquidOptions.standard().withBudgets(budgets);
        return assertThrows(
                TemplateException.class, () -> Template.parse(source, options).render(data, CONTEXT));
    }
}
