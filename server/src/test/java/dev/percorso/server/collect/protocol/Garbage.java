package dev.percorso.server.collect.protocol;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.zip.GZIPOutputStream;

/** Malformed payloads that look like what SDKs send: real field names with values of any kind, then damage. */
final class Garbage {
    private static final List<String> FIELDS = List.of(
            "event",
            "events",
            "batch",
            "type",
            "userId",
            "anonymousId",
            "user_id",
            "device_id",
            "distinct_id",
            "properties",
            "params",
            "context",
            "traits",
            "timestamp",
            "sentAt",
            "sent_at",
            "time",
            "messageId",
            "uuid",
            "$set",
            "$set_once",
            "$unset",
            "$add",
            "$append",
            "$union",
            "$remove",
            "$delete",
            "$distinct_id",
            "$distinct_ids",
            "$device_id",
            "$user_id",
            "$groups",
            "event_type",
            "event_properties",
            "user_properties",
            "groups",
            "insert_id",
            "name",
            "client_id",
            "timestamp_micros",
            "consent",
            "categoryPreferences",
            "page",
            "campaign",
            "url",
            "$current_url",
            "ip",
            "$ip",
            "revenue",
            "value",
            "price",
            "quantity",
            "options",
            "offset",
            "requests",
            "idsite",
            "cdt",
            "cvar",
            "alias",
            "previousId",
            "groupId",
            "$group_key",
            "$group_set",
            "$clearAll");
    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "track",
            "page",
            "identify",
            "alias",
            "group",
            "$identify",
            "$create_alias",
            "$merge",
            "$pageview",
            "$groupidentify",
            "purchase",
            "2026-03-01T10:00:00Z",
            "2026-13-99T99:99:99Z",
            "2026-03-01 10:00:00",
            "NaN",
            "1e999",
            "undefined",
            "https://shop.example/?utm_source=%ZZ&gclid",
            "http://",
            "://",
            "::::",
            "1.2.3.4",
            "\uD83D\uDE00",
            "\u0000",
            "[1,2",
            "{\"1\":[\"a\",\"b\"]}",
            "999999999999999999999999");

    private final RandomGenerator random;
    private final String key;

    Garbage(RandomGenerator random, String key) {
        this.random = random;
        this.key = key;
    }

    byte[] next() {
        String json = random.nextInt(3) == 0 ? list(0) : object(0, true);
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        return switch (random.nextInt(10)) {
            case 0 -> Arrays.copyOf(body, random.nextInt(body.length + 1));
            case 1 -> flipped(body);
            case 2 -> gzip(body, false);
            case 3 -> gzip(body, true);
            case 4 -> ("data=" + Base64.getEncoder().encodeToString(body)).getBytes(StandardCharsets.UTF_8);
            case 5 -> form(json);
            default -> body;
        };
    }

    private byte[] form(String json) {
        String encoded = URLEncoder.encode(json, StandardCharsets.UTF_8);
        return ("api_key=" + key + "&idsite=" + key + "&identification=" + encoded + "&" + pick(FIELDS) + "=" + encoded
                        + "&cdt=%" + pick(TEXTS))
                .getBytes(StandardCharsets.UTF_8);
    }

    private byte[] flipped(byte[] body) {
        byte[] damaged = body.clone();
        for (int times = 0; times < 3 && damaged.length > 0; times++) {
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
        }
        return damaged;
    }

    private byte[] gzip(byte[] body, boolean isDamaged) {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
            gzip.write(body);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        byte[] bytes = zipped.toByteArray();
        if (!isDamaged) {
            return bytes;
        }
        return random.nextBoolean() ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : flipped(bytes);
    }

    private String object(int depth, boolean hasKey) {
        StringBuilder text = new StringBuilder("{");
        if (hasKey) {
            text.append("\"api_key\":\"%s\",\"writeKey\":\"%s\",\"$token\":\"%s\",\"properties\":{\"token\":\"%s\"},"
                    .formatted(key, key, key, key));
        }
        int fields = random.nextInt(8);
        for (int field = 0; field < fields; field++) {
            text.append('"')
                    .append(pick(FIELDS))
                    .append("\":")
                    .append(value(depth + 1))
                    .append(',');
        }
        return text.append("\"x\":").append(value(depth + 1)).append('}').toString();
    }

    private String list(int depth) {
        StringBuilder text = new StringBuilder("[");
        int values = random.nextInt(4);
        for (int value = 0; value < values; value++) {
            text.append(depth == 0 ? object(1, random.nextBoolean()) : value(depth + 1))
                    .append(',');
        }
        return text.append(value(depth + 1)).append(']').toString();
    }

    private String value(int depth) {
        return switch (random.nextInt(depth > 4 ? 6 : 9)) {
            case 0 -> "null";
            case 1 -> random.nextBoolean() ? "true" : "false";
            case 2 -> Long.toString(random.nextLong());
            case 3 -> random.nextInt(5) == 0 ? "1e400" : Double.toString(random.nextDouble(-1e12, 1e12));
            case 4, 5 -> '"' + escaped(pick(TEXTS)) + '"';
            case 6 -> list(depth);
            default -> object(depth, false);
        };
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\u0000", "\\u0000");
    }

    private String pick(List<String> from) {
        return from.get(random.nextInt(from.size()));
    }
}
