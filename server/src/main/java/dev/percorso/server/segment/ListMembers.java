package dev.percorso.server.segment;

import dev.percorso.server.event.WorkspaceId;
import java.util.BitSet;

/** Who is on the lists that conditions name. */
public interface ListMembers {
    boolean exists(WorkspaceId workspace, String list);

    BitSet members(WorkspaceId workspace, String list);

    /** Whether one person is, without looking at the others. */
    boolean isOn(WorkspaceId workspace, String list, int person);
}
