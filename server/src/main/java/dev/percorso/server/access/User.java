package dev.percorso.server.access;

import dev.percorso.server.event.WorkspaceId;
import java.util.List;
import java.util.Optional;

/**
 * Somebody who works with Percorso.
 *
 * @param role in every workspace, of those who enter all of them
 * @param mustChangePassword still on the one-time password
 * @param everywhere enters every workspace, those to come included; administrators always do
 * @param memberships the workspaces that others enter
 */
public record User(
        String id,
        String email,
        String name,
        Role role,
        boolean mustChangePassword,
        boolean everywhere,
        List<Membership> memberships) {
    public User {
        memberships = List.copyOf(memberships);
    }

    boolean entersAll() {
        return everywhere || role == Role.ADMINISTRATOR;
    }

    /** The role in a workspace; empty where the user may not enter. */
    Optional<Role> roleIn(WorkspaceId workspace) {
        if (entersAll()) {
            return Optional.of(role);
        }
        return memberships.stream()
                .filter(membership -> membership.workspace().equals(workspace.value()))
                .map(Membership::role)
                .findFirst();
    }
}
