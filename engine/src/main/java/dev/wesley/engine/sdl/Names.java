package dev.wesley.engine.sdl;

import dev.wesley.engine.diagnostic.Span;
import dev.wesley.engine.ir.QualifiedName;
import dev.wesley.engine.sdl.SdlOptions.TableNaming;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// Who has which name in the database. Complains about names that Postgres would cut, refuse, or give to two things.
final class Names {
    /// NAMEDATALEN - 1 (manual, section 4.1.1).
    static final int MAX_BYTES = 63;

    private static final Set<String> SYSTEM_COLUMNS = Set.of("tableoid", "xmin", "cmin", "xmax", "cmax", "ctid");

    private static final Pattern SOUND = Pattern.compile("[\\p{L}\\p{N}_$-]+( [\\p{L}\\p{N}_$-]+)*");
    private static final Pattern WORD_END = Pattern.compile("([a-z0-9])([A-Z])");
    private static final Pattern ACRONYM_END = Pattern.compile("([A-Z]+)([A-Z][a-z])");

    private final Complaints complaints;
    private final Map<List<String>, Holder> held = new HashMap<>();

    Names(Complaints complaints) {
        this.complaints = complaints;
    }

    private record Holder(String what, Span place) {}

    /// A type name in the naming of the project: `OrderItem` → `order_item`.
    static String ofType(String type, TableNaming naming) {
        return switch (naming) {
            case SNAKE_CASE -> ACRONYM_END.matcher(WORD_END.matcher(type).replaceAll("$1_$2")).replaceAll("$1_$2").toLowerCase(Locale.ROOT);
            case PRESERVE -> type;
            case LOWER -> type.toLowerCase(Locale.ROOT);
            case UPPER -> type.toUpperCase(Locale.ROOT);
        };
    }

    /// An SQL identifier in quotes.
    static String quoted(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }

    /// A table: it shares its name space with indexes, and as a row type with enum types.
    void table(QualifiedName name, String what, Span place) {
        if (sound(name.name(), what, place) && claim(what, place, name, "relation", name.schema(), name.name())) {
            claim(what, place, name, "type", name.schema(), name.name());
        }
    }

    void enumType(QualifiedName name, String what, Span place) {
        if (sound(name.name(), what, place)) {
            claim(what, place, name, "type", name.schema(), name.name());
        }
    }

    void index(QualifiedName table, String name, String what, Span place) {
        if (sound(name, what, place)) {
            claim(what, place, table.sibling(name), "relation", table.schema(), name);
        }
    }

    /// A primary key or unique constraint, which brings an index of its name.
    void key(QualifiedName table, String name, String what, Span place) {
        if (sound(name, what, place) && claim(what, place, table.sibling(name), "relation", table.schema(), name)) {
            claim(what, place, table.sibling(name), "constraint", table.schema(), table.name(), name);
        }
    }

    void constraint(QualifiedName table, String name, String what, Span place) {
        if (sound(name, what, place)) {
            claim(what, place, table.sibling(name), "constraint", table.schema(), table.name(), name);
        }
    }

    void policy(QualifiedName table, String name, String what, Span place) {
        if (sound(name, what, place)) {
            claim(what, place, table.sibling(name), "policy", table.schema(), table.name(), name);
        }
    }

    void column(String name, String what, Span place) {
        if (SYSTEM_COLUMNS.contains(name)) {
            complaints.error(place, what + " has the name of a system column, which no table can declare", "`" + name + "` belongs to Postgres",
                    "rename the field");
        }
        sound(name, what, place);
    }

    /// Two elements with one identity.
    void uid(String uid, String what, Span place) {
        Holder before = held.putIfAbsent(List.of("uid", uid), new Holder(what, place));
        if (before != null) {
            complaints.error(place, "the uid `" + uid + "` of " + what + " belongs to " + before.what + " (" + before.place + ") already", "same uid",
                    "give one of them another @wes_uid(value:)");
        }
    }

    /// Whether a name is one that Postgres stores as it is, and that no text it is printed in can mistake for something else.
    boolean sound(String name, String what, Span place) {
        int bytes = name.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MAX_BYTES) {
            complaints.error(place, "the name `" + name + "` of " + what + " has " + bytes + " bytes, but Postgres cuts names after " + MAX_BYTES, bytes + " bytes",
                    "give a shorter name");
            return false;
        }
        if (!SOUND.matcher(name).matches() || name.contains("--")) {
            complaints.error(place, "`" + name.replaceAll("\\p{Cntrl}", "?") + "` cannot be the name of " + what, "not a name",
                    "use letters, digits, `_`, `-`, `$` and single blanks; a schema has an argument of its own");
            return false;
        }
        return true;
    }

    private boolean claim(String what, Span place, QualifiedName name, String... key) {
        Holder before = held.putIfAbsent(List.of(key), new Holder(what, place));
        if (before != null) {
            complaints.error(place, "`" + name + "` would be the name of " + what + " and of " + before.what + " (" + before.place + ")", "name is taken",
                    "give one of them another name");
        }
        return before == null;
    }
}
