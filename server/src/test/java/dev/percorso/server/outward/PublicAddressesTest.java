package dev.percorso.server.outward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.percorso.server.outward.PublicAddresses.RefusedAddressException;
import java.net.InetAddress;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicAddressesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "10.1.2.3",
                "100.64.0.1",
                "127.0.0.1",
                "127.255.255.254",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "192.0.0.8",
                "192.0.2.1",
                "198.18.0.1",
                "198.19.255.255",
                "198.51.100.7",
                "203.0.113.9",
                "224.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1",
                "::127.0.0.1",
                "64:ff9b::7f00:1",
                "fe80::1",
                "fec0::1",
                "fc00::1",
                "fd00:ec2::254",
                "ff02::1",
                "2001:db8::1",
                "2001:0:4136:e378::1",
                "2002:7f00:1::1",
                "100::1"
            })
    void shouldRefuse(String address) throws Exception {
        assertFalse(PublicAddresses.isPublic(InetAddress.getByName(address)));
        String host = address.indexOf(':') >= 0 ? "[" + address + "]" : address;
        assertThrows(
                RefusedAddressException.class,
                () -> new PublicAddresses(false).resolve(URI.create("http://" + host + "/feed")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.1.1.1", "9.255.255.255", "172.15.0.1", "172.32.0.1", "192.167.1.1", "2606:4700::1111"})
    void shouldAllow(String address) throws Exception {
        assertTrue(PublicAddresses.isPublic(InetAddress.getByName(address)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:///etc/passwd",
                "ftp://1.1.1.1/x",
                "gopher://1.1.1.1",
                "http:///x",
                "http://user:pw@1.1.1.1/",
                "http://localhost/",
                "https://localhost:8443/",
                "mailto:a@example.com"
            })
    void shouldRefuseOtherForms(String address) {
        assertThrows(RefusedAddressException.class, () -> new PublicAddresses(false).resolve(URI.create(address)));
    }

    @Test
    void shouldAllowThisMachineOnlyWhenToldSo() throws Exception {
        PublicAddresses loopback = new PublicAddresses(true);
        assertEquals(
                8080, loopback.resolve(URI.create("http://127.0.0.1:8080/")).port());
        assertThrows(RefusedAddressException.class, () -> loopback.resolve(URI.create("http://192.168.0.1/")));
    }
}
