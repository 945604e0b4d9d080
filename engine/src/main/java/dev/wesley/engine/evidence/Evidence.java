package dev.wesley.engine.evidence;

import java.util.Comparator;

/// One stretch of one artifact that realises one element: an entry of the [EvidenceMap].
///
/// @param uid of the table or column, `tbl:Order` or `col:Order.total`
/// @param aspect and `element`: as in [ElementSpan]
/// @param firstLine from 1
/// @param lastLine inclusive
/// @param sha256 of exactly these lines, each with its LF: `sed -n 3,9p schema.sql | sha256sum`
public record Evidence(
        String uid, ArtifactKind kind, String aspect, String element, String file, int firstLine, int lastLine, String sha256)
        implements Comparable<Evidence> {

    private static final Comparator<Evidence> ORDER = Comparator.comparing(Evidence::uid)
            .thenComparing(Evidence::kind)
            .thenComparing(Evidence::file)
            .thenComparingInt(Evidence::firstLine)
            .thenComparingInt(Evidence::lastLine)
            .thenComparing(Evidence::aspect)
            .thenComparing(Evidence::element)
            .thenComparing(Evidence::sha256);

    public Evidence {
        if (firstLine < 1 || lastLine < firstLine) {
            throw new IllegalArgumentException("not a span of lines: " + firstLine + "-" + lastLine);
        }
        if (!Sha256.isHex(sha256)) {
            throw new IllegalArgumentException("not a SHA-256 in lower-case hex: " + sha256);
        }
    }

    @Override
    public int compareTo(Evidence other) {
        return ORDER.compare(this, other);
    }
}
