package dev.percorso.server.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Proxies in front of Percorso whose word on the caller's address is taken. Anybody can write {@code X-Forwarded-For}, so
 * without any the header means nothing.
 */
public final class TrustedProxies {
    public static final TrustedProxies NONE = new TrustedProxies(List.of());

    private final List<Network> networks;

    private TrustedProxies(List<Network> networks) {
        this.networks = networks;
    }

    /** The addresses that share their first bits. */
    private record Network(byte[] start, int bits) {
        boolean contains(byte[] address) {
            if (address.length != start.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> (bit % 8);
                if ((address[bit / 8] & mask) != (start[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }

    /**
     * Reads addresses and networks such as {@code 127.0.0.1, 10.0.0.0/8, fd00::/8}.
     *
     * @throws IllegalArgumentException when one is neither
     */
    public static TrustedProxies of(String list) {
        return new TrustedProxies(Arrays.stream(list.split(",", -1))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .map(TrustedProxies::network)
                .toList());
    }

    private static Network network(String text) {
        int slash = text.indexOf('/');
        byte[] start = bytes(slash < 0 ? text : text.substring(0, slash)).orElseThrow(() -> unknown(text));
        try {
            int bits = slash < 0 ? start.length * 8 : Integer.parseInt(text.substring(slash + 1));
            if (bits < 0 || bits > start.length * 8) {
                throw unknown(text);
            }
            return new Network(start, bits);
        } catch (NumberFormatException notANumber) {
            throw unknown(text);
        }
    }

    private static IllegalArgumentException unknown(String text) {
        return new IllegalArgumentException(
                "'%s' is no address or network; write e.g. 127.0.0.1 or 10.0.0.0/8".formatted(text));
    }

    /** The bytes of a literal address; names are not looked up. */
    private static Optional<byte[]> bytes(String literal) {
        boolean isLiteral = literal.indexOf(':') >= 0
                ? literal.matches("[0-9a-fA-F:.]+")
                : literal.matches("\\d{1,3}(\\.\\d{1,3}){3}");
        if (!isLiteral) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(literal).getAddress());
        } catch (UnknownHostException notAnAddress) {
            return Optional.empty();
        }
    }

    private boolean trusts(String address) {
        return bytes(address)
                .filter(literal -> networks.stream().anyMatch(network -> network.contains(literal)))
                .isPresent();
    }

    /**
     * Who made the request: from the peer backwards, the first address that no trusted proxy has.
     *
     * @param forwarded the header {@code X-Forwarded-For}, to which each proxy adds whom it was called by
     */
    String client(String peer, Optional<String> forwarded) {
        String client = peer;
        String[] hops = forwarded.orElse("").split(",", -1);
        for (int hop = hops.length - 1; hop >= 0 && trusts(client) && !hops[hop].isBlank(); hop--) {
            client = hops[hop].strip();
        }
        return client;
    }
}
