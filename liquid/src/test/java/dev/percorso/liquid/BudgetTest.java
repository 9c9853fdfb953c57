package dev.percorso.liquid;

import static dev.percorso.liquid.Rendering.CONTEXT;
import static dev.percorso.liquid.Rendering.failure;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BudgetTest {
    private static final long ENOUGH_BYTES = 512L << 20;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{% assign a = 'xxxxxxxx' %}{% for i in (1..100) %}{% assign a = a | append: a %}{% endfor %}",
                "{% assign a = 'xxxxxxxx' %}{% for i in (1..100) %}{% assign a = a | prepend: a %}{% endfor %}",
                "{% assign a = 'xx' %}{% for i in (1..100) %}{% assign a = a | replace: 'x', a %}{% endfor %}",
                "{% assign a = 'xx' %}{% for i in (1..100) %}{% assign a = a | replace: '', a %}{% endfor %}",
                "{% assign a = 'xx' %}{% for i in (1..100) %}{% capture a %}{{ a }}{{ a }}{% endcapture %}{% endfor %}",
                "{% assign a = 'x,y' | split: ',' %}{% for i in (1..100) %}{% assign a = a | concat: a %}{% endfor %}",
                "{% assign a = 'xx' %}{% for i in (1..100) %}{% assign a = a | escape | append: '&&&&' | escape %}"
                        + "{% assign a = a | append: a | newline_to_br | url_encode %}{% endfor %}",
                "{% for i in (1..1000000000) %}{% for j in (1..1000000000) %}{% endfor %}{% endfor %}",
                "{% tablerow i in (1..1000000000) %}{% endtablerow %}",
                "{{ (1..1000000000) | join: ',' }}",
                "{{ (1..9223372036854775807) | sort | size }}",
                "{{ (1..1000000000) | map: 'a' }}",
                "{% assign a = 9999999999 %}{% for i in (1..100) %}{% assign a = a | times: a %}{% endfor %}",
                "{% assign a = 0.9999999999 %}{% for i in (1..100) %}{% assign a = a | times: a %}{% endfor %}",
                "{% assign a = '%A%A%A%A' %}{% for i in (1..100) %}{% assign a = 0 | date: a | append: a %}{% endfor %}",
                "{% for i in (1..1000000) %}{% cycle 'a', 'b' %}0123456789{% endfor %}",
                "{% assign a = 'ab' %}{% for i in (1..40) %}{% assign a = a | append: a %}"
                        + "{% if a contains 'abc' %}{% endif %}{% endfor %}",
            })
    void shouldStopInBoundedMemory(String source) {
        // given
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();

        // when
        TemplateException exception = failure(source);

        // then
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertEquals(TemplateException.Kind.BUDGET, exception.kind(), exception.getMessage());
        assertTrue(allocated < ENOUGH_BYTES, "allocated " + allocated + " bytes before stopping");
    }

    @Test
    void shouldRefuseTenThousandNestedBlocks() {
        for (String block : List.of("if a", "unless a", "case a", "for a in b", "capture a", "tablerow a in b")) {
            TemplateException exception = failure(("{% " + block + " %}").repeat(10_000));

            assertEquals(TemplateException.Kind.BUDGET, exception.kind());
            assertTrue(exception.getMessage().contains("nested deeper than 100 levels"), exception.getMessage());
        }
    }

    @Test
    void shouldRefuseTenThousandNestedBracketsAndRanges() {
        assertEquals(
                TemplateException.Kind.BUDGET,
                failure("{{ " + "a[".repeat(10_000) + "1" + "]".repeat(10_000) + " }}")
                        .kind());
        assertEquals(
                TemplateException.Kind.BUDGET,
                failure("{{ " + "(".repeat(10_000) + "1" + "..2)".repeat(10_000) + " }}")
                        .kind());
    }

    @Test
    void shouldEvaluateTenThousandJoinedConditions() {
        String source = "{% if true" + " and true".repeat(10_000) + " %}yes{% endif %}";

        assertEquals("yes", Rendering.render(source));
    }

    @Test
    void shouldRefuseDataNestedTooDeep() {
        // given
        Object nested = List.of("x");
        for (int level = 0; level < 10_000; level++) {
            nested = level % 2 == 0 ? List.of(nested) : Map.of("k", nested);
        }
        Map<String, Object> data = Map.of("a", nested, "b", List.of(nested));

        // then
        for (String source : List.of("{{ a }}", "{{ a | json }}", "{{ a | join }}", "{{ b | uniq | size }}")) {
            String both = source + "{% if a == b[0] %}{% endif %}";
            assertEquals(
                    TemplateException.Kind.BUDGET,
                    failure(both, data, Budgets.standard()).kind());
        }
    }

    @Test
    void shouldRefuseASnippetThatRendersItself() {
        // given
        LiquidOptions options = LiquidOptions.standard();
        Snippets snippets = Snippets.parse(
                Map.of("a", "x{% render 'a' %}", "b", "{% for i in (1..2) %}{% include 'b' %}{% endfor %}"), options);

        // then
        for (String source : List.of("{% render 'a' %}", "{% include 'b' %}")) {
            TemplateException exception = assertThrows(
                    TemplateException.class,
                    () -> Template.parse(source, options).render(Map.of(), CONTEXT.withSnippets(snippets)));
            assertEquals(TemplateException.Kind.BUDGET, exception.kind());
        }
    }

    @Test
    void shouldStopWhenTheTimeIsOver() {
        // given a clock that passes a millisecond at each reading
        AtomicLong nanos = new AtomicLong();
        RenderContext context = RenderContext.of(
                CONTEXT.now(), () -> nanos.addAndGet(Duration.ofMillis(1).toNanos()));
        Budgets budgets = Budgets.standard().withTime(Duration.ofMillis(50)).withSteps(Long.MAX_VALUE);
        Template template = Template.parse(
                "{% for i in (1..1000000000) %}{% if i == -1 %}x{% endif %}{% endfor %}",
                LiquidOptions.standard().withBudgets(budgets));

        // when
        TemplateException exception = assertThrows(TemplateException.class, () -> template.render(Map.of(), context));

        // then
        assertEquals(TemplateException.Kind.BUDGET, exception.kind());
        assertTrue(exception.getMessage().contains("longer than 50 ms"), exception.getMessage());
    }

    @Test
    void shouldStopAtTheOutputLimitExactly() {
        // given
        Budgets budgets = Budgets.standard().withOutputChars(10);
        LiquidOptions options = LiquidOptions.standard().withBudgets(budgets);

        // then
        assertEquals("0123456789", Template.parse("0123456789", options).render(Map.of(), CONTEXT));
        assertEquals(
                TemplateException.Kind.BUDGET,
                failure("01234567890", Map.of(), budgets).kind());
    }

    @Test
    void shouldRefuseASourceThatIsTooLong() {
        assertEquals(
                TemplateException.Kind.BUDGET, failure("x".repeat(1_000_001)).kind());
    }

    @Test
    void shouldFindLongPartsInLinearTime() {
        // given a text and a part that make a naive search compare 10^11 characters
        String text = "a".repeat(1_000_000);
        String part = "a".repeat(100_000) + "b";

        // then
        assertEquals(
                "no",
                Rendering.render("{% if t contains p %}yes{% else %}no{% endif %}", Map.of("t", text, "p", part)));
    }

    @Test
    void shouldRefuseDataThatIsNotPlain() {
        // given an object with a getter, and a list of them
        record Bean(String secret) {}
        Map<String, Object> data = Map.of("bean", new Bean("s"), "beans", new ArrayList<>(List.of(new Bean("s"))));

        // then
        for (String source : List.of("{{ bean.secret }}", "{{ bean }}", "{{ beans | first | size }}", "{{ beans }}")) {
            TemplateException exception = failure(source, data, Budgets.standard());
            assertEquals(TemplateException.Kind.VALUE, exception.kind());
            assertTrue(exception.getMessage().contains("the data holds a Bean"), exception.getMessage());
        }
    }
}
