package dev.wesley.engine.ir;

import java.nio.charset.StandardCharsets;

/// The name that Postgres itself gives to an unnamed object: `<table>_<column>_<label>`, with table and column cut to fit 63 bytes
/// (`makeObjectName` in its source).
public final class DefaultName {
    private static final int MOST_BYTES = 63;

    private DefaultName() {}

    /// `of("orders", "total", "not_null")` is `orders_total_not_null`; an empty column is left out.
    public static String of(String table, String column, String label) {
        int fixed = 1 + bytes(label) + (column.isEmpty() ? 0 : 1);
        int first = bytes(table);
        int second = bytes(column);
        while (first + second > MOST_BYTES - fixed) {
            if (first > second) {
                first--;
            } else {
                second--;
            }
        }
        return cut(table, first) + (column.isEmpty() ? "" : "_" + cut(column, second)) + "_" + label;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /// The longest prefix of whole characters that fits.
    private static String cut(String text, int most) {
        int end = text.length();
        while (bytes(text.substring(0, end)) > most) {
            end = text.offsetByCodePoints(end, -1);
        }
        return text.substring(0, end);
    }
}
