package dev.percorso.liquid;

import static dev.percorso.liquid.Rendering.CONTEXT;
import static dev.percorso.liquid.Rendering.failure;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MistakeTest {
    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '^', textBlock = """
            {{ name                                ~ 1 ~ 1  ~ `{{` is never closed
            ab{% if x %}cd                         ~ 1 ~ 6  ~ `if` is never closed
            {% for x in y %}{% endif %}            ~ 1 ~ 20 ~ does not belong to the open `for`
            {% endif %}                            ~ 1 ~ 4  ~ closes or divides no block
            {% elsif x %}                          ~ 1 ~ 4  ~ closes or divides no block
            {{ name | upcas }}                     ~ 1 ~ 11 ~ there is no filter `upcas`
            {{ name | append }}                    ~ 1 ~ 11 ~ has 0 arguments; give it 1
            {{ name | upcase: locale: 1 }}         ~ 1 ~ 11 ~ has no argument `locale`
            {{ a + b }}                            ~ 1 ~ 6  ~ means nothing here
            {{ 'text }}                            ~ 1 ~ 4  ~ never closed
            {% if a == %}x{% endif %}              ~ 1 ~ 12 ~ the end is not expected here
            {% foo %}                              ~ 1 ~ 4  ~ there is no tag `foo`
            {% assign x %}                         ~ 1 ~ 11 ~ `assign` has no name and value
            {% for x of y %}{% endfor %}           ~ 1 ~ 10 ~ `of` is not expected here
            {% for x in y step: 2 %}{% endfor %}   ~ 1 ~ 8  ~ has no argument `step`
            {% render name %}                      ~ 1 ~ 11 ~ `render` needs a name in quotes
            {% render 'nothing' %}                 ~ 1 ~ 4  ~ there is no snippet "nothing"
            {{ 1 | divided_by: 0 }}                ~ 1 ~ 8  ~ divided by zero
            {% if 'a' < 1 %}{% endif %}            ~ 1 ~ 4  ~ a text cannot be compared with a whole number
            {{ 'a' | money: 'EURO' }}              ~ 1 ~ 10 ~ there is no currency "EURO"
            {{ 'a' | date: '%Y' | slice: 'x' }}    ~ 1 ~ 23 ~ argument 1 of `slice` is a text
            """)
    void shouldTellWhereAndWhat(String source, int line, int column, String expected) {
        TemplateException exception = failure(source.strip());

        assertTrue(exception.getMessage().contains(expected), exception.getMessage());
        assertEquals(new Position(line, column), exception.position(), exception.getMessage());
    }

    @Test
    void shouldCountLines() {
        TemplateException exception = failure("one\ntwo {{ x }}\n\n  {% liquid\n  assign x = 1\n  echo x | nope\n%}");

        assertEquals(6, exception.line());
        assertEquals(12, exception.column());
        assertEquals(TemplateException.Kind.SYNTAX, exception.kind());
    }

    @Test
    void shouldNameTheSnippetThatIsWrong() {
        // given
        Snippets snippets = Snippets.parse(Map.of("price", "\n{{ 1 | divided_by: amount }}"), LiquidOptions.standard());

        // when
        TemplateException exception = assertThrows(
                TemplateException.class,
                () -> Template.parse("{% render 'price' %}").render(Map.of(), CONTEXT.withSnippets(snippets)));

        // then
        assertEquals("price", exception.templateName().orElseThrow());
        assertEquals(2, exception.line());
        assertEquals(
                "in \"price\", line 2, column 8: a number is divided by zero; divide by a number that is not zero",
                exception.getMessage());
    }

    @Test
    void shouldLetUnknownFiltersPassWhenLenient() {
        LiquidOptions lenient = LiquidOptions.standard().withStrictness(Strictness.LENIENT);

        assertEquals(
                "A", Template.parse("{{ 'a' | nope: 1 | upcase }}", lenient).render(Map.of(), CONTEXT));
    }
}
