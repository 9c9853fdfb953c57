package dev.percorso.server.access;

/**
 * Somebody who works with Percorso.
 *
 * @param mustChangePassword still on the one-time password
 */
public record User(String id, String email, String name, Role role, boolean mustChangePassword) {}
