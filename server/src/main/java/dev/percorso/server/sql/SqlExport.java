package dev.percorso.server.sql;

import java.util.Optional;
import tools.jackson.databind.EnumNamingStrategies;
import tools.jackson.databind.annotation.EnumNaming;

/**
 * Asks for the whole answer to a question as a file.
 *
 * @param id chosen by the asker, who may cancel with it
 */
public record SqlExport(String sql, Format format, Optional<String> id) {
    /** What kind of file. */
    @EnumNaming(EnumNamingStrategies.LowerCamelCaseStrategy.class)
    public enum Format {
        CSV("text/csv; charset=utf-8"),
        XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        PARQUET("application/vnd.apache.parquet");

        private final String contentType;

        Format(String contentType) {
            this.contentType = contentType;
        }

        String contentType() {
            return contentType;
        }
    }

    public SqlExport {
        if (format == null) {
            throw new IllegalArgumentException("'format' is missing: csv, xlsx or parquet");
        }
        id = id == null ? Optional.empty() : id;
    }

    SqlQuestion question() {
        return new SqlQuestion(sql, id, Optional.empty());
    }
}
