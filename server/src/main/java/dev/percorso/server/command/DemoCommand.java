package dev.percorso.server.command;

import dev.percorso.server.Percorso;
import dev.percorso.server.Settings;
import dev.percorso.server.access.ApiKeys;
import dev.percorso.server.access.Role;
import dev.percorso.server.access.Workspaces;
import dev.percorso.server.collect.ConsentBasis;
import dev.percorso.server.collect.CreatedSource;
import dev.percorso.server.collect.SourceKind;
import dev.percorso.server.event.Ids;
import dev.percorso.server.http.ErrorCode;
import dev.percorso.server.http.ProblemException;
import dev.percorso.server.sample.SampleShop;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Serves the sample shop, loading it at the first start. */
@Command(name = "demo", description = "Load the sample shop (simulated data) and serve it.")
final class DemoCommand implements Callable<Integer> {
    /** Lies in the data folder once the sample is whole. */
    private static final String LOADED = "sample-loaded";

    private static final String LOGIN = "demo-login.txt";

    @Option(
            names = "--data",
            description = "Folder of the demo (default: ${DEFAULT-VALUE}).",
            defaultValue = "data/demo")
    private Path data = Path.of("data/demo");

    @Mixin
    private ServeCommand.Listen listen = new ServeCommand.Listen();

    @Option(
            names = "--persons",
            description = "How many customers to simulate (default: ${DEFAULT-VALUE}).",
            defaultValue = "" + SampleShop.PERSONS)
    private int persons = SampleShop.PERSONS;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Settings settings = Settings.of(System.getenv(), data, listen.host, listen.port);
        Percorso percorso = new Percorso(settings, InstantSource.system());
        ServeCommand.start(percorso);
        if (percorso.workspaces().find(SampleShop.WORKSPACE).isEmpty()) {
            load(percorso);
        }
        if (!Files.exists(data.resolve(LOADED))) {
            throw ProblemException.of(
                    ErrorCode.CONFLICT,
                    "The sample in %s was not loaded to its end; delete that folder and start the demo again"
                            .formatted(data));
        }
        System.out.printf(
                "%n  Percorso listens on http://%s:%d%n  Sign in as %s%n  The data is simulated; be a customer yourself at /sample-shop%n%n",
                ServeCommand.shownHost(listen.host),
                percorso.port(),
                Files.readString(data.resolve(LOGIN)).strip());
        ServeCommand.awaitStop();
        return 0;
    }

    private void load(Percorso percorso) throws IOException, InterruptedException {
        System.out.println("Loading the sample shop …");
        percorso.workspaces()
                .create(
                        new Workspaces.NewWorkspace(
                                SampleShop.WORKSPACE.value(), SampleShop.NAME, Optional.empty(), Optional.empty()),
                        true);
        createLogin(percorso);
        ApiKeys.Created key = percorso.apiKeys().create(SampleShop.WORKSPACE, "Sample shop");
        URI server = URI.create("http://" + listen.host + ":" + percorso.port());
        CreatedSource history = percorso.sources()
                .create(
                        SampleShop.WORKSPACE,
                        "Shop site (simulated)",
                        SourceKind.IMPORT,
                        ConsentBasis.ELSEWHERE,
                        "Sample");
        CreatedSource site = percorso.sources().create(SampleShop.WORKSPACE, "Shop site (yours)", SourceKind.WEB);
        Files.writeString(data.resolve(SampleShop.WRITE_KEY_FILE), site.writeKey());
        String newsletter = new SampleShop(
                        percorso.collector(),
                        percorso.consentLedger(),
                        history.source().id(),
                        server,
                        key.key())
                .load(persons, InstantSource.system().instant(), done -> System.out.println("  " + done));
        Files.writeString(data.resolve(SampleShop.NEWSLETTER_FILE), newsletter);
        percorso.apiKeys().revoke(SampleShop.WORKSPACE, key.id());
        percorso.awaitProjection();
        Files.writeString(data.resolve(LOADED), "");
    }

    /** The demo's password stays readable beside its data, which is simulated; a real server tells its own only once. */
    private void createLogin(Percorso percorso) throws IOException {
        String password =
                Optional.ofNullable(System.getenv("PERCORSO_DEMO_PASSWORD")).orElseGet(() -> new Ids().next());
        percorso.users().create(ServeCommand.ADMINISTRATOR, "Demo administrator", Role.ADMINISTRATOR, password);
        Path login = data.resolve(LOGIN);
        Files.createFile(login, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(login, "%s with the password %s%n".formatted(ServeCommand.ADMINISTRATOR, password));
    }
}
