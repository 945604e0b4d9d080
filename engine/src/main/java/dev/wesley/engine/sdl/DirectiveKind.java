package dev.wesley.engine.sdl;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// The catalogue of directives: names, aliases, where each may stand, and its arguments. `docs/sdl.md` describes the same in words.
enum DirectiveKind {
    TABLE("table", Set.of(Site.TYPE), text("name"), text("schema")),
    PRIMARY_KEY("pk", List.of("primaryKey"), Site.BOTH, Set.of(), texts("fields").onType(), text("name")),
    FOREIGN_KEY("fk", List.of("foreignKey"), Site.BOTH, Set.of(Site.TYPE),
            text("ref").required(), word("onDelete"), word("onUpdate"), flag("deferrable"), flag("initiallyDeferred"), text("name"),
            texts("fields").onType(), texts("refFields").onType()),
    UNIQUE("unique", List.of(), Site.BOTH, Set.of(Site.TYPE), text("name"), flag("nullsNotDistinct"), texts("fields").onType()),
    INDEX("index", List.of(), Site.BOTH, Site.BOTH,
            text("name"), word("using").or("method"), text("where"), text("opclass"), texts("include"), flag("unique"),
            flag("nullsNotDistinct"), texts("fields").onType(), texts("expressions").onType()),
    TENANT("tenant", Set.of(Site.TYPE), text("by").or("column").required()),
    DEFAULT("default", Set.of(Site.FIELD), new Parameter("value", Form.SCALAR), text("expr")),
    ROW_SECURITY("rls", Set.of(Site.TYPE),
            flag("enabled").or("enable"), flag("force"), text("using"), text("check"), text("select"), text("insert"), text("update"), text("delete"),
            word("preset"), text("name"), texts("roles"), texts("selectRoles"), texts("insertRoles"), texts("updateRoles"),
            texts("deleteRoles"), new Parameter("options", Form.FIELDS)),
    POLICY("policy", List.of(), Set.of(Site.TYPE), Set.of(Site.TYPE),
            text("name").required(), word("command"), flag("permissive"), texts("roles"), text("using"), text("check")),
    OWNER("owner", Set.of(Site.TYPE), text("column").required(), text("select"), text("insert"), text("update"), text("delete")),
    GRANT("grant", Site.BOTH, texts("roles").or("to").required()),
    CHECK("check", List.of(), Site.BOTH, Site.BOTH, text("expr").required(), text("name")),
    ENUM("enum", Set.of(Site.FIELD), texts("values").required(), text("name")),
    GENERATED("generated", List.of("computed"), Set.of(Site.FIELD), Set.of(), text("expr").or("expression").required(), flag("stored")),
    IDENTITY("identity", Set.of(Site.FIELD), flag("always")),
    PARTITION_BY("partitionBy", List.of("partitioned"), Set.of(Site.TYPE), Set.of(),
            word("strategy").required(), texts("fields").or("by").required()),
    RENAMED_FROM("renamedFrom", Site.BOTH, text("name").required()),
    TYPE("type", Set.of(Site.FIELD), text("name").required()),
    UID("uid", Site.BOTH, text("value").required()),
    WEIGHT("weight", Site.BOTH, new Parameter("value", Form.WHOLE).required()),
    CRITICAL("critical", Site.BOTH),
    SENSITIVE("sensitive", Site.BOTH),
    PII("pii", Site.BOTH),
    HAS_MANY("hasMany", Set.of(Site.FIELD), text("type"), text("field"), text("via")),
    HAS_ONE("hasOne", Set.of(Site.FIELD), text("type"), text("field"), text("via")),
    BELONGS_TO("belongsTo", Set.of(Site.FIELD), text("type"), text("field"), text("via"), text("ref")),
    NO_RPC("noRPC", Set.of(Site.TYPE));

    /// Directives of GraphQL itself.
    static final Set<String> BUILT_IN = Set.of("deprecated", "specifiedBy", "oneOf", "include", "skip");

    private static final Map<String, DirectiveKind> BY_SPELLING = bySpelling();

    private final String word;
    private final List<String> extraAliases;
    private final Set<Site> sites;
    private final Set<Site> repeatable;
    private final List<Parameter> parameters;

    DirectiveKind(String word, Set<Site> sites, Parameter... parameters) {
        this(word, List.of(), sites, Set.of(), parameters);
    }

    DirectiveKind(String word, List<String> extraAliases, Set<Site> sites, Set<Site> repeatable, Parameter... parameters) {
        this.word = word;
        this.extraAliases = extraAliases;
        this.sites = sites;
        this.repeatable = repeatable;
        this.parameters = List.of(parameters);
    }

    /// `wes_fk`
    String canonical() {
        return "wes_" + word;
    }

    /// `@wes_fk`
    String shown() {
        return "@" + canonical();
    }

    /// Every other spelling: `wesley_fk`, `fk`, `foreignKey`.
    List<String> aliases() {
        List<String> all = new ArrayList<>(List.of("wesley_" + word, word));
        all.addAll(extraAliases);
        return all;
    }

    boolean mayStandOn(Site site) {
        return sites.contains(site);
    }

    boolean repeatableOn(Site site) {
        return repeatable.contains(site);
    }

    List<Parameter> parameters() {
        return parameters;
    }

    Optional<Parameter> parameter(String spelling) {
        return parameters.stream().filter(p -> p.spellings().contains(spelling)).findFirst();
    }

    static Optional<DirectiveKind> of(String spelling) {
        return Optional.ofNullable(BY_SPELLING.get(spelling));
    }

    /// Canonical names and GraphQL's own.
    static Collection<String> knownNames() {
        List<String> names = new ArrayList<>(BY_SPELLING.keySet());
        names.addAll(BUILT_IN);
        return names;
    }

    private static Map<String, DirectiveKind> bySpelling() {
        Map<String, DirectiveKind> all = new TreeMap<>();
        for (DirectiveKind kind : values()) {
            all.put(kind.canonical(), kind);
            kind.aliases().forEach(alias -> all.put(alias, kind));
        }
        return Collections.unmodifiableMap(all);
    }

    private static Parameter text(String name) {
        return new Parameter(name, Form.TEXT);
    }

    private static Parameter texts(String name) {
        return new Parameter(name, Form.TEXTS);
    }

    private static Parameter word(String name) {
        return new Parameter(name, Form.WORD);
    }

    private static Parameter flag(String name) {
        return new Parameter(name, Form.FLAG);
    }

    /// Where a directive stands.
    enum Site {
        TYPE("an object type"),
        FIELD("a field of an object type"),
        ELSEWHERE("anything else");

        static final Set<Site> BOTH = Set.of(TYPE, FIELD);

        private final String words;

        Site(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    /// What an argument accepts.
    enum Form {
        TEXT("a string"),
        TEXTS("a list of strings"),
        WHOLE("an integer from 0 to 2147483647"),
        FLAG("true or false"),
        SCALAR("a string, a number or a boolean"),
        WORD("a string or a bare word"),
        FIELDS("an object such as {column: \"x\"}");

        private final String words;

        Form(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    /// An argument.
    ///
    /// @param synonyms other names of it
    /// @param sites where the directive must stand to have it
    record Parameter(String name, List<String> synonyms, Form form, boolean isRequired, Set<Site> sites) {

        Parameter(String name, Form form) {
            this(name, List.of(), form, false, Site.BOTH);
        }

        Parameter or(String... others) {
            return new Parameter(name, Arrays.asList(others), form, isRequired, sites);
        }

        Parameter required() {
            return new Parameter(name, synonyms, form, true, sites);
        }

        Parameter onType() {
            return new Parameter(name, synonyms, form, isRequired, Set.of(Site.TYPE));
        }

        List<String> spellings() {
            List<String> all = new ArrayList<>(List.of(name));
            all.addAll(synonyms);
            return all;
        }
    }
}
