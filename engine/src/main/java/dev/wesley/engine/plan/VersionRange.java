package dev.wesley.engine.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Versions that suit, as a pack writes them: comparisons that must all hold, such as `>=0.1.0 <0.2.0`. Pre-releases are not told apart.
///
/// @param text as it was written
public record VersionRange(String text) {
    private static final Pattern VERSION = Pattern.compile("(0|[1-9]\\d{0,8})\\.(0|[1-9]\\d{0,8})\\.(0|[1-9]\\d{0,8})");
    private static final Pattern BOUND = Pattern.compile("(>=|>|<=|<|=)(" + VERSION.pattern() + ")");

    /// @throws IllegalArgumentException if it is no range
    public VersionRange {
        for (String bound : bounds(text)) {
            if (!BOUND.matcher(bound).matches()) {
                throw new IllegalArgumentException("not a range of versions: \"" + text + "\"; write for example \">=0.1.0 <0.2.0\"");
            }
        }
    }

    /// Whether a text is a semantic version without a suffix.
    public static boolean isVersion(String text) {
        return VERSION.matcher(text).matches();
    }

    /// @throws IllegalArgumentException if it is no version
    public boolean contains(String version) {
        for (String bound : bounds(text)) {
            Matcher parts = BOUND.matcher(bound);
            if (!parts.matches()) {
                throw new IllegalStateException(text);
            }
            int order = compare(numbers(version), numbers(parts.group(2)));
            boolean holds = switch (parts.group(1)) {
                case ">=" -> order >= 0;
                case ">" -> order > 0;
                case "<=" -> order <= 0;
                case "<" -> order < 0;
                default -> order == 0;
            };
            if (!holds) {
                return false;
            }
        }
        return true;
    }

    private static List<String> bounds(String text) {
        return Arrays.asList(text.strip().split("\\s+"));
    }

    private static List<Integer> numbers(String version) {
        Matcher parts = VERSION.matcher(version);
        if (!parts.matches()) {
            throw new IllegalArgumentException("not a semantic version: " + version);
        }
        List<Integer> numbers = new ArrayList<>();
        for (int i = 1; i <= 3; i++) {
            numbers.add(Integer.valueOf(parts.group(i)));
        }
        return numbers;
    }

    private static int compare(List<Integer> a, List<Integer> b) {
        for (int i = 0; i < a.size(); i++) {
            int order = Integer.compare(a.get(i), b.get(i));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    @Override
    public String toString() {
        return text;
    }
}
