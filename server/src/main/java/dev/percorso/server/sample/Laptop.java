package dev.percorso.server.sample;

import java.util.List;

/**
 * An article of the sample shop.
 *
 * @param price in euro
 */
record Laptop(String sku, String name, String category, double price) {
    static final List<Laptop> ALL = List.of(
            new Laptop("aria-13", "Aria 13", "ultrabook", 899),
            new Laptop("aria-14", "Aria 14", "ultrabook", 1099),
            new Laptop("brezza-14", "Brezza 14", "ultrabook", 749),
            new Laptop("studio-15", "Studio 15", "creative", 1549),
            new Laptop("studio-16", "Studio 16 Pro", "creative", 2199),
            new Laptop("lampo-15", "Lampo 15", "gaming", 1299),
            new Laptop("lampo-17", "Lampo 17", "gaming", 1899),
            new Laptop("quaderno-15", "Quaderno 15", "everyday", 499),
            new Laptop("quaderno-17", "Quaderno 17", "everyday", 629),
            new Laptop("ufficio-14", "Ufficio 14", "business", 979));

    static final List<Laptop> ACCESSORIES = List.of(
            new Laptop("zaino", "Zaino da 15 pollici", "accessory", 59),
            new Laptop("dock", "Dock USB-C", "accessory", 129),
            new Laptop("mouse", "Mouse senza filo", "accessory", 29),
            new Laptop("garanzia", "Garanzia estesa", "accessory", 99),
            new Laptop("monitor", "Monitor da 27 pollici", "accessory", 249));
}
