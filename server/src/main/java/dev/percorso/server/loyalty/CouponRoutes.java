package dev.percorso.server.loyalty;

import dev.percorso.server.audit.AuditLog;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.Access;
import dev.percorso.server.http.ProblemException;
import dev.percorso.server.http.Request;
import dev.percorso.server.http.Response;
import dev.percorso.server.http.Router;
import dev.percorso.server.http.Routes;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Coupons, their codes, and redeeming them. */
final class CouponRoutes implements Routes {
    private static final String WORKSPACE = "/api/workspaces/{workspace}";
    private static final String POOLS = WORKSPACE + "/coupon-pools";
    private static final String POOL = POOLS + "/{id}";
    private static final int MOST_BYTES = 8 << 20;

    private final Coupons coupons;
    private final List<CouponUse> uses;
    private final AuditLog audit;

    CouponRoutes(Coupons coupons, List<CouponUse> uses, AuditLog audit) {
        this.coupons = coupons;
        this.uses = List.copyOf(uses);
        this.audit = audit;
    }

    @Override
    public void register(Router router) {
        router.get(POOLS, Access.VIEW, request -> Response.ok(coupons.all(request.workspace())))
                .post(
                        POOLS,
                        Access.EDIT,
                        request -> Response.created(
                                coupons.create(request.workspace(), request.json(CouponContent.class))))
                .put(
                        POOL,
                        Access.EDIT,
                        request -> Response.ok(coupons.update(
                                request.workspace(), request.path("id"), request.json(CouponContent.class))))
                .delete(POOL, Access.EDIT, this::delete)
                .post(
                        POOL + "/csv",
                        Access.EDIT,
                        request -> Response.ok(
                                coupons.upload(request.workspace(), request.path("id"), request.body(MOST_BYTES))))
                .get(
                        POOL + "/codes",
                        Access.VIEW,
                        request -> Response.ok(
                                coupons.codes(request.workspace(), filter(request), request.offset(), request.limit())))
                .post(
                        POOL + "/codes",
                        Access.EDIT,
                        request -> Response.created(coupons.issue(
                                request.workspace(),
                                request.path("id"),
                                request.json(Coupons.Issue.class),
                                request.caller().name())))
                .get(POOL + "/codes.csv", Access.VIEW, this::file)
                .post(
                        WORKSPACE + "/coupons/redeem",
                        Access.EDIT,
                        request ->
                                Response.ok(coupons.redeem(request.workspace(), request.json(Coupons.Redeem.class))));
    }

    private Response delete(Request request) {
        WorkspaceId workspace = request.workspace();
        String id = request.path("id");
        coupons.delete(
                workspace,
                id,
                uses.stream().flatMap(use -> use.usesOf(workspace, id).stream()).toList());
        return Response.noContent();
    }

    private static CouponStore.Filter filter(Request request) {
        return new CouponStore.Filter(
                request.path("id"),
                request.query("state").map(CouponRoutes::state),
                request.query("search").orElse(""));
    }

    static CouponCode.State state(String name) {
        return Arrays.stream(CouponCode.State.values())
                .filter(state -> state.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElseThrow(() -> ProblemException.invalid(
                        "/state",
                        "the state of a code is free, issued, redeemed or expired, not '%s'".formatted(name)));
    }

    private Response file(Request request) {
        byte[] csv = CouponFile.of(coupons, request.workspace(), filter(request));
        audit.record(request.caller(), request.workspace(), "export-codes", request.path("id"));
        return Response.download("codes.csv", "text/csv; charset=utf-8", csv);
    }
}
