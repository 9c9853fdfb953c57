package dev.percorso.server.collect;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Shortens IP addresses so that they name a neighbourhood, not a household. */
public final class Addresses {
    /** Names under which programs send addresses. */
    private static final List<String> NAMES =
            List.of("ip", "$ip", "ip_address", "ipAddress", "client_ip", "remote_addr");

    /** In JSON, and in an event as text. */
    private static final Pattern IN_PAYLOAD = Pattern.compile(
            "(\"\\$?(?:ip|ip_address|ipAddress|client_ip|remote_addr)\"\\s*:\\s*\"|\\bip=)([0-9a-fA-F:.%]+)");

    private static final int LARGEST_PART = 255;

    private Addresses() {}

    /** The values with every address in them shortened; the same map when there is none to shorten. */
    static Map<String, Object> truncated(Map<String, Object> values) {
        Map<String, Object> changed = values;
        for (String name : NAMES) {
            if (values.get(name) instanceof String address) {
                Optional<String> shorter = truncated(address);
                if (shorter.isPresent() && !shorter.get().equals(address)) {
                    changed = changed.equals(values) ? new LinkedHashMap<>(values) : changed;
                    changed.put(name, shorter.get());
                }
            }
        }
        return changed;
    }

    /** A refused event as it came, with the addresses in it shortened. */
    static String truncatedIn(String payload) {
        return IN_PAYLOAD
                .matcher(payload)
                .replaceAll(found -> Matcher.quoteReplacement(
                        found.group(1) + truncated(found.group(2)).orElse(found.group(2))));
    }

    /** The /24 of an IPv4 address or the /48 of an IPv6 one; empty when the text is neither. */
    public static Optional<String> truncated(String address) {
        String text = address.strip();
        return text.indexOf(':') >= 0 ? truncatedIpv6(text) : truncatedIpv4(text);
    }

    private static Optional<String> truncatedIpv4(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != 4) {
            return Optional.empty();
        }
        for (String part : parts) {
            if (part.isEmpty()
                    || part.length() > 3
                    || !part.chars().allMatch(digit -> digit >= '0' && digit <= '9')
                    || Integer.parseInt(part) > LARGEST_PART) {
                return Optional.empty();
            }
        }
        return Optional.of(parts[0] + "." + parts[1] + "." + parts[2] + ".0");
    }

    /** An IPv4 address in IPv6 clothes, in whatever spelling, is taken as what it is. */
    private static Optional<String> truncatedIpv6(String text) {
        int zone = text.indexOf('%');
        InetAddress address;
        try {
            address = InetAddress.ofLiteral(zone < 0 ? text : text.substring(0, zone));
        } catch (IllegalArgumentException notAnAddress) {
            return Optional.empty();
        }
        if (address instanceof Inet4Address) {
            return truncatedIpv4(address.getHostAddress());
        }
        byte[] bytes = address.getAddress();
        return Optional.of("%x:%x:%x::".formatted(part(bytes, 0), part(bytes, 1), part(bytes, 2)));
    }

    private static int part(byte[] bytes, int index) {
        return ((bytes[2 * index] & 0xff) << 8) | (bytes[2 * index + 1] & 0xff);
    }
}
