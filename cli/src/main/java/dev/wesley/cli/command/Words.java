package dev.wesley.cli.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Numbers, times and columns as people write them.
final class Words {
    private Words() {}

    /// `1 step`, `2 steps`
    static String count(long n, String noun) {
        return n + " " + noun + (n == 1 ? "" : "s");
    }

    /// `materialized view`
    static String of(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /// `45 ms`, `1.2 s`
    static String duration(double milliseconds) {
        if (milliseconds < 1) {
            return "< 1 ms";
        }
        return milliseconds < 1000
                ? Math.round(milliseconds) + " ms"
                : String.format(Locale.ROOT, "%.1f s", milliseconds / 1000);
    }

    /// `45 µs`, `1.2 ms`
    static String micros(long microseconds) {
        return microseconds < 1000 ? microseconds + " µs" : duration(microseconds / 1000.0);
    }

    /// Rows as aligned columns, two blanks apart, indented by two.
    static List<String> table(List<List<String>> rows) {
        int columns = rows.stream().mapToInt(List::size).max().orElse(0);
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int i = 0; i < row.size(); i++) {
                widths[i] = Math.max(widths[i], width(row.get(i)));
            }
        }
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder("  ");
            for (int i = 0; i < row.size(); i++) {
                line.append(row.get(i));
                if (i < row.size() - 1) {
                    line.append(" ".repeat(widths[i] - width(row.get(i)) + 2));
                }
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }

    private static int width(String text) {
        return text.codePointCount(0, text.length());
    }
}
