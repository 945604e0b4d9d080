package dev.wesley.engine.sdl;

import dev.wesley.engine.diagnostic.Span;
import dev.wesley.engine.sdl.AnnotationReader.Raw;
import dev.wesley.engine.sdl.Declared.Kind;
import dev.wesley.engine.sdl.Declared.Label;
import dev.wesley.engine.sdl.Declared.Member;
import dev.wesley.engine.sdl.Declared.Named;
import dev.wesley.engine.sdl.Declared.TypeUse;
import dev.wesley.engine.sdl.DirectiveKind.Site;
import graphql.language.AbstractDescribedNode;
import graphql.language.Argument;
import graphql.language.Definition;
import graphql.language.Directive;
import graphql.language.DirectiveDefinition;
import graphql.language.Document;
import graphql.language.EnumTypeDefinition;
import graphql.language.EnumTypeExtensionDefinition;
import graphql.language.EnumValueDefinition;
import graphql.language.FieldDefinition;
import graphql.language.InputObjectTypeDefinition;
import graphql.language.InputObjectTypeExtensionDefinition;
import graphql.language.InputValueDefinition;
import graphql.language.InterfaceTypeDefinition;
import graphql.language.InterfaceTypeExtensionDefinition;
import graphql.language.ListType;
import graphql.language.NonNullType;
import graphql.language.ObjectTypeDefinition;
import graphql.language.ObjectTypeExtensionDefinition;
import graphql.language.SDLDefinition;
import graphql.language.ScalarTypeDefinition;
import graphql.language.ScalarTypeExtensionDefinition;
import graphql.language.StringValue;
import graphql.language.Type;
import graphql.language.TypeName;
import graphql.language.UnionTypeDefinition;
import graphql.language.UnionTypeExtensionDefinition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// Collects the types of several documents, merges extensions into them, and finds what is declared twice.
final class DeclarationReader {
    private final Complaints complaints;
    private final AnnotationReader annotations;
    private final SequencedMap<String, Draft> drafts = new LinkedHashMap<>();
    private final List<Runnable> extensions = new ArrayList<>();

    private DeclarationReader(Complaints complaints, AnnotationReader annotations) {
        this.complaints = complaints;
        this.annotations = annotations;
    }

    /// @param documents in the order that decides which of two declarations is the first
    static SequencedMap<String, Declared> read(SequencedMap<SourceText, Document> documents, Complaints complaints, AnnotationReader annotations) {
        DeclarationReader reader = new DeclarationReader(complaints, annotations);
        documents.forEach((source, document) -> {
            for (Definition<?> definition : document.getDefinitions()) {
                reader.definition(definition, source);
            }
        });
        reader.extensions.forEach(Runnable::run);
        SequencedMap<String, Declared> result = new LinkedHashMap<>();
        reader.drafts.forEach((name, draft) -> result.put(name, reader.finish(draft)));
        return result;
    }

    /// A type that is being put together from its declaration and extensions.
    private static final class Draft {
        final Kind kind;
        final String name;
        final Span place;
        final Optional<String> description;
        final List<Raw> directives = new ArrayList<>();
        final List<Named> interfaces = new ArrayList<>();
        final SequencedMap<String, Member> members = new LinkedHashMap<>();
        final List<Named> alternatives = new ArrayList<>();
        final SequencedMap<String, Label> labels = new LinkedHashMap<>();

        Draft(Kind kind, String name, Span place, Optional<String> description) {
            this.kind = kind;
            this.name = name;
            this.place = place;
            this.description = description;
        }
    }

    private Declared finish(Draft draft) {
        Site site = draft.kind == Kind.OBJECT ? Site.TYPE : Site.ELSEWHERE;
        return new Declared(draft.kind, draft.name, draft.place, draft.description, annotations.read(draft.directives, site, draft.name),
                draft.directives.stream().anyMatch(d -> d.node().getName().equals("oneOf")), draft.interfaces,
                List.copyOf(draft.members.values()), draft.alternatives, List.copyOf(draft.labels.values()));
    }

    private void definition(Definition<?> definition, SourceText source) {
        switch (definition) {
            case ObjectTypeExtensionDefinition d -> extend(Kind.OBJECT, d.getName(), d, source, draft -> fields(draft, d.getFieldDefinitions(), d.getImplements(), d.getDirectives(), source));
            case InterfaceTypeExtensionDefinition d -> extend(Kind.INTERFACE, d.getName(), d, source, draft -> fields(draft, d.getFieldDefinitions(), d.getImplements(), d.getDirectives(), source));
            case UnionTypeExtensionDefinition d -> extend(Kind.UNION, d.getName(), d, source, draft -> alternatives(draft, d.getMemberTypes(), d.getDirectives(), source));
            case EnumTypeExtensionDefinition d -> extend(Kind.ENUM, d.getName(), d, source, draft -> labels(draft, d.getEnumValueDefinitions(), d.getDirectives(), source));
            case InputObjectTypeExtensionDefinition d -> extend(Kind.INPUT, d.getName(), d, source, draft -> inputs(draft, d.getInputValueDefinitions(), d.getDirectives(), source));
            case ScalarTypeExtensionDefinition d -> extend(Kind.SCALAR, d.getName(), d, source, draft -> directives(draft, d.getDirectives(), source));
            case ObjectTypeDefinition d -> fields(declare(Kind.OBJECT, d.getName(), d, source), d.getFieldDefinitions(), d.getImplements(), d.getDirectives(), source);
            case InterfaceTypeDefinition d -> fields(declare(Kind.INTERFACE, d.getName(), d, source), d.getFieldDefinitions(), d.getImplements(), d.getDirectives(), source);
            case UnionTypeDefinition d -> alternatives(declare(Kind.UNION, d.getName(), d, source), d.getMemberTypes(), d.getDirectives(), source);
            case EnumTypeDefinition d -> labels(declare(Kind.ENUM, d.getName(), d, source), d.getEnumValueDefinitions(), d.getDirectives(), source);
            case InputObjectTypeDefinition d -> inputs(declare(Kind.INPUT, d.getName(), d, source), d.getInputValueDefinitions(), d.getDirectives(), source);
            case ScalarTypeDefinition d -> directives(declare(Kind.SCALAR, d.getName(), d, source), d.getDirectives(), source);
            case DirectiveDefinition _ -> {
                // declares for other tools what the catalogue knows
            }
            case SDLDefinition<?> _ -> {
                // schema { … }: root operations have no tables
            }
            default -> {
                Span place = source.token(definition);
                boolean braces = place.text().codePointAt(place.text().offsetByCodePoints(0, place.column() - 1)) == '{';
                complaints.readIncompletely();
                complaints.error(place, "GraphQL syntax error in line " + place.line() + ": "
                        + (braces ? "these braces do not hold what the type before them needs" : "a query, mutation or fragment is no part of a schema"),
                        braces ? "not a list of fields" : "not a type", braces ? "write every field as `name: Type`" : "remove it");
            }
        }
    }

    private Draft declare(Kind kind, String name, AbstractDescribedNode<?> node, SourceText source) {
        Span place = source.declaredName(node, 1);
        Draft draft = new Draft(kind, name, place, description(node));
        Draft before = drafts.putIfAbsent(name, draft);
        if (before != null) {
            complaints.error(place, "`" + name + "` is declared twice, first at " + before.place, "declared again",
                    "rename one of them, or write `extend " + before.kind.keyword() + " " + name + "`");
        } else if (name.startsWith("__")) {
            complaints.error(place, "`" + name + "` is a name that GraphQL keeps for itself", "starts with two underscores", "choose another name");
        }
        return draft;
    }

    private void extend(Kind kind, String name, AbstractDescribedNode<?> node, SourceText source, java.util.function.Consumer<Draft> merge) {
        extensions.add(() -> {
            Span place = source.declaredName(node, 2);
            Draft draft = drafts.get(name);
            if (draft == null) {
                complaints.unknown(place, "`" + name + "` is extended but declared nowhere", "not declared",
                        Suggestion.of(name, drafts.keySet(), "declare `" + kind.keyword() + " " + name + "`"));
                merge.accept(new Draft(kind, name, place, Optional.empty()));
            } else if (draft.kind != kind) {
                complaints.error(place, "`" + name + "` is extended as " + kind.keyword() + ", but declared as " + draft.kind.keyword() + " at " + draft.place,
                        "another kind", "write `extend " + draft.kind.keyword() + " " + name + "`");
            } else {
                merge.accept(draft);
            }
        });
    }

    private void fields(Draft draft, List<FieldDefinition> fields, @SuppressWarnings("rawtypes") List<Type> interfaces, List<Directive> directives, SourceText source) {
        directives(draft, directives, source);
        draft.interfaces.addAll(named(interfaces, source));
        for (FieldDefinition field : fields) {
            Span place = source.declaredName(field, 0);
            List<TypeUse> arguments = new ArrayList<>();
            for (InputValueDefinition argument : field.getInputValueDefinitions()) {
                arguments.add(type(argument.getType(), source));
                annotations.read(raw(argument.getDirectives(), source), Site.ELSEWHERE, draft.name + "." + field.getName() + "(" + argument.getName() + ")");
            }
            Site site = draft.kind == Kind.OBJECT ? Site.FIELD : Site.ELSEWHERE;
            add(draft, new Member(field.getName(), place, description(field), type(field.getType(), source),
                    annotations.read(raw(field.getDirectives(), source), site, draft.name + "." + field.getName()), !arguments.isEmpty(), arguments));
        }
    }

    private void inputs(Draft draft, List<InputValueDefinition> fields, List<Directive> directives, SourceText source) {
        directives(draft, directives, source);
        for (InputValueDefinition field : fields) {
            Span place = source.declaredName(field, 0);
            annotations.read(raw(field.getDirectives(), source), Site.ELSEWHERE, draft.name + "." + field.getName());
            add(draft, new Member(field.getName(), place, description(field), type(field.getType(), source), Annotations.NONE, false, List.of()));
        }
    }

    private void add(Draft draft, Member member) {
        Member before = draft.members.putIfAbsent(member.name(), member);
        if (before != null) {
            complaints.error(member.place(), "`" + draft.name + "." + member.name() + "` is declared twice, first at " + before.place(), "declared again",
                    "rename or remove one of them");
        }
    }

    private void alternatives(Draft draft, @SuppressWarnings("rawtypes") List<Type> types, List<Directive> directives, SourceText source) {
        directives(draft, directives, source);
        draft.alternatives.addAll(named(types, source));
    }

    private void labels(Draft draft, List<EnumValueDefinition> values, List<Directive> directives, SourceText source) {
        directives(draft, directives, source);
        for (EnumValueDefinition value : values) {
            Span place = source.declaredName(value, 0);
            annotations.read(raw(value.getDirectives(), source), Site.ELSEWHERE, draft.name + "." + value.getName());
            Label label = new Label(value.getName(), place, description(value), deprecation(value));
            Label before = draft.labels.putIfAbsent(label.name(), label);
            if (before != null) {
                complaints.error(place, "`" + draft.name + "." + label.name() + "` is declared twice, first at " + before.place(), "declared again", "remove one of them");
            }
        }
    }

    private static void directives(Draft draft, List<Directive> directives, SourceText source) {
        draft.directives.addAll(raw(directives, source));
    }

    private static List<Raw> raw(List<Directive> directives, SourceText source) {
        return directives.stream().map(d -> new Raw(d, source)).toList();
    }

    private static Optional<String> deprecation(EnumValueDefinition value) {
        return value.getDirectives().stream().filter(d -> d.getName().equals("deprecated")).findFirst()
                .map(d -> d.getArguments().stream().filter(a -> a.getName().equals("reason")).findFirst()
                        .map(Argument::getValue).filter(StringValue.class::isInstance).map(v -> ((StringValue) v).getValue()).orElse("No longer supported"));
    }

    /// The text, without NUL, which an escape can smuggle in and Postgres cannot store; empty if there is none.
    private static Optional<String> description(AbstractDescribedNode<?> node) {
        return Optional.ofNullable(node.getDescription()).map(d -> d.getContent().replace("\0", "").strip()).filter(t -> !t.isEmpty());
    }

    private static List<Named> named(@SuppressWarnings("rawtypes") Collection<Type> types, SourceText source) {
        List<Named> result = new ArrayList<>();
        for (Type<?> type : types) {
            result.add(new Named(((TypeName) type).getName(), source.token(type)));
        }
        return result;
    }

    private static TypeUse type(Type<?> type, SourceText source) {
        Type<?> at = type;
        boolean nonNull = false;
        boolean inner = false;
        int lists = 0;
        Span place = source.token(type);
        while (true) {
            switch (at) {
                case NonNullType required -> {
                    if (lists == 0) {
                        nonNull = true;
                    } else {
                        inner = true;
                    }
                    at = required.getType();
                }
                case ListType list -> {
                    lists++;
                    inner = false;
                    at = list.getType();
                }
                case TypeName name -> {
                    return new TypeUse(name.getName(), lists == 0 ? place : source.token(name), nonNull, lists, lists > 0 && inner);
                }
                default -> throw new IllegalStateException("a type is a name, a list or required: " + at);
            }
        }
    }
}
