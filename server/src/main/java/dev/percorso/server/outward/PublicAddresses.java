package dev.percorso.server.outward;

import java.net.IDN;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * Decides which addresses the server may reach on behalf of somebody: none of its own machine or network. A name is
 * resolved once, all it resolves to must be public, and whoever connects uses the {@link Target}'s address and does not
 * ask for the name again: what it means by then is somebody else's choice.
 */
public final class PublicAddresses {
    /** Networks that are nobody's on the Internet, as first bytes and number of bits. */
    private static final List<Network> RESERVED = List.of(
            network("00", 8),
            network("0A", 8),
            network("6440", 10),
            network("7F", 8),
            network("A9FE", 16),
            network("AC10", 12),
            network("C00000", 24),
            network("C00002", 24),
            network("C05863", 24),
            network("C0A8", 16),
            network("C612", 15),
            network("C63364", 24),
            network("CB0071", 24),
            network("E0", 4),
            network("F0", 4));
    /** Only 2000::/3 is given out; within it lie documentation, and tunnels that hide an address of version 4. */
    private static final Network GIVEN_OUT = network("20", 3);

    private static final List<Network> NOT_REACHED =
            List.of(network("20010000", 32), network("20010DB8", 32), network("2002", 16), network("3FFF00", 20));

    private final boolean allowsLoopback;

    /** @param allowsLoopback whether this machine may be reached: for tests and development only */
    public PublicAddresses(boolean allowsLoopback) {
        this.allowsLoopback = allowsLoopback;
    }

    /** Where to connect, and for whom. */
    public record Target(URI uri, String host, int port, InetAddress address) {
        public boolean isSecure() {
            return "https".equalsIgnoreCase(uri.getScheme());
        }
    }

    /** An address that must not be reached, with the reason for people. */
    public static final class RefusedAddressException extends Exception {
        private final boolean mayPass;

        RefusedAddressException(String reason) {
            this(reason, false);
        }

        RefusedAddressException(String reason, boolean mayPass) {
            super(reason);
            this.mayPass = mayPass;
        }

        /** Whether it may be reached later: its name could not be looked up just now. */
        public boolean mayPass() {
            return mayPass;
        }
    }

    private record Network(byte[] start, int bits) {
        boolean holds(byte[] address) {
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> (bit % 8);
                int wanted = bit / 8 < start.length ? start[bit / 8] & mask : 0;
                if ((address[bit / 8] & mask) != wanted) {
                    return false;
                }
            }
            return true;
        }
    }

    private static Network network(String hex, int bits) {
        return new Network(HexFormat.of().parseHex(hex), bits);
    }

    /** Whether everybody on the Internet could mean this address. */
    public static boolean isPublic(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (address instanceof Inet4Address) {
            return RESERVED.stream().noneMatch(network -> network.holds(bytes));
        }
        boolean isMapped = Arrays.equals(bytes, 0, 12, HexFormat.of().parseHex("00000000000000000000FFFF"), 0, 12);
        if (isMapped) {
            byte[] inside = Arrays.copyOfRange(bytes, 12, 16);
            return RESERVED.stream().noneMatch(network -> network.holds(inside));
        }
        return GIVEN_OUT.holds(bytes) && NOT_REACHED.stream().noneMatch(network -> network.holds(bytes));
    }

    /** Checks the form of an address and what its name resolves to. */
    public Target resolve(URI uri) throws RefusedAddressException {
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw new RefusedAddressException("only addresses with http:// and https:// are fetched");
        }
        if (uri.getRawUserInfo() != null) {
            throw new RefusedAddressException("the address must not hold a user or password");
        }
        String host = host(uri);
        int port = uri.getPort() >= 0 ? uri.getPort() : scheme.equals("https") ? 443 : 80;
        InetAddress[] addresses;
        try {
            addresses = InetAddress.getAllByName(host);
        } catch (UnknownHostException unknown) {
            throw new RefusedAddressException("there is no host '%s'".formatted(host), true);
        }
        for (InetAddress address : addresses) {
            if (!isPublic(address) && !(allowsLoopback && address.isLoopbackAddress())) {
                throw new RefusedAddressException(
                        "'%s' is an address of this machine or a private network, which is not fetched"
                                .formatted(host));
            }
        }
        return new Target(uri, host, port, addresses[0]);
    }

    private static String host(URI uri) throws RefusedAddressException {
        String host = uri.getHost();
        if (host == null || host.isBlank()) {
            throw new RefusedAddressException("the address names no host, e.g. https://example.com/feed.xml");
        }
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        try {
            return bare.indexOf(':') >= 0 ? bare : IDN.toASCII(bare);
        } catch (IllegalArgumentException malformed) {
            throw new RefusedAddressException("'%s' is not the name of a host".formatted(host));
        }
    }
}
