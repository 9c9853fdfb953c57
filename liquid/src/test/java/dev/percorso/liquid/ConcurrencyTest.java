package dev.percorso.liquid;

import static dev.percorso.liquid.Rendering.HTML;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class ConcurrencyTest {
    private static final int THREADS = 8;
    private static final int RENDERINGS = 500;

    @Test
    void shouldRenderOneTemplateOnEightThreadsWithEachRecipientsOwnData() throws Exception {
        // given
        Template template = Template.parse("""
                {% assign name = person.name | upcase %}{% capture hello %}Hi {{ name }}{% endcapture %}{{ hello }}:
                {% for order in person.orders limit: 2 %}{% cycle 'a', 'b' %}{{ order }}{% increment n %};{% endfor %}
                {% for order in person.orders offset: continue %}{{ forloop.index }}{{ order }},{% endfor %}
                {% render 'footer', name: name %}""");
        RenderContext context =
                HTML.withSnippets(Snippets.parse(Map.of("footer", "bye {{ name }}"), LiquidOptions.standard()));

        // when
        List<Future<String>> results = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            List<Callable<String>> renderings = new ArrayList<>();
            for (int index = 0; index < THREADS * RENDERINGS; index++) {
                int recipient = index;
                renderings.add(() -> template.render(data(recipient), context));
            }
            results.addAll(threads.invokeAll(renderings));
        }

        // then
        for (int recipient = 0; recipient < results.size(); recipient++) {
            String name = "P" + recipient;
            String expected = "Hi %s:\na%sx0;b%sy1;\n1%sz,2%sw,\nbye %s".formatted(name, name, name, name, name, name);
            assertEquals(expected, results.get(recipient).get());
        }
    }

    private static Map<String, Object> data(int recipient) {
        String name = "p" + recipient;
        String upper = "P" + recipient;
        return Map.of(
                "person", Map.of("name", name, "orders", List.of(upper + "x", upper + "y", upper + "z", upper + "w")));
    }
}
