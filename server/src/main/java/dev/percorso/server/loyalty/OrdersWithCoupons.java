package dev.percorso.server.loyalty;

import dev.percorso.server.event.ProjectedEvent;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.journal.CheckpointStore;
import dev.percorso.server.journal.ProjectedLog;
import dev.percorso.server.journal.ProjectionListener;
import dev.percorso.server.store.Database;
import dev.percorso.server.work.Worker;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Redeems the codes that orders name in their property {@code coupon}, each order once. */
final class OrdersWithCoupons implements ProjectionListener, AutoCloseable {
    private static final String CONSUMER = "coupons";
    private static final String ORDER_COMPLETED = "Order Completed";
    private static final String COUPON = "coupon";
    private static final int EVENTS_AT_ONCE = 4_000;
    private static final Duration REST = Duration.ofSeconds(5);

    private final Database database;
    private final ProjectedLog log;
    private final CheckpointStore checkpoints;
    private final Worker worker = new Worker("coupons of orders", REST, this::look);

    OrdersWithCoupons(Database database) {
        this.database = database;
        this.log = new ProjectedLog(database);
        this.checkpoints = new CheckpointStore(database);
    }

    void start() {
        checkpoints.register(CONSUMER);
        worker.start();
    }

    @Override
    public void projected(WorkspaceId workspace, List<ProjectedEvent> events) {
        worker.wake();
    }

    private boolean look() {
        boolean moved = false;
        for (WorkspaceId workspace : log.workspaces()) {
            moved |= look(workspace);
        }
        return moved;
    }

    private boolean look(WorkspaceId workspace) {
        long position = database.read(handle -> checkpoints.position(handle, workspace, CONSUMER));
        List<ProjectedEvent> events = log.after(workspace, position, EVENTS_AT_ONCE);
        if (events.isEmpty()) {
            return false;
        }
        List<ProjectedEvent> orders = events.stream()
                .filter(event -> event.event().name().equals(ORDER_COMPLETED)
                        && event.event().properties().get(COUPON) instanceof String)
                .toList();
        database.run(handle -> {
            orders.forEach(order -> CouponStore.redeemedBy(
                    handle,
                    workspace,
                    String.valueOf(order.event().properties().get(COUPON)),
                    orderId(order),
                    order.event().time()));
            checkpoints.advance(handle, workspace, CONSUMER, events.getLast().sequence());
        });
        return true;
    }

    private static String orderId(ProjectedEvent order) {
        return Stream.of("order_id", "orderId", "order")
                .flatMap(name -> Optional.ofNullable(order.event().properties().get(name)).stream())
                .map(String::valueOf)
                .findFirst()
                .orElse("");
    }

    @Override
    public void close() {
        worker.close();
    }
}
