package dev.percorso.liquid;

import static dev.percorso.liquid.Rendering.CONTEXT;
import static dev.percorso.liquid.Rendering.render;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateTest {
    @Test
    void shouldListWhatItExpectsFromItsData() {
        // given
        Template template = Template.parse("""
                {{ person.first_name | default: brand.greeting }}
                {% assign total = order.total %}{{ total }}{% for item in order['items'] %}{{ item.title }}{{ forloop.index }}
                {% endfor %}{{ item }}{% capture c %}{{ order.items[0].title }}{{ list[key].x }}{% endcapture %}{{ c }}
                """);

        // when
        List<String> paths =
                template.variables().stream().map(VariableUse::path).toList();

        // then
        assertEquals(
                List.of(
                        "person.first_name",
                        "brand.greeting",
                        "order.total",
                        "order.items",
                        "item",
                        "order.items[].title",
                        "key",
                        "list[].x"),
                paths);
        assertEquals(new Position(1, 4), template.variables().getFirst().position());
    }

    @Test
    void shouldCalculateMoneyExactly() {
        assertEquals("0.3", render("{{ 0.1 | plus: 0.2 }}"));
        assertEquals(
                "12345678901234567890.1",
                render("{{ a | plus: '0.04' }}", Map.of("a", new BigDecimal("12345678901234567890.06"))));
        assertEquals("9223372036854775808", render("{{ a | plus: 1 }}", Map.of("a", Long.MAX_VALUE)));
        assertEquals("100000000000000000000", render("{{ a }}", Map.of("a", BigInteger.TEN.pow(20))));
        assertEquals("4.1975", render("{{ 16.79 | divided_by: 4 }}"));
        assertEquals("-3", render("{{ -5 | divided_by: 2 }}"));
        assertEquals("1", render("{{ -5 | modulo: 2 }}"));
        assertEquals("1.0", render("{{ a }}", Map.of("a", 1.0)));
        assertEquals("0.1", render("{{ a }}", Map.of("a", 0.1f)));
    }

    @Test
    void shouldShowMoneyInTheContextsLanguage() {
        Template template = Template.parse("{{ amount | money: 'EUR' }}");
        Map<String, Object> data = Map.of("amount", new BigDecimal("1234.5"));

        assertEquals("1.234,50\u00a0€", template.render(data, CONTEXT.withLocale(Locale.ITALY)));
        assertEquals("€1,234.50", template.render(data, CONTEXT.withLocale(Locale.US)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            %Y-%m-%d %H:%M:%S.%L %z     | 2026-01-04 05:06:07.089 +0100
            %-d/%-m/%y %e %k %l %I %p %P | 4/1/26  4  5  5 05 AM am
            %A %a %B %b %^a %^B         | Sunday Sun January Jan SUN JANUARY
            %j %u %w %U %W %V %G %g     | 004 7 0 01 00 01 2026 26
            %s %N %3N %6N               | 1767499567 089000000 089 089000
            %D %F %T %R %x %X           | 01/04/26 2026-01-04 05:06:07 05:06 01/04/26 05:06:07
            %c                          | Sun Jan  4 05:06:07 2026
            %r %v %C                    | 05:06:07 AM  4-JAN-2026 20
            %:z %::z %5d %_5d %05H %%   | +01:00 +01:00:00 00004     4 00005 %
            %Q %                        | %Q %
            """)
    void shouldFormatDatesAsRubyDoes(String format, String expected) {
        Template template = Template.parse("{{ at | date: format }}");
        RenderContext rome = CONTEXT.withZone(ZoneId.of("Europe/Rome"));

        assertEquals(
                expected,
                template.render(Map.of("at", Instant.parse("2026-01-04T04:06:07.089Z"), "format", format), rome));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2026-01-04T04:06:07Z           | 2026-01-04 05:06 +0100
            2026-01-04T04:06:07.123Z       | 2026-01-04 05:06 +0100
            2026-01-04T04:06:07.123456Z    | 2026-01-04 05:06 +0100
            2026-01-04T04:06:07-05:00      | 2026-01-04 04:06 -0500
            2026-01-04 04:06:07 -0500      | 2026-01-04 04:06 -0500
            2026-01-04 04:06               | 2026-01-04 04:06 +0100
            2026-07-04                     | 2026-07-04 00:00 +0200
            March 14, 2016                 | 2016-03-14 00:00 +0100
            14 Mar 2016 10:00              | 2016-03-14 10:00 +0100
            Mon, 14 Mar 2016 10:00:00 GMT  | 2016-03-14 10:00 +0000
            now                            | 2026-03-01 11:00 +0100
            yesterday                      | yesterday
            2026-13-45                     | 2026-13-45
            """)
    void shouldReadDates(String text, String expected) {
        Template template = Template.parse("{{ at | date: '%F %H:%M %z' }}");

        assertEquals(expected, template.render(Map.of("at", text), CONTEXT.withZone(ZoneId.of("Europe/Rome"))));
    }

    @Test
    void shouldNameMonthsInTheContextsLanguage() {
        Template template = Template.parse("{{ at | date: '%A %-d %B' }}");

        assertEquals(
                "domenica 4 gennaio",
                template.render(Map.of("at", LocalDate.of(2026, 1, 4)), CONTEXT.withLocale(Locale.ITALIAN)));
    }

    @Test
    void shouldCompareMoments() {
        Map<String, Object> data = Map.of("a", Instant.EPOCH, "b", LocalDate.of(2026, 1, 1));

        assertEquals("yes", render("{% if a < b %}yes{% endif %}", data));
    }

    @Test
    void shouldWriteJson() {
        assertEquals(
                "{\"a\":[1,2.5,null,true],\"b\":\"x\\\"\\u003c\"}",
                render(
                        "{{ v | json }}",
                        Map.of(
                                "v",
                                new java.util.TreeMap<>(
                                        Map.of("a", java.util.Arrays.asList(1, 2.5, null, true), "b", "x\"<")))));
    }

    @Test
    void shouldShowDataButNoVariablesToRenderedSnippets() {
        Snippets snippets =
                Snippets.parse(Map.of("s", "{{ brand }}-{{ local }}-{{ given }}"), LiquidOptions.standard());

        assertEquals(
                "B--G",
                Template.parse("{% assign local = 1 %}{% render 's', given: 'G' %}")
                        .render(Map.of("brand", "B"), CONTEXT.withSnippets(snippets)));
    }
}
