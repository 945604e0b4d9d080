package dev.wesley.engine.sdl;

import dev.wesley.engine.diagnostic.Code;
import dev.wesley.engine.diagnostic.Diagnostic;
import dev.wesley.engine.diagnostic.Outcome;
import dev.wesley.engine.diagnostic.Span;
import dev.wesley.engine.ir.EnumType;
import dev.wesley.engine.ir.QualifiedName;
import dev.wesley.engine.ir.Schema;
import dev.wesley.engine.ir.Table;
import dev.wesley.engine.sdl.Declared.Kind;
import dev.wesley.engine.sdl.Declared.Named;
import dev.wesley.engine.sdl.Declared.TypeUse;
import graphql.language.Document;
import graphql.parser.InvalidSyntaxException;
import graphql.parser.Parser;
import graphql.parser.ParserEnvironment;
import graphql.parser.ParserOptions;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// Reads SDL in passes: parse each file alone, collect declarations and resolve their directives, then tables, columns, keys, foreign keys,
/// row security. Every pass goes on after an error, so that all of them are reported at once.
public final class SdlReader {
    private static final ParserOptions PARSER = ParserOptions.newParserOptions()
            .captureIgnoredChars(false).captureLineComments(false).captureSourceLocation(true).readerTrackData(false)
            .maxCharacters(Integer.MAX_VALUE).maxTokens(Integer.MAX_VALUE).maxWhitespaceTokens(Integer.MAX_VALUE).maxRuleDepth(1000)
            .build();
    private static final String EXAMPLE = "try: echo 'type User @wes_table { id: ID! @wes_pk }' | wesley transform --stdin --target postgres";

    private final SdlOptions options;
    private final Complaints complaints = new Complaints();
    private final Names names = new Names(complaints);

    private SdlReader(SdlOptions options) {
        this.options = options;
    }

    /// Several files as one schema; their order does not matter.
    public static Outcome<CompiledSchema> read(List<SourceFile> files, SdlOptions options) {
        return new SdlReader(options).read(files);
    }

    private Outcome<CompiledSchema> read(List<SourceFile> files) {
        long bytes = files.stream().mapToLong(f -> f.text().getBytes(StandardCharsets.UTF_8).length).sum();
        if (bytes > options.maxBytes()) {
            return Outcome.refused(Diagnostic.error(Code.INPUT_TOO_LARGE, "the schema has " + bytes + " bytes, more than the limit of " + options.maxBytes(),
                    "split it, or raise WESLEY_MAX_SCHEMA_BYTES"));
        }
        List<SourceText> sources = files.stream().sorted(Comparator.comparing(SourceFile::name).thenComparing(SourceFile::text)).map(SourceText::of)
                .filter(source -> !source.blank()).toList();
        if (sources.isEmpty()) {
            return Outcome.refused(Diagnostic.error(Code.EMPTY_SCHEMA, "the schema is empty" + files.stream().findFirst().map(f -> ": " + f.name()).orElse(""), EXAMPLE));
        }
        AnnotationReader annotations = new AnnotationReader(options.strictDirectives(), complaints);
        SequencedMap<String, Declared> declared = DeclarationReader.read(parse(sources), complaints, annotations);
        references(declared);
        CompiledSchema compiled = tables(declared);
        return complaints.hasErrors() ? Outcome.refused(complaints.all()) : Outcome.done(compiled, complaints.all());
    }

    // ---- syntax

    private SequencedMap<SourceText, Document> parse(List<SourceText> sources) {
        SequencedMap<SourceText, Document> documents = new LinkedHashMap<>();
        for (SourceText source : sources) {
            OptionalInt tooDeep = source.tooDeep();
            if (tooDeep.isPresent()) {
                syntaxError(source.at(tooDeep.getAsInt()), "more than " + SourceText.MAX_DEPTH + " brackets stand inside each other", "too deep");
                continue;
            }
            try {
                documents.put(source, Parser.parse(ParserEnvironment.newParserEnvironment().document(source.text()).parserOptions(PARSER).build()));
            } catch (InvalidSyntaxException e) {
                Span place = e.getLocation() == null ? source.start() : source.token(e.getLocation());
                String token = e.getOffendingToken();
                syntaxError(place, token == null ? "this is no part of the language"
                        : token.equals("<EOF>") ? "the file ends too early" : "unexpected `" + token.replaceAll("\\p{Cntrl}", " ") + "`", "here");
            }
        }
        return documents;
    }

    private void syntaxError(Span place, String problem, String label) {
        complaints.readIncompletely();
        complaints.error(place, "GraphQL syntax error in line " + place.line() + ": " + problem, label, "see https://spec.graphql.org for what may stand here");
    }

    // ---- names of types

    private void references(SequencedMap<String, Declared> declared) {
        for (Declared type : declared.values()) {
            Set<Kind> allowed = type.kind() == Kind.INPUT ? Set.of(Kind.INPUT, Kind.ENUM, Kind.SCALAR)
                    : Set.of(Kind.OBJECT, Kind.INTERFACE, Kind.UNION, Kind.ENUM, Kind.SCALAR);
            for (Declared.Member member : type.members()) {
                reference(declared, member.type(), type.name() + "." + member.name(), allowed);
                member.arguments().forEach(a -> reference(declared, a, type.name() + "." + member.name() + "(…)", Set.of(Kind.INPUT, Kind.ENUM, Kind.SCALAR)));
            }
            type.interfaces().forEach(i -> reference(declared, i, "`" + type.name() + "` implements", Kind.INTERFACE));
            type.alternatives().forEach(a -> reference(declared, a, "the union `" + type.name() + "` contains", Kind.OBJECT));
            if (type.kind() == Kind.ENUM && type.labels().isEmpty()) {
                complaints.error(type.place(), "the enum `" + type.name() + "` has no values", "no values", "add at least one value");
            }
            if (type.oneOf()) {
                type.members().stream().filter(m -> m.type().nonNull()).forEach(m -> complaints.error(m.type().place(),
                        "`" + type.name() + "." + m.name() + "` is required, but @oneOf gives exactly one field", "required", "remove its `!`"));
            }
        }
    }

    private void reference(SequencedMap<String, Declared> declared, TypeUse use, String element, Set<Kind> allowed) {
        Declared target = declared.get(use.name());
        if (target == null) {
            if (!ColumnTypes.SCALARS.containsKey(use.name()) && !options.scalars().containsKey(use.name())) {
                Set<String> known = new TreeSet<>(ColumnTypes.SCALARS.keySet());
                known.addAll(options.scalars().keySet());
                declared.values().stream().filter(t -> allowed.contains(t.kind())).forEach(t -> known.add(t.name()));
                complaints.unknown(use.place(), "`" + element + "` has the type `" + use.name() + "`, which is declared nowhere", "unknown type",
                        Suggestion.of(use.name(), known, "declare it, or write `scalar " + use.name() + "` and map it"));
            }
        } else if (!allowed.contains(target.kind())) {
            complaints.error(use.place(), "`" + element + "` has the type `" + use.name() + "`, which is declared as " + target.kind().keyword(), "cannot stand here",
                    allowed.contains(Kind.INPUT) ? "use a scalar, an enum or an input" : "inputs are for arguments only");
        }
    }

    private void reference(SequencedMap<String, Declared> declared, Named use, String sentence, Kind kind) {
        Declared target = declared.get(use.name());
        if (target == null) {
            complaints.unknown(use.place(), sentence + " `" + use.name() + "`, which is declared nowhere", "unknown " + kind.keyword(),
                    Suggestion.of(use.name(), declared.values().stream().filter(t -> t.kind() == kind).map(Declared::name).toList(), "declare `" + kind.keyword() + " " + use.name() + "`"));
        } else if (target.kind() != kind) {
            complaints.error(use.place(), sentence + " `" + use.name() + "`, which is declared as " + target.kind().keyword(), "not " + kind.keyword(), "");
        }
    }

    // ---- tables

    private CompiledSchema tables(SequencedMap<String, Declared> declared) {
        Map<String, EnumType> enums = ColumnTypes.enums(declared.values(), options);
        ColumnTypes types = new ColumnTypes(declared, enums, options.scalars(), complaints);
        TableReader reader = new TableReader(types, names, complaints);
        SequencedMap<String, TableDraft> tables = new LinkedHashMap<>();
        for (Declared type : declared.values()) {
            if (type.kind() == Kind.OBJECT && type.annotations().has(DirectiveKind.TABLE)) {
                tables.put(type.name(), table(type, reader));
            } else if (type.kind() == Kind.OBJECT) {
                warnAboutDirectives(type);
            }
        }
        tables.values().forEach(t -> reader.columns(t, tables::containsKey));
        types.usedEnums().forEach(e -> {
            Declared type = declared.get(e);
            EnumType enumType = enums.get(e);
            if (type != null && enumType != null) {
                names.enumType(enumType.name(), "the enum `" + e + "`", type.place());
            }
        });
        tables.values().forEach(reader::constraints);
        ForeignKeyReader foreignKeys = new ForeignKeyReader(tables.values(), declared.values(), reader, names, complaints);
        tables.values().forEach(foreignKeys::read);
        tables.values().forEach(foreignKeys::relations);
        RowSecurityReader rowSecurity = new RowSecurityReader(options, reader, names, complaints);
        tables.values().forEach(rowSecurity::read);
        tables.values().forEach(reader::indexes);
        renamedTables(tables.values());
        if (tables.isEmpty() && !complaints.incomplete()) {
            complaints.add(Diagnostic.warning(Code.NO_TABLES, "nothing in the schema is a table", "add @wes_table to the types that are to be stored"));
        }
        List<EnumType> used = new ArrayList<>(reader.inlineEnums());
        types.usedEnums().forEach(e -> Optional.ofNullable(enums.get(e)).ifPresent(used::add));
        Schema schema = new Schema(tables.values().stream().map(TableDraft::finish).toList(), used);
        return new CompiledSchema(schema, ApiReader.read(declared.values(), tables, enums, options), places(tables.values(), declared, enums, types.usedEnums()));
    }

    private TableDraft table(Declared type, TableReader reader) {
        Annotation a = type.annotations().one(DirectiveKind.TABLE).orElseThrow();
        String name = a.text("name").orElseGet(() -> Names.ofType(type.name(), options.tableNaming()));
        String schema = a.text("schema").orElse(QualifiedName.DEFAULT_SCHEMA);
        names.sound(schema, "the schema of `" + type.name() + "`", a.place("schema"));
        if (schema.startsWith("pg_") || schema.equals("information_schema")) {
            complaints.error(a.place("schema"), "the schema `" + schema + "` belongs to Postgres", "reserved", "choose another schema");
        }
        QualifiedName qualified = new QualifiedName(schema, name);
        Span place = a.literal("name").isPresent() ? a.place("name") : type.place();
        names.table(qualified, "the table of `" + type.name() + "`", place);
        return new TableDraft(type, qualified, reader.uid(type.annotations(), "tbl:" + type.name(), "`" + type.name() + "`", type.place()));
    }

    private void warnAboutDirectives(Declared type) {
        List<Annotation> idle = new ArrayList<>(type.annotations().all());
        type.members().forEach(m -> idle.addAll(m.annotations().all()));
        idle.forEach(a -> complaints.warning(Code.NO_EFFECT, a.place(), a.kind().shown() + " has no effect, because `" + type.name() + "` is not a table", "no effect",
                "add @wes_table to `" + type.name() + "`"));
    }

    private void renamedTables(Collection<TableDraft> tables) {
        Map<QualifiedName, Span> seen = new TreeMap<>();
        for (TableDraft table : tables) {
            table.annotations().one(DirectiveKind.RENAMED_FROM).ifPresent(a -> {
                String old = a.requiredText("name");
                QualifiedName oldName = table.name.sibling(old);
                if (tables.stream().anyMatch(t -> t.name.equals(oldName) || t.type.name().equals(old))) {
                    complaints.error(a.place("name"), "`" + table.type.name() + "` cannot come from `" + old + "`, which is still declared", "still declared",
                            "remove the type of `" + old + "`, or remove @wes_renamedFrom");
                }
                Span before = seen.putIfAbsent(oldName, a.place());
                if (before != null) {
                    complaints.error(a.place("name"), "two tables come from `" + old + "`, the other at " + before, "claimed twice", "keep one of them");
                }
            });
        }
    }

    /// Every element under its uid and under its subject.
    private static SortedMap<String, Span> places(Collection<TableDraft> tables, Map<String, Declared> declared, Map<String, EnumType> enums, Set<String> usedEnums) {
        SortedMap<String, Span> places = new TreeMap<>();
        for (TableDraft draft : tables) {
            Table table = draft.finish();
            String subject = table.name().toString();
            places.put(draft.uid, draft.type.place());
            places.put(subject, draft.type.place());
            draft.places.forEach((name, place) -> places.putIfAbsent(subject + "." + name, place));
            for (TableDraft.Field field : draft.fields.values()) {
                field.column().uid().ifPresent(uid -> places.put(uid, field.member().place()));
                places.put(subject + "." + field.column().name(), field.member().place());
                field.member().annotations().one(DirectiveKind.ENUM).ifPresent(a -> field.column().type().userType().ifPresent(name -> {
                    places.put(name.toString(), a.place());
                    List<String> labels = a.texts("values");
                    for (int i = 0; i < labels.size(); i++) {
                        places.put(name + "." + labels.get(i), a.place("values", i));
                    }
                }));
            }
        }
        for (String name : usedEnums) {
            Declared type = declared.get(name);
            EnumType enumType = enums.get(name);
            if (type != null && enumType != null) {
                places.put(enumType.name().toString(), type.place());
                type.labels().forEach(l -> places.put(enumType.name() + "." + l.name(), l.place()));
            }
        }
        return places;
    }
}
