/** Coupons and their codes, points and tiers: what people get for being customers. */
@NullMarked
package dev.percorso.server.loyalty;

import org.jspecify.annotations.NullMarked;
