package dev.percorso.server.loyalty;

import dev.percorso.server.event.ProjectedEvent;
import dev.percorso.server.event.WorkspaceId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/** Redeems the codes that orders name in their property {@code coupon}, each order once. */
final class OrdersWithCoupons {
    private static final String ORDER_COMPLETED = "Order Completed";
    private static final String COUPON = "coupon";

    private OrdersWithCoupons() {}

    static void redeem(Handle handle, WorkspaceId workspace, List<ProjectedEvent> events) {
        for (ProjectedEvent order : events) {
            if (order.event().name().equals(ORDER_COMPLETED)
                    && order.event().properties().get(COUPON) instanceof String code) {
                CouponStore.redeemedBy(
                        handle, workspace, code, orderId(order), order.event().time());
            }
        }
    }

    private static String orderId(ProjectedEvent order) {
        return Stream.of("order_id", "orderId", "order")
                .flatMap(name -> Optional.ofNullable(order.event().properties().get(name)).stream())
                .map(String::valueOf)
                .findFirst()
                .orElse("");
    }
}
