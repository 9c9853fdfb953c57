package dev.percorso.server.collect;

import java.util.Locale;

/** The kind of device by a small rule over the user agent. */
public final class Devices {
    private Devices() {}

    /** {@code mobile}, {@code tablet} or {@code desktop}. */
    public static String device(String userAgent) {
        String agent = userAgent.toLowerCase(Locale.ROOT);
        if (agent.contains("ipad")
                || agent.contains("tablet")
                || (agent.contains("android") && !agent.contains("mobile"))) {
            return "tablet";
        }
        return agent.contains("mobi") || agent.contains("iphone") || agent.contains("ipod") ? "mobile" : "desktop";
    }
}
