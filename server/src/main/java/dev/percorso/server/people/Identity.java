package dev.percorso.server.people;

/** One id under which a person is known. */
public record Identity(IdentityKind kind, String value) {}
