package dev.percorso.server.collect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChannelsTest {
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "google, cpc, -, '', paidSearch",
                "facebook, cpc, -, '', paidSocial",
                "Instagram, paid_social, -, '', paidSocial",
                "newsletter, Email, -, '', email",
                "newsletter, -, -, '', email",
                "facebook, social, -, '', organicSocial",
                "google, organic, -, '', organicSearch",
                "partner.example, affiliate, -, '', affiliate",
                "shop, web-push, -, '', push",
                "something, odd, -, '', other",
                "-, -, gclid, https://www.google.it/, paidSearch",
                "-, -, fbclid, https://l.facebook.com/, organicSocial",
                "-, -, -, https://www.google.co.uk/search, organicSearch",
                "-, -, -, https://t.co/abc, organicSocial",
                "-, -, -, https://mail.google.com/, email",
                "-, -, -, https://blog.example.org/post, referral",
                "-, -, -, https://www.shop.example/cart, -",
                "-, -, -, https://checkout.shop.example/, -",
                "-, -, -, '', direct",
            })
    void shouldFollowThePublishedTable(
            @org.jspecify.annotations.Nullable String source,
            @org.jspecify.annotations.Nullable String medium,
            @org.jspecify.annotations.Nullable String clickId,
            String referrer,
            @org.jspecify.annotations.Nullable String expected) {
        Channels.Origin origin = new Channels.Origin(
                Optional.ofNullable(source),
                Optional.ofNullable(medium),
                Optional.empty(),
                Optional.ofNullable(clickId),
                referrer,
                "https://shop.example/shoes");

        assertEquals(Optional.ofNullable(expected), Channels.channel(origin, true));
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.77, 192.0.2.0",
        "::ffff:192.0.2.77, 192.0.2.0",
        "2001:db8:85a3:8d3:1319:8a2e:370:7348, 2001:db8:85a3::",
        "2001:db8::1, 2001:db8:0::",
        "::1, 0:0:0::",
        "::FFFF:192.0.2.77, 192.0.2.0",
        "0:0:0:0:0:ffff:192.0.2.77, 192.0.2.0",
        "::ffff:c000:24d, 192.0.2.0",
        "fe80::1%eth0, fe80:0:0::",
        "300.1.2.3, ''",
        "2001:db8:::1, ''",
        "not an address, ''",
        "1.2.3, ''",
    })
    void shouldShortenAddresses(String address, String expected) {
        assertEquals(expected, Addresses.truncated(address).orElse(""));
    }
}
