package dev.percorso.server.http;

import java.util.ArrayList;
import java.util.List;

/** Collects routes: method, path, what the caller must be allowed, and who answers. */
public final class Router {
    /**
     * One route.
     *
     * @param path with parts in braces, e.g. {@code /api/workspaces/{workspace}/flows/{id}}
     */
    public record Route(String method, String path, Access access, Handler handler) {}

    private final List<Route> routes = new ArrayList<>();

    public Router get(String path, Access access, Handler handler) {
        return add("GET", path, access, handler);
    }

    public Router post(String path, Access access, Handler handler) {
        return add("POST", path, access, handler);
    }

    public Router put(String path, Access access, Handler handler) {
        return add("PUT", path, access, handler);
    }

    public Router patch(String path, Access access, Handler handler) {
        return add("PATCH", path, access, handler);
    }

    public Router delete(String path, Access access, Handler handler) {
        return add("DELETE", path, access, handler);
    }

    public Router options(String path, Access access, Handler handler) {
        return add("OPTIONS", path, access, handler);
    }

    private Router add(String method, String path, Access access, Handler handler) {
        routes.add(new Route(method, path, access, handler));
        return this;
    }

    public List<Route> routes() {
        return List.copyOf(routes);
    }
}
