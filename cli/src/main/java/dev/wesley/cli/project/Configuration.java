package dev.wesley.cli.project;

import dev.wesley.cli.report.ExitCode;
import dev.wesley.cli.report.Failure;
import dev.wesley.engine.diagnostic.Code;
import dev.wesley.engine.diagnostic.Diagnostic;
import dev.wesley.engine.diagnostic.Span;
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
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/// What the configuration file says, by dotted key: `schema.path`, `database.url`, … An unknown key is an error, because a setting
/// that nobody reads is a wish that nobody hears.
public final class Configuration {
    /// The names under which it is found, if none is given.
    public static final List<String> FILES = List.of("wesley.yaml", "wesley.config.yaml", "wesley.config.json");
    /// Custom scalars: `types.scalars.Money` is the Postgres type of `Money`.
    public static final String SCALARS = "types.scalars.";
    /// Where team packs are: a list.
    public static final String PACKS = "packs";
    /// What others manage in the database.
    private static final String IGNORED = "drift.ignore";
    /// Key → what it sets. Also the text of `docs/cli`.
    public static final SortedMap<String, String> KEYS = new TreeMap<>(Map.ofEntries(
            Map.entry("environment", "default of --env"),
            Map.entry(PACKS, "a list: folders of team packs, beside those of --pack"),
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
    private final List<String> packs;

    private final List<IgnoreRules.Rule> ignored;

    private Configuration(SortedMap<String, String> values, List<String> packs, List<IgnoreRules.Rule> ignored) {
        this.values = values;
        this.packs = List.copyOf(packs);
        this.ignored = List.copyOf(ignored);
    }

    /// The file given by `--config` or `WESLEY_CONFIG`, which must exist, or the one of [#FILES] that there is.
    public static Configuration load(Surroundings surroundings, Optional<String> named) {
        Optional<String> name = named.or(() -> surroundings.variable("WESLEY_CONFIG"));
        SortedMap<String, String> found = new TreeMap<>();
        if (name.isPresent()) {
            found.put(name.get(), TextFile.read(surroundings.path(name.get())));
        } else {
            FILES.forEach(f -> TextFile.readIfPresent(surroundings.path(f)).ifPresent(text -> found.put(f, text)));
        }
        if (found.size() > 1) {
            throw Failure.of(ExitCode.INPUT, "ECONFIG", "there are several configuration files: " + String.join(", ", found.keySet()),
                    "keep one of them, or name one with --config");
        }
        return found.entrySet().stream().findFirst().map(file -> new Reader(file.getKey(), file.getValue()).read())
                .orElseGet(() -> new Configuration(new TreeMap<>(), List.of(), List.of()));
    }

    public Optional<String> value(String key) {
        if (!KEYS.containsKey(key) || key.equals(PACKS) || key.equals(IGNORED)) {
            throw new IllegalArgumentException("not a configuration key with one value: " + key);
        }
        return Optional.ofNullable(values.get(key));
    }

    /// Folders of team packs, as the user wrote them.
    public List<String> packs() {
        return packs;
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

    /// Reads one file, of either form: every JSON document is a YAML document.
    private static final class Reader {
        private final String file;
        private final String text;
        private final SortedMap<String, String> values = new TreeMap<>();
        private final List<String> packs = new ArrayList<>();
        private final List<IgnoreRules.Rule> ignored = new ArrayList<>();

        Reader(String file, String text) {
            this.file = file;
            this.text = text;
        }

        Configuration read() {
            boolean json = file.endsWith(".json");
            if (json) {
                try {
                    Json.read(text);
                } catch (IllegalArgumentException e) {
                    throw wrong(file + " is " + e.getMessage(), Optional.empty()).causedBy(e);
                }
            }
            Optional<Node> root;
            try {
                // Between the parts of a JSON document a tab is a blank, and inside its texts there is none.
                root = new Compose(LoadSettings.builder().setLabel(file).setAllowDuplicateKeys(false).build()).composeString(json ? text.replace('\t', ' ') : text);
            } catch (MarkedYamlEngineException e) {
                throw wrong(file + " is not YAML: " + e.getProblem(), e.getProblemMark().map(m -> span(m, 1))).causedBy(e);
            } catch (YamlEngineException e) {
                throw wrong(file + " is not YAML: " + e.getMessage(), Optional.empty()).causedBy(e);
            }
            if (root.isPresent()) {
                if (!(root.get() instanceof MappingNode mapping)) {
                    throw wrong(file + " is not " + (json ? "a JSON object" : "a mapping of keys to values"), Optional.empty());
                }
                collect("", mapping);
            }
            return new Configuration(values, packs, ignored);
        }

        private void collect(String prefix, MappingNode node) {
            for (NodeTuple entry : node.getValue()) {
                String name = entry.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
                String key = prefix + name;
                Optional<Span> place = entry.getKeyNode().getStartMark().map(from ->
                        span(from, Math.max(1, entry.getKeyNode().getEndMark().filter(to -> to.getLine() == from.getLine()).map(Mark::getColumn).orElse(0) - from.getColumn())));
                boolean family = KEYS.keySet().stream().anyMatch(k -> k.startsWith(key + "."));
                if (entry.getValueNode() instanceof MappingNode mapping && family) {
                    collect(key + ".", mapping);
                } else if (family || name.isEmpty() || !(KEYS.containsKey(key) || (key.startsWith(SCALARS) && key.indexOf('.', SCALARS.length()) < 0))) {
                    throw wrong(file + " sets `" + key + "`, which nothing reads", place);
                } else if (key.equals(IGNORED)) {
                    ignored(entry.getValueNode(), place);
                } else if (key.equals(PACKS)) {
                    packs(entry.getValueNode(), place);
                } else {
                    values.put(key, plain(entry.getValueNode()).orElseThrow(() -> wrong(file + " gives `" + key + "` no plain value", place)));
                }
            }
        }

        private void packs(Node node, Optional<Span> place) {
            if (!(node instanceof SequenceNode sequence)) {
                throw wrong(file + " gives `" + PACKS + "` no list of folders", place);
            }
            for (Node folder : sequence.getValue()) {
                packs.add(plain(folder).orElseThrow(() -> wrong(file + " gives `" + PACKS + "` something that is no folder", place)));
            }
        }

        private void ignored(Node node, Optional<Span> place) {
            if (!(node instanceof SequenceNode sequence)) {
                throw wrong(file + " gives `" + IGNORED + "` no list", place);
            }
            for (Node item : sequence.getValue()) {
                ignored.add(rule(item, item.getStartMark().map(m -> span(m, 1)).or(() -> place)));
            }
        }

        private IgnoreRules.Rule rule(Node item, Optional<Span> place) {
            SortedMap<String, String> parts = new TreeMap<>();
            plain(item).ifPresent(pattern -> parts.put("pattern", pattern));
            if (item instanceof MappingNode mapping) {
                mapping.getValue().forEach(t -> parts.put(plain(t.getKeyNode()).orElse(""), plain(t.getValueNode()).orElse("")));
            }
            String pattern = parts.getOrDefault("pattern", "").strip();
            if (pattern.isEmpty() || !List.of("pattern", "reason", "until").containsAll(parts.keySet())) {
                throw wrong(file + " has an entry of `" + IGNORED + "` that is neither a pattern nor {pattern, reason, until}", place);
            }
            try {
                return new IgnoreRules.Rule(pattern, parts.getOrDefault("reason", ""), Optional.ofNullable(parts.get("until")).map(LocalDate::parse));
            } catch (DateTimeParseException e) {
                throw wrong(file + " has an entry of `" + IGNORED + "` until no day such as 2027-01-31", place).causedBy(e);
            }
        }

        private static Optional<String> plain(Node node) {
            return node instanceof ScalarNode scalar && !scalar.getTag().equals(Tag.NULL) ? Optional.of(scalar.getValue()) : Optional.empty();
        }

        /// Only as much of the line as ends with the key: what follows may be a secret.
        private Span span(Mark mark, int length) {
            String line = text.lines().skip(mark.getLine()).findFirst().orElse("");
            int end = line.offsetByCodePoints(0, Math.min(line.codePointCount(0, line.length()), mark.getColumn() + length));
            return new Span(file, mark.getLine() + 1, mark.getColumn() + 1, length, line.substring(0, end));
        }

        private static Failure wrong(String message, Optional<Span> place) {
            Diagnostic plain = Diagnostic.error(new Code("ECONFIG"), message, "the keys " + String.join(", ", KEYS.keySet()));
            return Failure.of(ExitCode.INPUT, List.of(place.map(plain::at).orElse(plain)));
        }
    }
}
