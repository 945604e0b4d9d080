package dev.wesley.engine.drift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wesley.engine.diff.Differ;
import dev.wesley.engine.ir.CheckConstraint;
import dev.wesley.engine.ir.Column;
import dev.wesley.engine.ir.Directives;
import dev.wesley.engine.ir.Expression;
import dev.wesley.engine.ir.Index;
import dev.wesley.engine.ir.QualifiedName;
import dev.wesley.engine.ir.RowSecurity;
import dev.wesley.engine.ir.Schema;
import dev.wesley.engine.ir.SqlType;
import dev.wesley.engine.ir.Table;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DriftReportTest {
    private static final IgnoreRules NONE = new IgnoreRules(List.of());

    private static Table table(String name, List<Column> columns, List<CheckConstraint> checks, List<Index> indexes) {
        return new Table(QualifiedName.of(name), Optional.empty(), columns, Optional.empty(), List.of(), checks, List.of(), indexes, Optional.empty(), RowSecurity.NONE,
                Optional.empty(), Optional.empty(), Optional.empty(), Directives.NONE);
    }

    private static Schema schema(String type, String defaultValue, String check, boolean valid, String... more) {
        Column total = Column.of("total", SqlType.of(type), false).withDefault(Optional.of(Expression.of(defaultValue)));
        List<Column> columns = java.util.stream.Stream.concat(java.util.stream.Stream.of(total), java.util.stream.Stream.of(more).map(m -> Column.of(m, SqlType.of("text"), true))).toList();
        return new Schema(List.of(table("orders", columns, List.of(new CheckConstraint("positive", Expression.of(check), valid)), List.of())), List.of());
    }

    @Test
    void takesForEqualWhatAServerPrintsEqually() {
        Schema written = schema("integer", "0", "total > 0", true);
        Schema read = schema("integer", "'0'::integer", "(total > 0)", true);
        Schema live = read;
        assertThat(Spelling.couldExplain(Differ.diff(live, written))).isTrue();
        assertThat(new Spelling(written, read).inWrittenWords(live)).isEqualTo(written);
        Schema other = schema("integer", "'1'::integer", "(total > 0)", false);
        DriftReport report = DriftReport.of(written, new Spelling(written, read).inWrittenWords(other), NONE, false);
        assertThat(report.differences()).extracting(Difference::type).containsExactly(DriftType.CONSTRAINT_NOT_VALID, DriftType.COLUMN_DEFAULT_MISMATCH);
    }

    @Test
    void needsNoServerWhereNoExpressionDiffers() {
        Schema before = schema("integer", "0", "total > 0", true);
        assertThat(Spelling.couldExplain(Differ.diff(before, schema("integer", "0", "total > 0", true, "note")))).isFalse();
        assertThat(Spelling.couldExplain(Differ.diff(before, schema("bigint", "0", "total > 0", true)))).isFalse();
        assertThat(Spelling.couldExplain(Differ.diff(before, schema("integer", "0", "total > 1", true)))).isTrue();
    }

    @Test
    void seesALongerType() {
        Schema expected = new Schema(List.of(table("t", List.of(Column.of("a", SqlType.parse("varchar(50)").orElseThrow(), true)), List.of(), List.of())), List.of());
        Schema live = new Schema(List.of(table("t", List.of(Column.of("a", SqlType.parse("varchar(100)").orElseThrow(), true)), List.of(), List.of())), List.of());
        assertThat(DriftReport.of(expected, live, NONE, false).differences()).singleElement().satisfies(d -> {
            assertThat(d.type()).isEqualTo(DriftType.COLUMN_TYPE_MISMATCH);
            assertThat(d.column()).contains("a");
            assertThat(d.expected() + " " + d.actual()).isEqualTo("varchar(50) varchar(100)");
        });
    }

    @Test
    void theOrderOfColumnsIsNoDrift() {
        Schema one = schema("integer", "0", "total > 0", true, "a", "b");
        Schema other = schema("integer", "0", "total > 0", true, "b", "a");
        assertThat(DriftReport.of(one, other, NONE, false).differences()).isEmpty();
    }

    @Test
    void aMissingTableIsOneDifference() {
        Schema expected = new Schema(List.of(table("t", List.of(Column.of("a", SqlType.of("text"), true)), List.of(), List.of(Index.of("i", List.of("a"), false)))), List.of());
        assertThat(DriftReport.of(expected, Schema.EMPTY, NONE, false).differences()).extracting(Difference::type).containsExactly(DriftType.TABLE_MISSING);
        assertThat(DriftReport.of(Schema.EMPTY, expected, NONE, false).withoutExtra().differences()).isEmpty();
    }

    @Test
    void ignoresWhatARuleCoversAsLongAsItHolds() {
        Schema expected = schema("integer", "0", "total > 0", true);
        Schema live = schema("integer", "0", "total > 0", true, "legacy_a", "other");
        IgnoreRules rules = new IgnoreRules(List.of(new IgnoreRules.Rule("orders.legacy_*", "going", Optional.of(LocalDate.of(2026, 12, 31)))));
        DriftReport report = DriftReport.of(expected, live, rules.on(LocalDate.of(2026, 12, 31)), false);
        assertThat(report.differences()).extracting(Difference::subject).containsExactly("orders.other");
        assertThat(report.ignored()).singleElement().satisfies(i -> assertThat(i.rule().reason()).isEqualTo("going"));
        assertThat(DriftReport.of(expected, live, rules.on(LocalDate.of(2027, 1, 1)), false).differences()).hasSize(2);
        assertThat(Differ.diff(rules.pretend(live, expected), expected)).singleElement().satisfies(c -> assertThat(c.subject()).isEqualTo("orders.other"));
        assertThat(new IgnoreRules(List.of(new IgnoreRules.Rule("public.ord*", "", Optional.empty()))).pretend(live, Schema.EMPTY).tables()).isEmpty();
    }

    @Test
    void leavesOpenWorkOfAMigrationAlone() {
        Index index = Index.of("i", List.of("a"), false);
        Index invalid = new Index("i", List.of("a"), List.of(), false, "btree", Optional.empty(), List.of(), Optional.empty(), false, false);
        Schema expected = new Schema(List.of(table("t", List.of(Column.of("a", SqlType.of("text"), true)), List.of(), List.of(index))), List.of());
        Schema live = new Schema(List.of(table("t", List.of(Column.of("a", SqlType.of("text"), true)), List.of(), List.of(invalid))), List.of());
        assertThat(DriftReport.of(expected, live, NONE, false).isClean()).isFalse();
        DriftReport running = DriftReport.of(expected, live, NONE, true);
        assertThat(running.isClean()).isTrue();
        assertThat(running.differences()).extracting(Difference::driftClass).containsExactly(DriftClass.IN_PROGRESS);
    }
}
