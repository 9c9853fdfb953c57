package dev.percorso.server.loyalty;

import dev.percorso.server.event.WorkspaceId;
import java.util.List;

/** Names what gives out coupons. */
@FunctionalInterface
public interface CouponUse {
    /** Names of those that use the coupons, such as {@code flow Welcome}. */
    List<String> usesOf(WorkspaceId workspace, String pool);
}
