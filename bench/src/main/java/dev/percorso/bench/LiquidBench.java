package dev.percorso.bench;

import com.sun.management.ThreadMXBean;
import dev.percorso.liquid.Escaping;
import dev.percorso.liquid.RenderContext;
import dev.percorso.liquid.Template;
import java.lang.management.ManagementFactory;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Renders a list of products as e-mail shows it, from a template that is parsed once, and checks what comes out.
 * Arguments: {@code --items N --renderings N}.
 */
public final class LiquidBench {
    private static final double NANOS_IN_MICRO = 1e3;
    private static final double MOST_MICROS = 100;
    private static final String SOURCE = """
            <table>{% for product in products.recommended %}
            <tr><td><a href="{{ product.url }}"><img src="{{ product.image }}" alt="{{ product.name }}"></a></td>
            <td>{{ forloop.index }}. {{ product.name | truncate: 40 }}
            {% if product.price %}<b>{{ product.price | money: 'EUR' }}</b>{% endif %}</td></tr>
            {% endfor %}</table>
            """;

    private LiquidBench() {}

    /** Runs the benchmark; the process ends with an error when a rendering is wrong. */
    public static void main(String[] arguments) {
        int items = Arguments.number(arguments, "--items", 20);
        int renderings = Arguments.number(arguments, "--renderings", 200_000);
        System.out.printf("%d items, %,d renderings, %s%n", items, renderings, Machine.describe());
        Template template = Template.parse(SOURCE);
        Map<String, Object> data = Map.of("products", Map.of("recommended", products(items)));
        check(render(template, data), items);
        for (int run = 0; run < renderings / 4; run++) {
            render(template, data);
        }
        ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        double[] micros = new double[renderings];
        long characters = 0;
        long allocated = thread.getCurrentThreadAllocatedBytes();
        for (int run = 0; run < renderings; run++) {
            long start = System.nanoTime();
            characters += render(template, data).length();
            micros[run] = (System.nanoTime() - start) / NANOS_IN_MICRO;
        }
        allocated = thread.getCurrentThreadAllocatedBytes() - allocated;
        double p99 = Spread.p99(micros);
        Arrays.sort(micros);
        System.out.printf(
                "a rendering of %,d characters: median %.1f µs, p99 %.1f µs, longest %.0f µs, %,d bytes allocated%n",
                characters / renderings, micros[renderings / 2], p99, micros[renderings - 1], allocated / renderings);
        Verdicts verdicts = new Verdicts();
        verdicts.atMost(
                "Liquid, a loop of %d products, median".formatted(items), micros[renderings / 2], MOST_MICROS, " µs");
        verdicts.atMost("– p99", p99, MOST_MICROS, " µs");
        verdicts.print();
    }

    private static String render(Template template, Map<String, Object> data) {
        return template.render(
                data, RenderContext.of(InstantSource.system(), System::nanoTime).withEscaping(Escaping.HTML));
    }

    private static List<Map<String, Object>> products(int items) {
        return IntStream.range(0, items)
                .mapToObj(item -> Map.<String, Object>of(
                        "name", "Cup & saucer no. " + item + ", hand-made in Faenza, blue",
                        "price", 19.5 + item,
                        "image", "https://shop.example/pictures/" + item + ".jpg",
                        "url", "https://shop.example/products/" + item))
                .toList();
    }

    private static void check(String html, int items) {
        for (int item = 0; item < items; item++) {
            String shown = (item + 1) + ". Cup &amp; saucer no. " + item + ",";
            if (!html.contains(shown) || !html.contains("/pictures/" + item + ".jpg\"")) {
                throw new IllegalStateException("the product " + shown + " is missing in " + html);
            }
        }
    }
}
