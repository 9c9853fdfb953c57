package dev.percorso.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrustedProxiesTest {
    @ParameterizedTest
    @CsvSource({
        // nobody is trusted: the header means nothing
        "'', 203.0.113.9, 1.2.3.4, 203.0.113.9",
        "'127.0.0.1, 10.0.0.0/8', 203.0.113.9, 1.2.3.4, 203.0.113.9",
        "'127.0.0.1, 10.0.0.0/8', 127.0.0.1, 1.2.3.4, 1.2.3.4",
        // what the caller itself wrote before its own address is not believed
        "'127.0.0.1, 10.0.0.0/8', 127.0.0.1, '6.6.6.6, 1.2.3.4, 10.9.8.7', 1.2.3.4",
        "127.0.0.0/31, 127.0.0.1, 1.2.3.4, 1.2.3.4",
        "127.0.0.0/31, 127.0.0.2, 1.2.3.4, 127.0.0.2",
        "10.0.0.0/8, 10.1.1.1, '', 10.1.1.1",
        "fd00::/8, fd12::1, 2001:db8::1, 2001:db8::1",
        "0.0.0.0/0, 9.9.9.9, proxy.example, proxy.example",
    })
    void shouldBelieveOnlyTrustedProxies(String trusted, String peer, String forwarded, String expected) {
        assertEquals(expected, TrustedProxies.of(trusted).client(peer, Optional.of(forwarded)));
    }

    @Test
    void shouldSayWhatIsNoNetwork() {
        for (String wrong : new String[] {"localhost", "10.0.0.0/33", "10.0.0/8", "1.2.3.4/x"}) {
            assertThrows(IllegalArgumentException.class, () -> TrustedProxies.of(wrong), wrong);
        }
    }
}
