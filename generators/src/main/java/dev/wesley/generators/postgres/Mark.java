package dev.wesley.generators.postgres;

import dev.wesley.engine.evidence.ArtifactKind;
import dev.wesley.engine.evidence.ElementSpan;
import dev.wesley.engine.ir.Column;
import dev.wesley.engine.ir.Table;
import dev.wesley.generators.Uids;
import java.util.ArrayList;
import java.util.List;

/// Which elements of the schema one statement realises, in lines of the statement from 0. A constraint counts for its table and for
/// each of its columns.
record Mark(List<Element> elements) {
    /// Lines of a statement from 0, inclusive.
    record Lines(int first, int last) {
        /// All lines of the statement, however many it has.
        static final Lines ALL = new Lines(0, Integer.MAX_VALUE);
    }

    record Element(String uid, ArtifactKind kind, String aspect, String element, Lines lines) {}

    static Mark none() {
        return new Mark(List.of());
    }

    Mark table(Table table, String aspect, String element) {
        return with(new Element(Uids.table(table), ArtifactKind.SQL, aspect, element, Lines.ALL));
    }

    Mark column(Table table, Column column, String aspect, String element) {
        return column(table, column, aspect, element, Lines.ALL);
    }

    Mark column(Table table, Column column, String aspect, String element, Lines lines) {
        return with(new Element(Uids.column(table, column), ArtifactKind.SQL, aspect, element, lines));
    }

    Mark constraint(Table table, List<String> columns, String aspect, String element) {
        return constraint(table, columns, aspect, element, Lines.ALL);
    }

    Mark constraint(Table table, List<String> columns, String aspect, String element, Lines lines) {
        Mark mark = with(new Element(Uids.table(table), ArtifactKind.SQL, aspect, element, lines));
        for (Column column : table.columns()) {
            if (columns.contains(column.name())) {
                mark = mark.column(table, column, aspect, element, lines);
            }
        }
        return mark;
    }

    Mark security(Table table, String aspect, String element) {
        return table(table, aspect, element).with(new Element(Uids.table(table), ArtifactKind.RLS, aspect, element, Lines.ALL));
    }

    private Mark with(Element element) {
        List<Element> all = new ArrayList<>(elements);
        all.add(element);
        return new Mark(all);
    }

    /// The same elements in lines of a file.
    ///
    /// @param firstLine where the statement begins
    /// @param lastLine where it ends
    List<ElementSpan> spans(int firstLine, int lastLine) {
        return elements.stream()
                .map(e -> new ElementSpan(e.uid(), e.kind(), e.aspect(), e.element(), firstLine + e.lines().first(),
                        e.lines().equals(Lines.ALL) ? lastLine : firstLine + e.lines().last()))
                .toList();
    }
}
