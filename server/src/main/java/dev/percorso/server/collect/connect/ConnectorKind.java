package dev.percorso.server.collect.connect;

/** Whose webhooks a connector understands. */
public enum ConnectorKind {
    SHOPIFY,
    WOOCOMMERCE,
    ECWID,
    /** Any program that sends JSON; a mapping says what it means. */
    GENERIC
}
