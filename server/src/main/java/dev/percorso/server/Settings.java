package dev.percorso.server;

import dev.percorso.server.collect.connect.Connectors;
import dev.percorso.server.http.TrustedProxies;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What the operator decides, from the command line or the environment.
 *
 * @param data folder that holds everything Percorso stores
 * @param host address to listen on
 * @param port 0 for any free one
 * @param publicUrl address under which people reach this server, for links in messages; without a trailing slash
 * @param smtp the mail server; without it messages wait
 * @param storage when events move on from where they arrived
 * @param outward what the server may reach
 * @param trustedProxies proxies whose word on the caller's address is taken
 */
public record Settings(
        Path data,
        String host,
        int port,
        URI publicUrl,
        Optional<Smtp> smtp,
        Storage storage,
        Outward outward,
        TrustedProxies trustedProxies) {
    public Settings(
            Path data, String host, int port, URI publicUrl, Optional<Smtp> smtp, Storage storage, Outward outward) {
        this(data, host, port, publicUrl, smtp, storage, outward, TrustedProxies.NONE);
    }

    public Settings(Path data, String host, int port, URI publicUrl, Optional<Smtp> smtp) {
        this(data, host, port, publicUrl, smtp, Storage.DEFAULT);
    }

    public Settings(Path data, String host, int port, URI publicUrl, Optional<Smtp> smtp, Storage storage) {
        this(data, host, port, publicUrl, smtp, storage, Outward.DEFAULT);
    }

    /**
     * When events move on from where they arrived.
     *
     * @param eventsPerFile so many waiting events make an event file; fewer wait five minutes
     * @param eventsPerCompaction so many new events at least before the journey index writes itself anew
     */
    public record Storage(int eventsPerFile, int eventsPerCompaction) {
        static final Storage DEFAULT = new Storage(50_000, 50_000);

        public Storage {
            if (eventsPerFile < 1 || eventsPerCompaction < 1) {
                throw new IllegalArgumentException("events per file and per compaction must be at least 1");
            }
        }

        static Storage of(Map<String, String> environment) {
            return new Storage(
                    number(environment, "PERCORSO_EVENTS_PER_FILE", DEFAULT.eventsPerFile),
                    number(environment, "PERCORSO_EVENTS_PER_COMPACTION", DEFAULT.eventsPerCompaction));
        }

        private static int number(Map<String, String> environment, String name, int byDefault) {
            return Integer.parseInt(environment.getOrDefault(name, Integer.toString(byDefault)));
        }
    }

    /**
     * What the server may reach by itself.
     *
     * @param allowsLoopback whether feeds may lie on this machine: for tests and development only
     * @param ecwidApi where the connector of Ecwid asks what is in an order
     * @param dns server that is asked for records, host and port; empty for those of the machine
     */
    public record Outward(boolean allowsLoopback, URI ecwidApi, Optional<String> dns) {
        static final Outward DEFAULT = new Outward(false, Connectors.ECWID);

        public Outward(boolean allowsLoopback, URI ecwidApi) {
            this(allowsLoopback, ecwidApi, Optional.empty());
        }

        static Outward of(Map<String, String> environment) {
            return new Outward(
                    Boolean.parseBoolean(environment.getOrDefault("PERCORSO_ALLOW_LOOPBACK", "false")),
                    URI.create(environment.getOrDefault("PERCORSO_ECWID_API", Connectors.ECWID.toString())),
                    Optional.ofNullable(environment.get("PERCORSO_DNS")).filter(server -> !server.isBlank()));
        }
    }

    /**
     * A mail server.
     *
     * @param security {@code none}, {@code starttls} or {@code tls}
     * @param from the sender, e.g. {@code Shop <shop@example.com>}
     */
    public record Smtp(
            String host, int port, String security, Optional<String> user, Optional<String> password, String from) {}

    /** Reads {@code PERCORSO_*}; see {@code docs/manual/operations.md} for the list. */
    public static Settings of(Map<String, String> environment, Path data, String host, int port) {
        URI publicUrl = URI.create(environment.getOrDefault("PERCORSO_PUBLIC_URL", "http://localhost:" + port));
        return new Settings(
                data,
                host,
                port,
                publicUrl,
                smtp(environment),
                Storage.of(environment),
                Outward.of(environment),
                TrustedProxies.of(environment.getOrDefault("PERCORSO_TRUSTED_PROXIES", "")));
    }

    private static Optional<Smtp> smtp(Map<String, String> environment) {
        return Optional.ofNullable(environment.get("PERCORSO_SMTP_HOST"))
                .map(host -> new Smtp(
                        host,
                        Integer.parseInt(environment.getOrDefault("PERCORSO_SMTP_PORT", "587")),
                        environment.getOrDefault("PERCORSO_SMTP_SECURITY", "starttls"),
                        Optional.ofNullable(environment.get("PERCORSO_SMTP_USER")),
                        Optional.ofNullable(environment.get("PERCORSO_SMTP_PASSWORD")),
                        environment.getOrDefault("PERCORSO_SMTP_FROM", "Percorso <percorso@localhost>")));
    }
}
