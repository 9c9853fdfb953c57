package dev.percorso.liquid;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The named templates that {@code render} and {@code include} may reach. There is no other way to reach a template. */
@FunctionalInterface
public interface Snippets {
    /** The template of that name, if there is one. Called while rendering, from the rendering thread. */
    Optional<Template> find(String name);

    /** No snippets: {@code render} and {@code include} always fail. */
    static Snippets none() {
        return name -> Optional.empty();
    }

    /**
     * Parses each source once.
     *
     * @throws TemplateException for the first source that is wrong; its message names the snippet
     */
    static Snippets parse(Map<String, String> sources, LiquidOptions options) {
        Map<String, Template> templates = new LinkedHashMap<>();
        sources.forEach((name, source) -> templates.put(name, Template.parse(name, source, options)));
        return name -> Optional.ofNullable(templates.get(name));
    }
}
