package dev.percorso.server.analyze;

import static dev.percorso.server.analyze.Input.require;

import dev.percorso.server.event.DisplayName;
import java.time.Instant;
import tools.jackson.databind.EnumNamingStrategies;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.annotation.EnumNaming;

/**
 * A report somebody keeps.
 *
 * @param request the request of that report without its scope
 */
public record SavedReport(String id, String name, Kind kind, JsonNode request, Instant updatedAt) {

    /** Which report. */
    @EnumNaming(EnumNamingStrategies.LowerCamelCaseStrategy.class)
    public enum Kind {
        OVERVIEW(OverviewRequest.class),
        EVENTS(EventsRequest.class),
        FUNNEL(FunnelRequest.class),
        PATHS(PathsRequest.class),
        RETENTION(RetentionRequest.class),
        LIFECYCLE(ActivityRequest.class),
        STICKINESS(ActivityRequest.class),
        PAGES(PagesRequest.class),
        ACQUISITION(AcquisitionRequest.class),
        COMMERCE(CommerceRequest.class),
        ATTRIBUTION(AttributionRequest.class),
        STAGES(StagesRequest.class),
        COHORTS(RetentionRequest.class),
        PROCESS(ProcessRequest.class),
        TOGETHER(TogetherRequest.class);

        private final Class<? extends Record> request;

        Kind(Class<? extends Record> request) {
            this.request = request;
        }

        /** What the report is asked with. */
        Class<? extends Record> request() {
            return request;
        }
    }

    public AskedReport asked() {
        return new AskedReport(kind, request);
    }

    /** What is saved. */
    public record Content(String name, Kind kind, JsonNode request) {
        public Content {
            require(DisplayName.isValid(name), "a report needs a 'name' " + DisplayName.RULE);
            AskedReport _ = new AskedReport(kind, request);
        }
    }
}
