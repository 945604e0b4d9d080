package dev.wesley.engine.sdl;

import dev.wesley.engine.diagnostic.Span;
import dev.wesley.engine.ir.CheckConstraint;
import dev.wesley.engine.ir.Column;
import dev.wesley.engine.ir.ForeignKey;
import dev.wesley.engine.ir.Index;
import dev.wesley.engine.ir.Partitioning;
import dev.wesley.engine.ir.PrimaryKey;
import dev.wesley.engine.ir.QualifiedName;
import dev.wesley.engine.ir.RowSecurity;
import dev.wesley.engine.ir.Table;
import dev.wesley.engine.ir.UniqueConstraint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/// A table while it is read: each pass over the schema adds to it.
final class TableDraft {
    final Declared type;
    final QualifiedName name;
    final String uid;
    final SequencedMap<String, Field> fields = new LinkedHashMap<>();
    /// Fields without a column: relations, and what is not stored.
    final Set<String> unstored = new HashSet<>();
    /// Fields whose type nobody could make out, which was complained about.
    final Set<String> unclear = new HashSet<>();
    Optional<PrimaryKey> primaryKey = Optional.empty();
    final List<UniqueConstraint> uniques = new ArrayList<>();
    final List<CheckConstraint> checks = new ArrayList<>();
    final List<ForeignKey> foreignKeys = new ArrayList<>();
    final List<Index> indexes = new ArrayList<>();
    Optional<Partitioning> partitioning = Optional.empty();
    RowSecurity rowSecurity = RowSecurity.NONE;
    Optional<String> tenantBy = Optional.empty();
    /// Where each constraint, index and policy was asked for.
    final Map<String, Span> places = new HashMap<>();

    TableDraft(Declared type, QualifiedName name, String uid) {
        this.type = type;
        this.name = name;
        this.uid = uid;
    }

    /// A field that is stored in a column.
    record Field(Declared.Member member, Column column) {}

    Annotations annotations() {
        return type.annotations();
    }

    Table finish() {
        return new Table(name, Optional.of(uid), fields.values().stream().map(Field::column).toList(), primaryKey, uniques, checks, foreignKeys, indexes,
                partitioning, rowSecurity, tenantBy, type.description(),
                annotations().one(DirectiveKind.RENAMED_FROM).flatMap(a -> a.text("name")), Kept.of(type));
    }
}
