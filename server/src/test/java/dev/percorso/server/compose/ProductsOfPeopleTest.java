package dev.percorso.server.compose;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProductsOfPeopleTest {
    private static final Map<String, Object> FORGED = Map.of(
            "id",
            "CUP",
            "name",
            "Free!",
            "price",
            0,
            "url",
            "https://evil.example/",
            "image",
            "https://evil.example/x");

    @Test
    void shouldLeaveOutAddressesThatAreNotOfTheSite() {
        Map<String, Object> rest = Map.of("id", "CUP", "name", "Free!", "price", 0);
        Optional<String> site = Optional.of("shop.example");

        assertEquals(rest, ProductsOfPeople.vouched(FORGED, Map.of(), Optional.empty()));
        assertEquals(rest, ProductsOfPeople.vouched(FORGED, Map.of(), site));
        for (String url : new String[] {
            "https://shop.example.evil.example/",
            "https://evilshop.example/",
            "https://shop.example@evil.example/",
            "javascript:alert(1)//shop.example",
            "//shop.example/",
            "https://evil.example\\@shop.example/",
            "{{ x }}"
        }) {
            assertEquals(
                    Map.of("id", "C"), ProductsOfPeople.vouched(Map.of("id", "C", "url", url), Map.of(), site), url);
        }
        for (String url :
                new String[] {"https://shop.example/a?b=1", "http://WWW.Shop.example", "https://cdn.shop.example/x"}) {
            Map<String, Object> own = Map.of("id", "C", "url", url, "image", url);
            assertEquals(own, ProductsOfPeople.vouched(own, Map.of(), site));
        }
    }

    @Test
    void shouldBelieveTheCompanyBeforeBrowsers() {
        Map<String, Object> said = Map.of("id", "CUP", "name", "Cup", "price", 12, "url", "https://cdn.example/cup");

        assertEquals(said, ProductsOfPeople.vouched(FORGED, said, Optional.of("shop.example")));
    }
}
