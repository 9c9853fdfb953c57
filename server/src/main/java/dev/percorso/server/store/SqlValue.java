package dev.percorso.server.store;

import dev.percorso.server.http.Json;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Array;
import java.sql.Blob;
import java.sql.SQLException;
import java.sql.Struct;
import java.sql.Timestamp;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.duckdb.JsonNode;
import org.jspecify.annotations.Nullable;

/** A value of DuckDB as JSON can tell it. */
final class SqlValue {
    private static final BigInteger EXACT_IN_JSON = BigInteger.ONE.shiftLeft(53);

    private SqlValue() {}

    static @Nullable Object plain(@Nullable Object value, ZoneId zone) throws SQLException {
        return switch (value) {
            case null -> null;
            case Boolean truth -> truth;
            case Double number when !Double.isFinite(number) -> number.toString();
            case Float number when !Float.isFinite(number) -> number.toString();
            case BigInteger number when number.abs().compareTo(EXACT_IN_JSON) > 0 -> number.toString();
            case Long number when Math.abs(number) > EXACT_IN_JSON.longValue() -> number.toString();
            case BigDecimal number -> number;
            case Number number -> number;
            case OffsetDateTime time ->
                time.atZoneSameInstant(zone).toOffsetDateTime().toString();
            case Timestamp time -> time.toLocalDateTime().toString();
            case JsonNode json -> Json.MAPPER.readTree(json.toString());
            case Array list -> ofEach((Object[]) list.getArray(), zone);
            case Struct struct -> struct(struct, zone);
            case Map<?, ?> map -> map(map, zone);
            case Blob bytes -> HexFormat.of().formatHex(bytes.getBytes(1, (int) bytes.length()));
            default -> value.toString();
        };
    }

    private static List<@Nullable Object> ofEach(@Nullable Object[] values, ZoneId zone) throws SQLException {
        List<@Nullable Object> plain = new ArrayList<>(values.length);
        for (Object value : values) {
            plain.add(plain(value, zone));
        }
        return plain;
    }

    private static Object struct(Struct struct, ZoneId zone) throws SQLException {
        return struct instanceof org.duckdb.DuckDBStruct named
                ? map(named.getMap(), zone)
                : ofEach(struct.getAttributes(), zone);
    }

    private static Map<String, @Nullable Object> map(Map<?, ?> map, ZoneId zone) throws SQLException {
        Map<String, @Nullable Object> plain = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            plain.put(String.valueOf(plain(entry.getKey(), zone)), plain(entry.getValue(), zone));
        }
        return plain;
    }
}
