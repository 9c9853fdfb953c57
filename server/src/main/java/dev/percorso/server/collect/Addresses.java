package dev.percorso.server.collect;

import java.util.Optional;

/** Shortens IP addresses so that they name a neighbourhood, not a household. */
public final class Addresses {
    private static final int IPV6_PARTS = 8;
    private static final int IPV6_KEPT = 3;

    private Addresses() {}

    /** The /24 of an IPv4 address or the /48 of an IPv6 one; empty when the text is neither. */
    public static Optional<String> truncated(String address) {
        String text = address.strip();
        if (text.startsWith("::ffff:") && text.indexOf('.') > 0) {
            text = text.substring("::ffff:".length());
        }
        return text.indexOf(':') >= 0 ? truncatedIpv6(text) : truncatedIpv4(text);
    }

    private static Optional<String> truncatedIpv4(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != 4) {
            return Optional.empty();
        }
        for (String part : parts) {
            if (part.isEmpty() || part.length() > 3 || !part.chars().allMatch(Character::isDigit)) {
                return Optional.empty();
            }
        }
        return Optional.of(parts[0] + "." + parts[1] + "." + parts[2] + ".0");
    }

    private static Optional<String> truncatedIpv6(String text) {
        int zone = text.indexOf('%');
        String plain = zone < 0 ? text : text.substring(0, zone);
        int gap = plain.indexOf("::");
        String[] head = (gap < 0 ? plain : plain.substring(0, gap)).split(":", -1);
        if (gap < 0 && head.length != IPV6_PARTS) {
            return Optional.empty();
        }
        StringBuilder kept = new StringBuilder();
        for (int index = 0; index < IPV6_KEPT; index++) {
            String part = index < head.length ? head[index] : "";
            if (!part.isEmpty() && !part.matches("[0-9a-fA-F]{1,4}")) {
                return Optional.empty();
            }
            kept.append(part.isEmpty() ? "0" : part).append(':');
        }
        return Optional.of(kept.append(':').toString());
    }
}
