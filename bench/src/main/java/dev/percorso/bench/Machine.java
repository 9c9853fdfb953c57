package dev.percorso.bench;

import java.lang.management.ManagementFactory;

/** Where and when a figure was measured. */
final class Machine {
    private Machine() {}

    static String describe() {
        return "%d processors, Java %s, load average %.1f"
                .formatted(
                        Runtime.getRuntime().availableProcessors(),
                        Runtime.version(),
                        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }
}
