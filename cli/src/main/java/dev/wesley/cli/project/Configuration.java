package dev.wesley.cli.project;

import dev.wesley.cli.report.ExitCode;
import dev.wesley.cli.report.Failure;
import dev.wesley.engine.json.Json;
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
    /// Key → what it sets. Also the text of `docs/cli`.
    public static final SortedMap<String, String> KEYS = new TreeMap<>(Map.of(
            "environment", "default of --env",
            "schema.path", "default of --schema",
            "schema.output", "default of transform --out",
            "schema.strictDirectives", "true: directive aliases and unknown directives are errors",
            "schema.tableNaming", "snake_case, preserve, lower or upper",
            "schema.tenantAccessor", "the SQL expression that a tenant column is compared with",
            "database.url", "default of deploy --dsn",
            "database.shadow", "default of rehearse --dsn",
            "database.postgres", "default of --pg",
            SCALARS + "<Name>", "the Postgres type of a custom scalar"));

    private final SortedMap<String, String> values;

    private Configuration(SortedMap<String, String> values) {
        this.values = values;
    }

    /// The file given by `--config` or `WESLEY_CONFIG`, which must exist, or `wesley.config.json` if there is one.
    public static Configuration load(Surroundings surroundings, Optional<String> named) {
        Optional<String> name = named.or(() -> surroundings.variable("WESLEY_CONFIG"));
        Optional<String> text = name.isPresent()
                ? Optional.of(TextFile.read(surroundings.path(name.get())))
                : TextFile.readIfPresent(surroundings.path(FILE));
        SortedMap<String, String> values = new TreeMap<>();
        text.ifPresent(t -> parse(name.orElse(FILE), t, values));
        return new Configuration(values);
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

    private static void parse(String file, String text, SortedMap<String, String> values) {
        JsonNode root;
        try {
            root = Json.read(text);
        } catch (IllegalArgumentException e) {
            throw wrong(file + " is " + e.getMessage()).causedBy(e);
        }
        if (!root.isObject()) {
            throw wrong(file + " is not a JSON object");
        }
        collect(file, "", root, values);
    }

    private static void collect(String file, String prefix, JsonNode node, SortedMap<String, String> values) {
        node.properties().forEach(entry -> {
            String key = prefix + entry.getKey();
            JsonNode value = entry.getValue();
            if (value.isObject()) {
                collect(file, key + ".", value, values);
            } else if (!(KEYS.containsKey(key) || (key.startsWith(SCALARS) && key.indexOf('.', SCALARS.length()) < 0))) {
                throw wrong(file + " sets `" + key + "`, which nothing reads");
            } else if (value.isString() || value.isNumber() || value.isBoolean()) {
                values.put(key, value.asString());
            } else {
                throw wrong(file + " gives `" + key + "` no plain value");
            }
        });
    }

    private static Failure wrong(String message) {
        return Failure.of(ExitCode.INPUT, "ECONFIG", message, "the keys " + String.join(", ", KEYS.keySet()));
    }
}
