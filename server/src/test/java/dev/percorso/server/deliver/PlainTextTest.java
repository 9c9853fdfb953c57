package dev.percorso.server.deliver;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class PlainTextTest {
    @Test
    void shouldKeepParagraphsItemsAndLinks() {
        String html = """
                <html><head><title>No</title><style>p { color: red }</style></head><body>
                <h1>Hello&nbsp;Ann</h1><p>First<br>second &amp; third &#8364;</p>
                <ul><li>one</li><li>two</li></ul>
                <p>See <a href="https://shop.example/a">our shop</a> or <a href='https://x.example'></a>.</p>
                <!-- not <p>this</p> --></body></html>
                """;

        assertEquals("""
                Hello Ann
                First
                second & third €

                - one

                - two

                See our shop (https://shop.example/a) or https://x.example.""", PlainText.of(html));
    }
}
