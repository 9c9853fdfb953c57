package dev.percorso.server.ops;

import dev.percorso.server.event.ProjectedEvent;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.journal.Journal;
import dev.percorso.server.journal.ProjectionListener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;

/** The meters that operators watch. */
public final class Metrics implements ProjectionListener, AutoCloseable {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics collections = new JvmGcMetrics();
    private final Counter projected;

    public Metrics(Journal journal) {
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        collections.bindTo(registry);
        Gauge.builder("percorso.journal.unprojected", journal, Journal::unprojectedEvents)
                .description("Accepted events that are not visible yet")
                .register(registry);
        projected = Counter.builder("percorso.events.projected")
                .description("Events that became visible")
                .register(registry);
    }

    public PrometheusMeterRegistry registry() {
        return registry;
    }

    @Override
    public void projected(WorkspaceId workspace, List<ProjectedEvent> events) {
        projected.increment(events.size());
    }

    @Override
    public void close() {
        collections.close();
        registry.close();
    }
}
