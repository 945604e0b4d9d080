package dev.wesley.engine.evidence;

/// Where a generated file realises one element of the schema.
///
/// @param uid of a table or column: `tbl:Order`, `col:Order.total`
/// @param aspect what of it: `table`, `column`, `type`, `nullability`, `default`, `primary-key`, `unique`, `check`, `foreign-key`,
///     `index`, `comment`, `enum`, `row-security`, `policy`
/// @param element the name in the database, such as the constraint's; empty for the table or column itself
/// @param firstLine from 1
/// @param lastLine inclusive
public record ElementSpan(String uid, ArtifactKind kind, String aspect, String element, int firstLine, int lastLine) {
    public ElementSpan {
        if (firstLine < 1 || lastLine < firstLine) {
            throw new IllegalArgumentException("not a span of lines: " + firstLine + "-" + lastLine);
        }
    }
}
