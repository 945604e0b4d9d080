package dev.wesley.engine.sdl;

import dev.wesley.engine.diagnostic.Code;
import dev.wesley.engine.diagnostic.Span;
import dev.wesley.engine.ir.ForeignKey;
import dev.wesley.engine.ir.ReferentialAction;
import dev.wesley.engine.ir.SqlType;
import dev.wesley.engine.sdl.TableDraft.Field;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Resolves `@wes_fk`, when every table and its keys are known.
final class ForeignKeyReader {
    private final Collection<TableDraft> tables;
    private final Collection<Declared> types;
    private final TableReader reader;
    private final Names names;
    private final Complaints complaints;

    ForeignKeyReader(Collection<TableDraft> tables, Collection<Declared> types, TableReader reader, Names names, Complaints complaints) {
        this.tables = tables;
        this.types = types;
        this.reader = reader;
        this.names = names;
        this.complaints = complaints;
    }

    /// What a `ref` points to.
    private record Target(TableDraft table, List<String> columns) {}

    void read(TableDraft table) {
        for (Annotation a : table.annotations().each(DirectiveKind.FOREIGN_KEY)) {
            Optional<List<String>> columns = reader.columns(table, a, "fields", true);
            Optional<Target> target = a.literal("refFields").isPresent() ? listed(table, a) : single(table, a.requiredText("ref"), a.place("ref"));
            if (columns.isPresent() && target.isPresent()) {
                foreignKey(table, a, columns.get(), target.get());
            }
        }
        for (Field field : table.fields.values()) {
            field.member().annotations().one(DirectiveKind.FOREIGN_KEY).ifPresent(a -> single(table, a.requiredText("ref"), a.place("ref"))
                    .ifPresent(target -> foreignKey(table, a, List.of(field.column().name()), target)));
        }
    }

    /// Checks that `@wes_belongsTo(ref:)` points to a column, and that the types of a relation are declared.
    void relations(TableDraft table) {
        for (Declared.Member member : table.type.members()) {
            for (DirectiveKind kind : Kept.RELATIONS) {
                member.annotations().one(kind).ifPresent(a -> {
                    a.text("ref").ifPresent(ref -> single(table, ref, a.place("ref")));
                    a.text("via").ifPresent(via -> table(table, via, a.place("via")));
                    Optional<TableDraft> target = a.text("type").flatMap(type -> table(table, type, a.place("type")));
                    a.text("field").ifPresent(field -> target.filter(t -> t.type.members().stream().noneMatch(m -> m.name().equals(field)))
                            .ifPresent(t -> complaints.unknown(a.place("field"), "`" + t.type.name() + "` has no field `" + field + "`", "unknown field",
                                    Suggestion.of(field, t.type.members().stream().map(Declared.Member::name).toList(), "name a field of that type"))));
                });
            }
        }
    }

    private void foreignKey(TableDraft table, Annotation a, List<String> columns, Target target) {
        String what = "the foreign key on " + TableReader.list(table, columns);
        if (columns.size() != target.columns().size()) {
            complaints.error(a.place(), what + " pairs " + columns.size() + " with " + target.columns().size() + " columns of `" + target.table().type.name() + "`", "counts differ",
                    "give fields and refFields of the same length");
            return;
        }
        if (!isKey(target)) {
            complaints.error(a.place("ref"), what + " points to " + TableReader.list(target.table(), target.columns()) + ", which no primary key or unique constraint makes unique",
                    "not unique", "add @wes_unique there, or point to the primary key"
                            + target.table().primaryKey.map(k -> " `" + target.table().type.name() + "." + String.join("`, `", k.columns()) + "`").orElse(""));
            return;
        }
        for (int i = 0; i < columns.size(); i++) {
            SqlType from = TableReader.field(table, columns.get(i)).column().type();
            SqlType to = TableReader.field(target.table(), target.columns().get(i)).column().type();
            if (from.list() != to.list()) {
                complaints.error(a.place(), what + " compares " + from.text() + " with " + to.text() + ", which Postgres cannot", "a list", "use one value per row");
                return;
            }
            if (!from.equals(to)) {
                complaints.warning(Code.FOREIGN_KEY_TYPE_MISMATCH, a.place(), what + " compares " + from.text() + " with " + to.text() + " of `" + target.table().type.name() + "."
                        + target.columns().get(i) + "`", "types differ", "give both columns the same type");
            }
        }
        Optional<ReferentialAction> onDelete = reader.choice(a, "onDelete", ReferentialAction.class);
        Optional<ReferentialAction> onUpdate = reader.choice(a, "onUpdate", ReferentialAction.class);
        boolean initiallyDeferred = a.flag("initiallyDeferred").orElse(false);
        boolean deferrable = a.flag("deferrable").orElse(initiallyDeferred);
        if (initiallyDeferred && !deferrable) {
            complaints.error(a.place("initiallyDeferred"), what + " is initially deferred, but not deferrable", "needs deferrable", "write deferrable: true");
        }
        String name = a.text("name").orElse("fk_" + table.name.name() + "_" + String.join("_", columns));
        names.constraint(table.name, name, what, a.place());
        table.places.put(name, a.place());
        table.foreignKeys.add(new ForeignKey(name, columns, target.table().name, target.columns(), onDelete.orElse(ReferentialAction.NO_ACTION),
                onUpdate.orElse(ReferentialAction.NO_ACTION), deferrable, initiallyDeferred, true));
    }

    private static boolean isKey(Target target) {
        Set<String> columns = Set.copyOf(target.columns());
        return columns.size() == target.columns().size()
                && (target.table().primaryKey.filter(k -> Set.copyOf(k.columns()).equals(columns)).isPresent()
                        || target.table().uniques.stream().anyMatch(u -> Set.copyOf(u.columns()).equals(columns)));
    }

    /// `Order.id`, `orders.id`, `sales.orders.id`
    private Optional<Target> single(TableDraft from, String ref, Span place) {
        int dot = ref.lastIndexOf('.');
        if (dot <= 0 || dot == ref.length() - 1 || ref.chars().anyMatch(Character::isWhitespace)) {
            complaints.error(place, "`" + ref.replaceAll("\\p{Cntrl}", " ") + "` does not name a column of a table", "malformed ref", "write ref: \"Table.column\"");
            return Optional.empty();
        }
        Optional<TableDraft> table = table(from, ref.substring(0, dot), place);
        String column = ref.substring(dot + 1);
        return table.filter(t -> reader.column(t, column, place)).map(t -> new Target(t, List.of(column)));
    }

    private Optional<Target> listed(TableDraft from, Annotation a) {
        return table(from, a.requiredText("ref"), a.place("ref"))
                .flatMap(table -> reader.columns(table, a, "refFields", true).map(columns -> new Target(table, columns)));
    }

    /// A table by its GraphQL type, or else by its SQL name, in the schema of the table that asks before others.
    private Optional<TableDraft> table(TableDraft from, String wanted, Span place) {
        Optional<TableDraft> byType = tables.stream().filter(t -> t.type.name().equals(wanted)).findFirst();
        if (byType.isPresent()) {
            return byType;
        }
        List<TableDraft> bySql = tables.stream().filter(t -> t.name.toString().equals(wanted) || t.name.name().equals(wanted)).toList();
        List<TableDraft> near = bySql.stream().filter(t -> t.name.schema().equals(from.name.schema())).toList();
        List<TableDraft> found = near.isEmpty() ? bySql : near;
        if (found.size() == 1) {
            return Optional.of(found.getFirst());
        }
        if (found.size() > 1) {
            complaints.error(place, "`" + wanted + "` is the name of several tables: " + String.join(", ", found.stream().map(t -> "`" + t.name + "`").toList()), "ambiguous",
                    "write the GraphQL type, such as `" + found.getFirst().type.name() + "`");
        } else if (types.stream().anyMatch(t -> t.name().equals(wanted))) {
            complaints.error(place, "`" + wanted + "` is not a table", "not a table", "add @wes_table to `" + wanted + "`");
        } else {
            Set<String> known = new TreeSet<>();
            tables.forEach(t -> known.addAll(List.of(t.type.name(), t.name.toString())));
            complaints.unknown(place, "there is no table `" + wanted.replaceAll("\\p{Cntrl}", " ") + "`", "unknown table",
                    Suggestion.of(wanted, known, "the tables are " + String.join(", ", new ArrayList<>(known).subList(0, Math.min(8, known.size())))));
        }
        return Optional.empty();
    }
}
