package dev.percorso.server.exchange;

/** Kinds of files that a map can become. */
public enum MapFormat {
    JSON("json", "application/json"),
    PDF("pdf", "application/pdf"),
    SVG("svg", "image/svg+xml"),
    PNG("png", "image/png"),
    CSV("csv", "text/csv; charset=utf-8"),
    XLSX("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    MERMAID("mmd", "text/vnd.mermaid; charset=utf-8"),
    CJML("cjml.xml", "application/xml");

    private final String ending;
    private final String contentType;

    MapFormat(String ending, String contentType) {
        this.ending = ending;
        this.contentType = contentType;
    }

    String ending() {
        return ending;
    }

    String contentType() {
        return contentType;
    }
}
