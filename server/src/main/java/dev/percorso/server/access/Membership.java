package dev.percorso.server.access;

/**
 * A workspace that a user may enter.
 *
 * @param role there; not that of an administrator, who enters every workspace
 */
public record Membership(String workspace, Role role) {}
