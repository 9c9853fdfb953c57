package dev.percorso.server.http;

import dev.percorso.server.http.ProblemException.FieldError;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a handler answers. */
public sealed interface Response {
    /** Headers of what only those see who have its link: no search engine lists it, no other site learns the link. */
    Map<String, String> UNLISTED = Map.of("X-Robots-Tag", "noindex, nofollow", "Referrer-Policy", "no-referrer");

    int status();

    /** Headers besides the content type. */
    Map<String, String> headers();

    /** A JSON document. */
    record JsonBody(int status, Object value, Map<String, String> headers) implements Response {}

    /** Bytes of any type. */
    record Bytes(int status, String contentType, byte[] content, Map<String, String> headers) implements Response {}

    /** A file of any length, which is gone once it is sent. */
    record TemporaryFile(int status, String contentType, Path file, Map<String, String> headers) implements Response {}

    /** No content. */
    record Empty(int status, Map<String, String> headers) implements Response {}

    static Response ok(Object value) {
        return new JsonBody(200, value, Map.of());
    }

    static Response created(Object value) {
        return new JsonBody(201, value, Map.of());
    }

    static Response accepted(Object value) {
        return new JsonBody(202, value, Map.of());
    }

    static Response noContent() {
        return new Empty(204, Map.of());
    }

    static Response html(int status, String page) {
        return new Bytes(
                status,
                "text/html; charset=utf-8",
                page.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                Map.of("Cache-Control", "no-store"));
    }

    /** A file to keep, as the browser calls it by its name; no cache holds it. */
    static Response download(String name, String contentType, byte[] content) {
        return new Bytes(200, contentType, content, download(name));
    }

    /** The same of any length; the file is gone once it is sent. */
    static Response download(String name, String contentType, Path file) {
        return new TemporaryFile(200, contentType, file, download(name));
    }

    private static Map<String, String> download(String name) {
        return Map.of("Content-Disposition", "attachment; filename=\"" + name + "\"", "Cache-Control", "no-store");
    }

    /** An RFC 9457 problem document for programs, in English. */
    static Response problem(ProblemException problem) {
        return problem(problem, ProblemWords.ENGLISH);
    }

    /** An RFC 9457 problem document, in the caller's language. */
    static Response problem(ProblemException problem, ProblemWords words) {
        List<FieldError> errors = problem.errors().stream()
                .map(error -> new FieldError(error.field(), error.code(), words.of(error.message()), error.position()))
                .toList();
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", "about:blank#" + problem.code().slug());
        body.put("title", words.of(problem.code().title()));
        body.put("status", problem.code().status());
        body.put(
                "detail",
                errors.isEmpty()
                        ? words.of(problem.detail())
                        : errors.stream().map(FieldError::message).collect(Collectors.joining("; ")));
        body.put("code", problem.code().slug());
        if (!errors.isEmpty()) {
            body.put("errors", errors);
        }
        Map<String, String> headers = problem.retryAfterSeconds()
                .map(seconds -> Map.of("Retry-After", Integer.toString(seconds)))
                .orElse(Map.of());
        return new Bytes(problem.code().status(), "application/problem+json", Json.write(body), headers);
    }

    /** The same answer with more headers. */
    default Response with(Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(headers());
        all.putAll(more);
        return switch (this) {
            case JsonBody json -> new JsonBody(json.status(), json.value(), all);
            case Bytes bytes -> new Bytes(bytes.status(), bytes.contentType(), bytes.content(), all);
            case TemporaryFile sent -> new TemporaryFile(sent.status(), sent.contentType(), sent.file(), all);
            case Empty empty -> new Empty(empty.status(), all);
        };
    }
}
