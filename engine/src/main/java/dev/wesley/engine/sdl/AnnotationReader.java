package dev.wesley.engine.sdl;

import dev.wesley.engine.diagnostic.Code;
import dev.wesley.engine.diagnostic.Span;
import dev.wesley.engine.sdl.DirectiveKind.Form;
import dev.wesley.engine.sdl.DirectiveKind.Parameter;
import dev.wesley.engine.sdl.DirectiveKind.Site;
import graphql.language.Argument;
import graphql.language.ArrayValue;
import graphql.language.BooleanValue;
import graphql.language.Directive;
import graphql.language.EnumValue;
import graphql.language.FloatValue;
import graphql.language.IntValue;
import graphql.language.NullValue;
import graphql.language.ObjectField;
import graphql.language.ObjectValue;
import graphql.language.StringValue;
import graphql.language.Value;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Resolves directives and their arguments against the catalogue, and complains about what it does not know.
final class AnnotationReader {
    private final boolean strict;
    private final Complaints complaints;

    AnnotationReader(boolean strict, Complaints complaints) {
        this.strict = strict;
        this.complaints = complaints;
    }

    /// A directive as it stands in a file.
    record Raw(Directive node, SourceText source) {
        Span place() {
            return source.directive(node);
        }
    }

    /// @param element as messages name it: `Order.total`
    Annotations read(List<Raw> directives, Site site, String element) {
        List<Annotation> result = new ArrayList<>();
        Map<DirectiveKind, Raw> first = new EnumMap<>(DirectiveKind.class);
        for (Raw raw : directives) {
            String spelling = raw.node().getName();
            if (DirectiveKind.BUILT_IN.contains(spelling)) {
                continue;
            }
            Optional<DirectiveKind> known = DirectiveKind.of(spelling);
            if (known.isEmpty() || foreign(known.get(), spelling, site)) {
                soft(Code.UNKNOWN_DIRECTIVE, raw.place(), "@" + spelling + " on `" + element + "` is not known and has no effect", "unknown directive",
                        known.isPresent()
                                ? known.get().shown() + " may stand on " + sites(known.get()) + " only"
                                : Suggestion.likest(spelling, DirectiveKind.knownNames()).map(n -> "did you mean `@" + DirectiveKind.of(n).map(DirectiveKind::canonical).orElse(n) + "`?")
                                        .orElse("remove it, or see docs/sdl.md for the directives that exist"));
                continue;
            }
            DirectiveKind kind = known.get();
            if (!spelling.equals(kind.canonical())) {
                soft(Code.DEPRECATED_ALIAS, raw.place(), "@" + spelling + " is a deprecated spelling of " + kind.shown(), "alias",
                        "write " + kind.shown());
            }
            if (!kind.mayStandOn(site)) {
                complaints.error(raw.place(), kind.shown() + " cannot stand on `" + element + "`", "not here",
                        "it may stand on " + sites(kind) + " only");
                continue;
            }
            Raw before = first.putIfAbsent(kind, raw);
            if (before != null && !before.node().getName().equals(spelling)) {
                complaints.error(raw.place(), "`" + element + "` has both @" + before.node().getName() + " (" + before.place() + ") and @" + spelling
                        + ", which are the same directive", "second spelling", "keep one of them, spelled " + kind.shown());
                continue;
            }
            if (before != null && !kind.repeatableOn(site)) {
                complaints.error(raw.place(), "`" + element + "` has @" + spelling + " twice, first at " + before.place(), "given again",
                        "keep one of them");
                continue;
            }
            arguments(raw, kind, site).ifPresent(result::add);
        }
        return new Annotations(result);
    }

    /// A bare word such as `@default` where ours cannot stand belongs to another tool.
    private static boolean foreign(DirectiveKind kind, String spelling, Site site) {
        return site == Site.ELSEWHERE && !spelling.equals(kind.canonical()) && !spelling.startsWith("wesley_") && !kind.mayStandOn(site);
    }

    private static String sites(DirectiveKind kind) {
        return String.join(" or ", List.of(Site.TYPE, Site.FIELD).stream().filter(kind::mayStandOn).map(Site::words).toList());
    }

    private Optional<Annotation> arguments(Raw raw, DirectiveKind kind, Site site) {
        Map<String, Literal> values = new HashMap<>();
        Set<String> given = new HashSet<>();
        boolean sound = true;
        for (Argument argument : raw.node().getArguments()) {
            Span place = raw.source().token(argument);
            Optional<Parameter> parameter = kind.parameter(argument.getName());
            if (parameter.isEmpty()) {
                soft(Code.UNKNOWN_ARGUMENT, place, kind.shown() + " has no argument `" + argument.getName() + "`, so it has no effect", "unknown argument",
                        Suggestion.of(argument.getName(), kind.parameters().stream().map(Parameter::name).toList(), names(kind, site)));
                continue;
            }
            Parameter p = parameter.get();
            if (!p.sites().contains(site)) {
                complaints.error(place, "`" + p.name() + "` of " + kind.shown() + " may be given on a type only", "not on a field",
                        "move the directive to the type, or remove the argument");
                sound = false;
                continue;
            }
            if (!given.add(p.name())) {
                complaints.error(place, "`" + p.name() + "` of " + kind.shown() + " is given twice", "given again", "keep one of them");
                sound = false;
                continue;
            }
            if (!argument.getName().equals(p.name())) {
                soft(Code.DEPRECATED_ALIAS, place, "`" + argument.getName() + "` is a deprecated spelling of `" + p.name() + "` of " + kind.shown(),
                        "alias", "write `" + p.name() + "`");
            }
            Literal value = literal(argument.getValue(), raw.source());
            if (fits(value, p.form())) {
                values.put(p.name(), value);
            } else {
                complaints.error(value.place(), "`" + p.name() + "` of " + kind.shown() + " is " + value.kind() + ", but must be " + p.form().words(),
                        "expected " + p.form().words(), "");
                sound = false;
            }
        }
        for (Parameter p : kind.parameters()) {
            if (p.isRequired() && !given.contains(p.name())) {
                complaints.error(raw.place(), kind.shown() + " lacks its argument `" + p.name() + "`", "needs `" + p.name() + "`",
                        "write " + kind.shown() + "(" + p.name() + ": …) with " + p.form().words());
                sound = false;
            }
        }
        return sound ? Optional.of(new Annotation(kind, raw.place(), new TreeMap<>(values))) : Optional.empty();
    }

    private static String names(DirectiveKind kind, Site site) {
        List<String> names = kind.parameters().stream().filter(p -> p.sites().contains(site)).map(Parameter::name).toList();
        return names.isEmpty() ? "it has no arguments" : "it has " + String.join(", ", names);
    }

    private static boolean fits(Literal value, Form form) {
        return switch (form) {
            case TEXT -> value instanceof Literal.Text;
            case TEXTS -> value instanceof Literal.Text
                    || (value instanceof Literal.Items(List<Literal> items, _) && items.stream().allMatch(Literal.Text.class::isInstance));
            case WHOLE -> value instanceof Literal.Whole(BigInteger whole, _) && whole.signum() >= 0 && whole.bitLength() < 32;
            case FLAG -> value instanceof Literal.Flag;
            case SCALAR -> value instanceof Literal.Text || value instanceof Literal.Whole || value instanceof Literal.Fraction
                    || value instanceof Literal.Flag || value instanceof Literal.Word;
            case WORD -> value instanceof Literal.Text || value instanceof Literal.Word;
            case FIELDS -> value instanceof Literal.Fields;
        };
    }

    private Literal literal(Value<?> value, SourceText source) {
        Span place = source.token(value);
        return switch (value) {
            case StringValue text -> new Literal.Text(Objects.requireNonNullElse(text.getValue(), ""), place);
            case IntValue whole -> new Literal.Whole(whole.getValue(), place);
            case FloatValue fraction -> new Literal.Fraction(fraction.getValue(), place);
            case BooleanValue flag -> new Literal.Flag(flag.isValue(), place);
            case EnumValue word -> new Literal.Word(word.getName(), place);
            case NullValue _ -> new Literal.Nothing(place);
            case ArrayValue list -> {
                List<Literal> items = new ArrayList<>();
                for (Value<?> item : list.getValues()) {
                    items.add(literal(item, source));
                }
                yield new Literal.Items(items, place);
            }
            case ObjectValue object -> {
                TreeMap<String, Literal> fields = new TreeMap<>();
                for (ObjectField field : object.getObjectFields()) {
                    if (fields.put(field.getName(), literal(field.getValue(), source)) != null) {
                        complaints.error(source.token(field), "`" + field.getName() + "` is given twice", "given again", "keep one of them");
                    }
                }
                yield new Literal.Fields(fields, place);
            }
            default -> new Literal.Variable(place);
        };
    }

    /// A warning, or an error where strictness is asked for.
    private void soft(Code code, Span place, String message, String label, String help) {
        if (strict) {
            complaints.error(place, message, label, help);
        } else {
            complaints.warning(code, place, message, label, help);
        }
    }
}
