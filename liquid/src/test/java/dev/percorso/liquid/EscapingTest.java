package dev.percorso.liquid;

import static dev.percorso.liquid.Rendering.HTML;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EscapingTest {
    private static final Map<String, Object> DATA =
            Map.of("x", "<b>&'\"", "note", "one <i>\ntwo", "list", List.of("<", ">"));

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            <p>{{ x }}</p>                                           # <p>&lt;b&gt;&amp;&#39;&quot;</p>
            {{ x ~ raw }}                                            # <b>&'"
            {{ x ~ escape }}                                         # &lt;b&gt;&amp;&#39;&quot;
            {{ x ~ escape ~ escape_once }}                           # &lt;b&gt;&amp;&#39;&quot;
            {{ x ~ raw ~ upcase }}                                   # &lt;B&gt;&amp;&#39;&quot;
            {{ x ~ raw ~ default: 'y' }}                             # <b>&'"
            {{ list }}                                               # &lt;&gt;
            {{ note ~ newline_to_br ~ strip_newlines ~ raw }}        # one &lt;i&gt;<br />two
            {% capture c %}<a>{{ x }}</a>{% endcapture %}{{ c }}     # <a>&lt;b&gt;&amp;&#39;&quot;</a>
            {% assign a = x %}{% if a == x %}{{ a }}{% endif %}      # &lt;b&gt;&amp;&#39;&quot;
            {% echo x %}                                             # &lt;b&gt;&amp;&#39;&quot;
            {% cycle x, 'b' %}                                       # &lt;b&gt;&amp;&#39;&quot;
            {% for i in list %}{{ i }}{% endfor %}                   # &lt;&gt;
            {{ x ~ json }}                                           # &quot;\\u003cb&gt;&amp;&#39;\\&quot;&quot;
            """)
    void shouldEscapeWhatComesFromDataOnce(String line) {
        String[] parts = line.split(" +# ", 2);

        assertEquals(parts[1], Template.parse(parts[0].replace('~', '|')).render(DATA, HTML));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"x": "{{ x }}"}                                         # {"x": "\\u003cb>&'\\""}
            {"x": {{ x ~ json }}}                                    # {"x": "\\u003cb>&'\\""}
            {{ list ~ json }}                                        # ["\\u003c",">"]
            {{ x ~ raw }}                                            # <b>&'"
            "{{ note }}"                                             # "one \\u003ci>\\ntwo"
            {% capture c %}"{{ x }}"{% endcapture %}{{ c }}          # "\\u003cb>&'\\""
            """)
    void shouldEscapeWhatStandsInJson(String line) {
        String[] parts = line.split(" +# ", 2);

        assertEquals(parts[1], Template.parse(parts[0].replace('~', '|')).render(DATA, Rendering.JSON));
    }

    @Property
    void shouldNeverLetMarkupThroughAnyTextFilter(@ForAll String text) {
        Template template = Template.parse(
                "{{ t }}{{ t | strip | append: t | upcase }}{{ t | split: '' | join: t }}{% capture c %}{{ t }}{% endcapture %}"
                        + "{{ c }}{{ c | append: t }}{{ t | escape }}{{ t | truncate: 3, t }}{{ t | slice: 0, 9 }}");

        String result = template.render(Map.of("t", text), HTML);

        assertEquals(-1, result.indexOf('<'));
        assertEquals(-1, result.indexOf('>'));
        assertEquals(-1, result.indexOf('"'));
        assertEquals(-1, result.indexOf('\''));
    }
}
