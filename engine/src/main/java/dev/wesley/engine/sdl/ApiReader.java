package dev.wesley.engine.sdl;

import dev.wesley.engine.ir.ApiSchema;
import dev.wesley.engine.ir.EnumType;
import dev.wesley.engine.ir.QualifiedName;
import dev.wesley.engine.sdl.Declared.Kind;
import dev.wesley.engine.sdl.Declared.Member;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What clients see of the declared types, in the order of the SDL.
final class ApiReader {
    private ApiReader() {}

    /// @param tables by type name
    /// @param enums by GraphQL name
    static ApiSchema read(Collection<Declared> types, Map<String, TableDraft> tables, Map<String, EnumType> enums, SdlOptions options) {
        return new ApiSchema(
                of(types, Kind.OBJECT).map(t -> {
                    Optional<TableDraft> table = Optional.ofNullable(tables.get(t.name()));
                    return new ApiSchema.Type(t.name(), table.map(d -> d.name), t.description(),
                            t.members().stream().map(m -> field(m, table.filter(d -> d.fields.containsKey(m.name())).map(d -> m.name()))).toList());
                }).toList(),
                of(types, Kind.INPUT).map(t -> new ApiSchema.Input(t.name(), t.oneOf(), t.description(),
                        t.members().stream().map(m -> field(m, Optional.empty())).toList())).toList(),
                of(types, Kind.ENUM).map(t -> new ApiSchema.Enum(t.name(),
                        Optional.ofNullable(enums.get(t.name())).map(EnumType::name).orElseGet(() -> QualifiedName.of(Names.ofType(t.name(), options.tableNaming()))),
                        t.description(), values(t))).toList());
    }

    private static java.util.stream.Stream<Declared> of(Collection<Declared> types, Kind kind) {
        return types.stream().filter(t -> t.kind() == kind);
    }

    private static List<ApiSchema.Value> values(Declared type) {
        return type.labels().stream().map(l -> new ApiSchema.Value(l.name(), l.description(), l.deprecation())).toList();
    }

    private static ApiSchema.Field field(Member m, Optional<String> column) {
        return new ApiSchema.Field(m.name(), m.type().name(), m.type().nonNull(), m.type().list(), m.type().itemsNonNull(), column, m.description());
    }
}
