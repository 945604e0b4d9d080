package dev.wesley.generators.zod;

import java.util.List;

/// Regular expressions for `numeric(p,s)` as text (manual section 8.1.2). On writing they are stricter than Postgres on purpose: it would round
/// extra digits silently, and take `1e2`.
final class DecimalPattern {
    /// Digits that an unlimited numeric holds before and after the point.
    private static final int MAX_WHOLE = 131_072;
    private static final int MAX_FRACTION = 16_383;

    private DecimalPattern() {}

    /// What Postgres prints. An infinite value exists in an unlimited numeric only (14+).
    static String read(List<Integer> modifiers) {
        return modifiers.isEmpty() ? "/^(?:NaN|-?Infinity|-?\\d+(?:\\.\\d+)?)$/" : "/^(?:NaN|-?\\d+(?:\\.\\d+)?)$/";
    }

    /// What is stored without a digit lost.
    static String written(List<Integer> modifiers) {
        if (modifiers.isEmpty()) {
            return pattern(whole(MAX_WHOLE) + fraction(MAX_FRACTION));
        }
        int precision = modifiers.getFirst();
        int scale = modifiers.size() > 1 ? modifiers.get(1) : 0;
        if (scale < 0) {
            return pattern("(?:0|[1-9]\\d{0," + (precision - 1) + "}0{" + -scale + "})");
        }
        if (scale > precision) {
            int zeros = scale - precision;
            return pattern("0(?:\\.(?:0{1," + zeros + "}|0{" + zeros + "}\\d{1," + precision + "}))?");
        }
        return pattern(whole(precision - scale) + fraction(scale));
    }

    private static String whole(int digits) {
        return digits == 0 ? "0" : "(?:0|[1-9]\\d{0," + (digits - 1) + "})";
    }

    private static String fraction(int digits) {
        return digits == 0 ? "" : "(?:\\.\\d{1," + digits + "})?";
    }

    private static String pattern(String body) {
        return "/^-?" + body + "$/";
    }
}
