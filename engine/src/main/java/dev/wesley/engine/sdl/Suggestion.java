package dev.wesley.engine.sdl;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/// "Did you mean": the known name that is likest to a mistyped one.
final class Suggestion {
    /// Beyond this nobody mistypes a name; comparing would only cost time.
    private static final int MAX_LENGTH = 100;

    private Suggestion() {}

    /// A help text that names the likest known name, or `otherwise` if none is like it.
    static String of(String wrong, Collection<String> known, String otherwise) {
        return likest(wrong, known).map(name -> "did you mean `" + name + "`?").orElse(otherwise);
    }

    /// The known name within max(1, length / 3) slips, counted as by Damerau and Levenshtein; the alphabet decides between equals.
    static Optional<String> likest(String wrong, Collection<String> known) {
        if (wrong.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        int limit = Math.max(1, wrong.length() / 3);
        record Candidate(String name, int slips) {}
        return known.stream()
                .filter(name -> Math.abs(name.length() - wrong.length()) <= limit)
                .map(name -> new Candidate(name, slips(wrong, name)))
                .filter(candidate -> candidate.slips() <= limit)
                .min(Comparator.comparingInt(Candidate::slips).thenComparing(Candidate::name))
                .map(Candidate::name);
    }

    /// Insertions, deletions, replacements and swaps of neighbours that turn one word into the other.
    static int slips(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            d[i][0] = i;
        }
        for (int j = 0; j <= b.length(); j++) {
            d[0][j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            for (int j = 1; j <= b.length(); j++) {
                int cost = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                d[i][j] = Math.min(Math.min(d[i - 1][j] + 1, d[i][j - 1] + 1), d[i - 1][j - 1] + cost);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[a.length()][b.length()];
    }
}
