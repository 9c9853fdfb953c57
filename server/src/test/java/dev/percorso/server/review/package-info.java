@org.jspecify.annotations.NullMarked
package dev.percorso.server.review;
