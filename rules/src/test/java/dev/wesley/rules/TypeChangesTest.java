package dev.wesley.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wesley.engine.diff.Change;
import dev.wesley.engine.fact.ExistingCheck;
import dev.wesley.engine.fact.ExistingIndex;
import dev.wesley.engine.fact.ExistingTable;
import dev.wesley.engine.fact.Fact;
import dev.wesley.engine.inference.ChangeClass;
import dev.wesley.engine.inference.Conclusions;
import dev.wesley.engine.ir.CheckConstraint;
import dev.wesley.engine.ir.Column;
import dev.wesley.engine.ir.Expression;
import dev.wesley.engine.ir.Index;
import dev.wesley.engine.ir.QualifiedName;
import dev.wesley.engine.ir.SqlType;
import dev.wesley.engine.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// What the rules make of a pair of types against what Postgres 11 to 18 did with it: `recorded/type-changes.jsonl`, measured on running
/// servers with 1,000 rows, with and without an index.
class TypeChangesTest {
    private static final QualifiedName TT = QualifiedName.of("tt");

    /// No type of the IR, or another statement than Wesley's: with a collation or a conversion of its own.
    private static final Set<String> NOT_EXPRESSIBLE = Set.of("text -> udom", "udom -> text", "text -> cdom", "cdom -> text", "varchar(50) -> udom",
            "text -> text collate \"C\"", "text -> text collate \"POSIX\"");

    private static List<JsonNode> pairs() throws IOException {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(TypeChangesTest.class.getResourceAsStream("/recorded/type-changes.jsonl")), StandardCharsets.UTF_8))) {
            return reader.lines().map(Json::read).filter(row -> row.path("id").asString().equals("pair")).toList();
        }
    }

    private static String name(JsonNode row) {
        return row.path("oldType").asString() + " -> " + row.path("newType").asString();
    }

    private static SqlType type(String text) {
        return SqlType.parse(text).orElseGet(() -> SqlType.userDefined(QualifiedName.of(text)));
    }

    private static Conclusions ask(JsonNode row, int major) {
        Column before = Column.of("c", type(row.path("oldType").asString()), true);
        Change change = new Change.ColumnTypeChanged(TT, before, before.withType(type(row.path("newType").asString())));
        List<Fact> facts = List.of(new ExistingTable(TT, false), new ExistingIndex(TT, Index.of("tt_c", List.of("c"), false)));
        return BasePack.ask(major, List.of(change), facts);
    }

    @Test
    void onlyWhatKeptItsFilesIsCalledCompatible() throws IOException {
        List<String> wrong = new ArrayList<>();
        Set<String> asked = new TreeSet<>();
        for (JsonNode row : pairs()) {
            if (NOT_EXPRESSIBLE.contains(name(row)) || row.path("oldType").asString().equals(row.path("newType").asString())) {
                continue;
            }
            asked.add(name(row));
            IntStream.rangeClosed(row.path("from").asInt(), row.path("to").asInt()).forEach(major -> {
                boolean compatible = ask(row, major).classes().stream().anyMatch(c -> c.value().changeClass() == ChangeClass.COMPATIBLE);
                if (compatible != row.path("outcome").asString().equals("free")) {
                    wrong.add(name(row) + " on " + major + ": " + row.path("outcome").asString() + ", called " + (compatible ? "compatible" : "not compatible"));
                }
            });
        }
        assertThat(asked).hasSizeGreaterThanOrEqualTo(75);
        assertThat(wrong).isEmpty();
    }

    @Test
    void aCheckOnAnotherColumnDoesNotMatter() {
        Change change = new Change.ColumnTypeChanged(TT, Column.of("c", SqlType.of("varchar(10)"), true), Column.of("c", SqlType.of("varchar(20)"), true));
        ExistingCheck other = new ExistingCheck(TT, CheckConstraint.of("k", Expression.of("z > 0 AND 'c' <> ''")));
        ExistingCheck own = new ExistingCheck(TT, CheckConstraint.of("k", Expression.of("C <> ''")));
        assertThat(steps(change, other)).containsExactly("ChangeColumnType");
        assertThat(steps(change, own)).containsExactly("ChangeTypeUnderChecks", "ChangeTypeUnderChecks", "ValidateCheck");
    }

    private static List<String> steps(Change change, Fact fact) {
        return BasePack.ask(17, List.of(change), List.of(new ExistingTable(TT, false), fact)).answers().stream()
                .flatMap(a -> a.value().steps().stream()).map(s -> s.op()).sorted().toList();
    }
}
