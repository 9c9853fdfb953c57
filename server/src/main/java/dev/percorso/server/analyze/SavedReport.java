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
        OVERVIEW(OverviewRequest.class, 1, 1),
        EVENTS(EventsRequest.class, 3, 0),
        FUNNEL(FunnelRequest.class, 1, 1),
        PATHS(PathsRequest.class, 2, 0),
        RETENTION(RetentionRequest.class, 1, 0),
        LIFECYCLE(ActivityRequest.class, 1, 1),
        STICKINESS(ActivityRequest.class, 1, 1),
        PAGES(PagesRequest.class, 1, 1),
        ACQUISITION(AcquisitionRequest.class, 4, 2),
        COMMERCE(CommerceRequest.class, 5, 4),
        ATTRIBUTION(AttributionRequest.class, 2, 0),
        STAGES(StagesRequest.class, 1, 0),
        COHORTS(RetentionRequest.class, 2, 0),
        PROCESS(ProcessRequest.class, 2, 0),
        TOGETHER(TogetherRequest.class, 2, 0),
        SURVEYS(SurveysRequest.class, 1, 1);

        private final Class<? extends Record> request;
        private final int folds;
        private final int comparedFolds;

        /**
         * @param folds over everyone that the answer takes, about: its progress follows from them
         * @param comparedFolds how many more a comparison takes
         */
        Kind(Class<? extends Record> request, int folds, int comparedFolds) {
            this.request = request;
            this.folds = folds;
            this.comparedFolds = comparedFolds;
        }

        /** Whether companies can take the place of people in it. */
        boolean canCountCompanies() {
            return switch (this) {
                case OVERVIEW, EVENTS, FUNNEL, PATHS, RETENTION, LIFECYCLE, STICKINESS -> true;
                case PAGES, ACQUISITION, COMMERCE, PROCESS, ATTRIBUTION, STAGES, COHORTS, TOGETHER, SURVEYS -> false;
            };
        }

        /** About how many folds over everyone an answer takes. */
        int folds(Scope scope) {
            return folds + (scope.compared().isPresent() ? comparedFolds : 0);
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
