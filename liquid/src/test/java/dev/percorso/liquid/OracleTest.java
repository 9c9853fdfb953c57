package dev.percorso.liquid;

import static dev.percorso.liquid.Rendering.CONTEXT;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

/** The same computed two ways: by a template and by plain Java. */
class OracleTest {
    private static String render(String source, Map<String, ?> data) {
        return Template.parse(source).render(data, CONTEXT);
    }

    @Property
    void shouldSliceLoopsLikeSublists(
            @ForAll @Size(max = 12) List<Integer> list,
            @ForAll @IntRange(max = 15) int offset,
            @ForAll @IntRange(max = 15) int limit,
            @ForAll boolean reversed) {
        int from = Math.min(offset, list.size());
        List<Integer> expected = new ArrayList<>(list.subList(from, Math.min(list.size(), from + limit)));
        if (reversed) {
            Collections.reverse(expected);
        }
        String source = "{% for i in list " + (reversed ? "reversed " : "")
                + "limit: limit offset: offset %}{{ i }},{% endfor %}";

        String actual = render(source, Map.of("list", list, "offset", offset, "limit", limit));

        assertEquals(expected.stream().map(value -> value + ",").collect(Collectors.joining()), actual);
    }

    @Property
    void shouldSortAndThinOutLikeJava(@ForAll @Size(max = 20) List<Integer> list) {
        String expected = new LinkedHashSet<>(list.stream().sorted().toList())
                .stream().map(String::valueOf).collect(Collectors.joining(" "));

        assertEquals(expected, render("{{ list | sort | uniq | join }}", Map.of("list", list)));
    }

    @Property
    void shouldAddAndMultiplyLikeBigDecimal(@ForAll BigDecimal left, @ForAll BigDecimal right) {
        String both = render("{{ a | plus: b }} {{ a | times: b }} {{ a | minus: b }}", Map.of("a", left, "b", right));

        String[] parts = both.split(" ", -1);
        assertEquals(0, left.add(right).compareTo(new BigDecimal(parts[0])));
        assertEquals(0, left.multiply(right).compareTo(new BigDecimal(parts[1])));
        assertEquals(0, left.subtract(right).compareTo(new BigDecimal(parts[2])));
    }

    @Property
    void shouldSearchLikeString(
            @ForAll @StringLength(max = 600) @CharRange(from = 'a', to = 'b') String text,
            @ForAll @IntRange(max = 600) int start,
            @ForAll @IntRange(max = 300) int length) {
        int from = Math.min(start, text.length());
        String part = text.substring(from, Math.min(text.length(), from + length));
        Meter meter = new Meter(Budgets.standard(), System::nanoTime);

        assertEquals(text.indexOf(part), Search.indexOf(text, part, 0, meter));
        assertEquals(text.indexOf(part + "b"), Search.indexOf(text, part + "b", 0, meter));
    }

    @Property
    void shouldReplaceLikeString(
            @ForAll @StringLength(max = 40) @CharRange(from = 'a', to = 'c') String text,
            @ForAll @StringLength(max = 3) @CharRange(from = 'a', to = 'c') String part,
            @ForAll @StringLength(max = 3) String replacement) {
        assertEquals(
                text.replace(part, replacement),
                render("{{ t | replace: p, r }}", Map.of("t", text, "p", part, "r", replacement)));
    }

    @Property
    void shouldGiveTextWithoutDelimitersBackUnchanged(@ForAll String text) {
        String source = text.replace("{{", "").replace("{%", "");
        String expected = source.contains("{{") || source.contains("{%") ? "" : source;

        assertEquals(expected, render(expected, Map.of()));
    }

    @Property
    void shouldNeverFailOtherwiseThanWithATemplateException(
            @ForAll @StringLength(max = 60) @CharRange(from = ' ', to = '~') String inside) {
        for (String source :
                List.of("{{" + inside + "}}", "{%" + inside + "%}", "{% if " + inside + " %}{% endif %}")) {
            try {
                String result = render(source, Map.of());
                assertEquals(result, render(source, Map.of()));
            } catch (TemplateException exception) {
                assertEquals(1, exception.line());
            }
        }
    }
}
