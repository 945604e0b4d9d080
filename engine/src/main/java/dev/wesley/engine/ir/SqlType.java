package dev.wesley.engine.ir;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A Postgres type in one spelling, so that equal types are equal values (manual, chapter 8, "Data Types").
///
/// @param name the canonical built-in name (`integer`, `timestamptz`, `varchar`) or the name of a user-defined type
/// @param schema the schema of a user-defined type; empty for a built-in one
/// @param modifiers length, or precision and scale; empty when none is given
/// @param list whether it is an array; Postgres does not tell dimensions apart
public record SqlType(String name, Optional<String> schema, List<Integer> modifiers, boolean list) {

    private static final Map<String, String> CANONICAL = Map.ofEntries(
            Map.entry("int", "integer"), Map.entry("int4", "integer"), Map.entry("int2", "smallint"), Map.entry("int8", "bigint"),
            Map.entry("float8", "double precision"), Map.entry("float", "double precision"), Map.entry("float4", "real"),
            Map.entry("bool", "boolean"), Map.entry("decimal", "numeric"),
            Map.entry("character varying", "varchar"), Map.entry("character", "char"), Map.entry("bpchar", "char"),
            Map.entry("timestamp with time zone", "timestamptz"), Map.entry("timestamp without time zone", "timestamp"),
            Map.entry("time with time zone", "timetz"), Map.entry("time without time zone", "time"),
            Map.entry("bit varying", "varbit"));

    private static final java.util.Set<String> BUILT_IN = java.util.Set.of(
            "integer", "smallint", "bigint", "double precision", "real", "boolean", "numeric", "varchar", "char", "text",
            "timestamptz", "timestamp", "timetz", "time", "date", "interval", "uuid", "jsonb", "json", "bytea", "inet", "cidr",
            "macaddr", "macaddr8", "money", "bit", "varbit", "xml", "tsvector", "tsquery", "point", "line", "lseg", "box", "path",
            "polygon", "circle", "int4range", "int8range", "numrange", "tsrange", "tstzrange", "daterange", "oid", "regclass", "name",
            "pg_lsn", "citext", "hstore");

    private static final Pattern FORM = Pattern.compile(
            "\\s*([a-z_][a-z0-9_ ]*?)\\s*(?:\\(\\s*(\\d{1,5})\\s*(?:,\\s*(-?\\d{1,5})\\s*)?\\)\\s*((?:with|without) time zone)?)?\\s*((?:\\[\\s*\\d*\\s*])*)\\s*");

    public SqlType {
        modifiers = List.copyOf(modifiers);
    }

    /// A built-in type without modifiers.
    public static SqlType of(String builtIn) {
        return parse(builtIn).orElseThrow(() -> new IllegalArgumentException("not a built-in type: " + builtIn));
    }

    /// A user-defined type, such as an enum.
    public static SqlType userDefined(QualifiedName type) {
        return new SqlType(type.name(), Optional.of(type.schema()), List.of(), false);
    }

    /// Reads any spelling of a built-in type that the manual lists, `serial` types excepted; empty if it is none.
    public static Optional<SqlType> parse(String text) {
        Matcher m = FORM.matcher(text.toLowerCase(Locale.ROOT).replaceAll("\\s+", " "));
        if (!m.matches()) {
            return Optional.empty();
        }
        String word = m.group(1).strip() + (m.group(4) == null ? "" : " " + m.group(4));
        String name = CANONICAL.getOrDefault(word, word);
        if (!BUILT_IN.contains(name)) {
            return Optional.empty();
        }
        List<Integer> modifiers = new ArrayList<>();
        if (m.group(2) != null) {
            modifiers.add(Integer.parseInt(m.group(2)));
        }
        if (m.group(3) != null) {
            modifiers.add(Integer.parseInt(m.group(3)));
        }
        // What the server fills in by itself: numeric(12) is numeric(12,0), char is char(1); bpchar stays without a length.
        if (name.equals("numeric") && modifiers.size() == 1) {
            modifiers.add(0);
        } else if (modifiers.isEmpty() && (name.equals("bit") || (name.equals("char") && !word.equals("bpchar")))) {
            modifiers.add(1);
        }
        return Optional.of(new SqlType(name, Optional.empty(), modifiers, m.group(5) != null && !m.group(5).isEmpty()));
    }

    public SqlType asList() {
        return new SqlType(name, schema, modifiers, true);
    }

    public SqlType element() {
        return new SqlType(name, schema, modifiers, false);
    }

    public boolean builtIn() {
        return schema.isEmpty();
    }

    /// The user-defined type that this type (or its elements) refers to; empty for a built-in type.
    public Optional<QualifiedName> userType() {
        return schema.map(s -> new QualifiedName(s, name));
    }

    /// The canonical text, as in the IR: `varchar(64)`, `numeric(12,2)`, `timestamptz`, `text[]`, `status`, `sales.status`.
    public String text() {
        StringBuilder out = new StringBuilder(userType().map(QualifiedName::toString).orElse(name));
        if (!modifiers.isEmpty()) {
            out.append('(').append(String.join(",", modifiers.stream().map(String::valueOf).toList())).append(')');
        }
        return list ? out.append("[]").toString() : out.toString();
    }

    @Override
    public String toString() {
        return text();
    }
}
