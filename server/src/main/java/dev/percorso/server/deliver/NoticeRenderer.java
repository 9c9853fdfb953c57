package dev.percorso.server.deliver;

import dev.percorso.liquid.Escaping;
import dev.percorso.liquid.RenderContext;
import dev.percorso.liquid.Template;
import dev.percorso.server.http.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.type.TypeReference;

/** Notices as e-mail, all in one look. */
final class NoticeRenderer {
    private static final Template HTML = Template.parse(resource("notice.html.liquid"));
    private static final Template TEXT = Template.parse(resource("notice.txt.liquid"));

    private final InstantSource clock;

    NoticeRenderer(InstantSource clock) {
        this.clock = clock;
    }

    private static String resource(String name) {
        try (InputStream stream = NoticeRenderer.class.getResourceAsStream("/notices/" + name)) {
            if (stream == null) {
                throw new IllegalStateException("the template " + name + " is not in the jar");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    RenderedMessage render(Notice.Content content) {
        Map<String, Object> data =
                Json.MAPPER.convertValue(content, new TypeReference<LinkedHashMap<String, Object>>() {});
        RenderContext plain = RenderContext.of(clock, System::nanoTime);
        return new RenderedMessage(
                content.title().replaceAll("\\s+", " ").strip(),
                HTML.render(data, plain.withEscaping(Escaping.HTML)),
                TEXT.render(data, plain));
    }
}
