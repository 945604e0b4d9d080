package dev.wesley.cli.project;

import dev.wesley.cli.report.ExitCode;
import dev.wesley.cli.report.Failure;
import dev.wesley.engine.drift.IgnoreRules;
import dev.wesley.engine.json.Json;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// What `wesley.config.json` says, by dotted key: `schema.path`, `database.url`, … An unknown key is an error, because a setting
/// that nobody reads is a wish that nobody hears.
public final class Configuration {
    public static final String FILE = "wesley.config.json";
    /// Custom scalars: `types.scalars.Money` is the Postgres type of `Money`.
    public static final String SCALARS = "types.scalars.";
    /// What others manage in the database.
    private static final String IGNORED = "drift.ignore";
    /// Key → what it sets. Also the text of `docs/cli`.
    public static final SortedMap<String, String> KEYS = new TreeMap<>(Map.ofEntries(
            Map.entry("environment", "default of --env"),
            Map.entry("schema.path", "default of --schema"),
            Map.entry("schema.output", "default of transform --out"),
            Map.entry("schema.strictDirectives", "true: directive aliases and unknown directives are errors"),
            Map.entry("schema.tableNaming", "snake_case, preserve, lower or upper"),
            Map.entry("schema.tenantAccessor", "the SQL expression that a tenant column is compared with"),
            Map.entry("database.url", "default of --dsn of deploy, drift and import"),
            Map.entry("database.shadow", "default of rehearse --dsn"),
            Map.entry("database.postgres", "default of --pg"),
            Map.entry(IGNORED, "a list of what drift and plans from a database leave alone: patterns such as \"audit_*\", or {pattern, reason, until}"),
            Map.entry(SCALARS + "<Name>", "the Postgres type of a custom scalar")));

    private final SortedMap<String, String> values;

    private final List<IgnoreRules.Rule> ignored;

    private Configuration(SortedMap<String, String> values, List<IgnoreRules.Rule> ignored) {
        this.values = values;
        this.ignored = List.copyOf(ignored);
    }

    /// The file given by `--config` or `WESLEY_CONFIG`, which must exist, or `wesley.config.json` if there is one.
    public static Configuration load(Surroundings surroundings, Optional<String> named) {
        Optional<String> name = named.or(() -> surroundings.variable("WESLEY_CONFIG"));
        Optional<String> text = name.isPresent()
                ? Optional.of(TextFile.read(surroundings.path(name.get())))
                : TextFile.readIfPresent(surroundings.path(FILE));
        SortedMap<String, String> values = new TreeMap<>();
        List<IgnoreRules.Rule> ignored = new ArrayList<>();
        text.ifPresent(t -> parse(name.orElse(FILE), t, values, ignored));
        return new Configuration(values, ignored);
    }

    public Optional<String> value(String key) {
        if (!KEYS.containsKey(key)) {
            throw new IllegalArgumentException("not a configuration key: " + key);
        }
        return Optional.ofNullable(values.get(key));
    }

    /// Custom scalar → Postgres type.
    public Map<String, String> scalars() {
        return values.entrySet().stream()
                .filter(e -> e.getKey().startsWith(SCALARS))
                .collect(Collectors.toMap(e -> e.getKey().substring(SCALARS.length()), Map.Entry::getValue));
    }

    /// What the team does not want to hear about.
    public List<IgnoreRules.Rule> ignored() {
        return ignored;
    }

    private static void parse(String file, String text, SortedMap<String, String> values, List<IgnoreRules.Rule> ignored) {
        JsonNode root;
        try {
            root = Json.read(text);
        } catch (IllegalArgumentException e) {
            throw wrong(file + " is " + e.getMessage()).causedBy(e);
        }
        if (!root.isObject()) {
            throw wrong(file + " is not a JSON object");
        }
        collect(file, "", root, values, ignored);
    }

    private static void collect(String file, String prefix, JsonNode node, SortedMap<String, String> values, List<IgnoreRules.Rule> ignored) {
        node.properties().forEach(entry -> {
            String key = prefix + entry.getKey();
            JsonNode value = entry.getValue();
            if (value.isObject()) {
                collect(file, key + ".", value, values, ignored);
            } else if (key.equals(IGNORED) && value.isArray()) {
                value.forEach(item -> ignored.add(rule(file, item)));
            } else if (key.equals(IGNORED)) {
                throw wrong(file + " gives `" + key + "` no list");
            } else if (!(KEYS.containsKey(key) || (key.startsWith(SCALARS) && key.indexOf('.', SCALARS.length()) < 0))) {
                throw wrong(file + " sets `" + key + "`, which nothing reads");
            } else if (value.isString() || value.isNumber() || value.isBoolean()) {
                values.put(key, value.asString());
            } else {
                throw wrong(file + " gives `" + key + "` no plain value");
            }
        });
    }

    private static IgnoreRules.Rule rule(String file, JsonNode item) {
        Optional<String> pattern = item.isString() ? Optional.of(item.asString()) : Optional.of(item.path("pattern")).filter(JsonNode::isString).map(JsonNode::asString);
        boolean known = item.isString() || item.isObject() && item.properties().stream().allMatch(e -> List.of("pattern", "reason", "until").contains(e.getKey()));
        if (!known || pattern.filter(p -> !p.isBlank()).isEmpty()) {
            throw wrong(file + " has an entry of `" + IGNORED + "` that is neither a pattern nor {pattern, reason, until}: " + item);
        }
        try {
            Optional<LocalDate> until = Optional.of(item.path("until")).filter(JsonNode::isString).map(u -> LocalDate.parse(u.asString()));
            return new IgnoreRules.Rule(pattern.get().strip(), item.path("reason").isString() ? item.path("reason").asString() : "", until);
        } catch (DateTimeParseException e) {
            throw wrong(file + " has an entry of `" + IGNORED + "` until no day such as 2027-01-31: " + item).causedBy(e);
        }
    }

    private static Failure wrong(String message) {
        return Failure.of(ExitCode.INPUT, "ECONFIG", message, "the keys " + String.join(", ", KEYS.keySet()));
    }
}
