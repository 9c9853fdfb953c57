package dev.percorso.server.http;

import java.util.Map;
import java.util.function.Function;

/** Answers one kind of request. Throws {@link ProblemException} for what the caller should know. */
@FunctionalInterface
public interface Handler {
    Response handle(Request request) throws Exception;

    /** The same with headers on every answer, also on one that says what was wrong. */
    default Handler with(Function<Request, Map<String, String>> headers) {
        return request -> {
            Response response;
            try {
                response = handle(request);
            } catch (ProblemException problem) {
                response = Response.problem(problem);
            }
            return response.with(headers.apply(request));
        };
    }
}
