package dev.wesley.cli.option;

import dev.wesley.cli.project.Configuration;
import dev.wesley.cli.project.SchemaSource;
import dev.wesley.cli.project.Surroundings;
import dev.wesley.cli.report.ExitCode;
import dev.wesley.cli.report.Failure;
import dev.wesley.engine.drift.IgnoreRules;
import dev.wesley.engine.sdl.SdlOptions;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// What a run goes by, in this order: flag, environment, configuration file, default.
public final class Settings {
    private static final int NEWEST_MAJOR = 18;

    private final Surroundings surroundings;
    private final Configuration configuration;
    private final GlobalOptions options;

    public Settings(Surroundings surroundings, GlobalOptions options) {
        this.surroundings = surroundings;
        this.options = options;
        this.configuration = Configuration.load(surroundings, options.config());
    }

    public String schema(SchemaOptions given) {
        return given.named()
                .or(() -> surroundings.variable("WESLEY_SCHEMA_DIR"))
                .or(() -> configuration.value("schema.path"))
                .orElse("schema.graphql");
    }

    public String output(Optional<String> given) {
        return given.or(() -> surroundings.variable("WESLEY_OUTPUT_DIR"))
                .or(() -> configuration.value("schema.output"))
                .orElse("out");
    }

    /// The environment that was named anywhere.
    public Optional<String> environment() {
        return options.environment().or(() -> surroundings.variable("WESLEY_ENV")).or(() -> configuration.value("environment"));
    }

    /// The database that a deployment changes.
    public Optional<String> database(Optional<String> given) {
        return given.or(() -> surroundings.variable("WESLEY_DATABASE_URL"))
                .or(() -> surroundings.variable("DATABASE_URL"))
                .or(() -> configuration.value("database.url"));
    }

    /// What drift, plans from a live database and imports leave alone: what Wesley knows of platforms, and what the team listed.
    public IgnoreRules ignoreRules() {
        List<IgnoreRules.Rule> rules = new ArrayList<>(configuration.ignored());
        rules.addAll(IgnoreRules.SHIPPED);
        return new IgnoreRules(rules).on(LocalDate.ofInstant(surroundings.clock().instant(), ZoneOffset.UTC));
    }

    /// The server that a rehearsal may use; empty means an embedded one.
    public Optional<String> shadow(Optional<String> given) {
        return given.or(() -> surroundings.variable("SHADOW_DSN")).or(() -> configuration.value("database.shadow"));
    }

    /// The Postgres major that a plan is for. Whether it is supported is the rules' decision.
    public int serverMajor(Optional<Integer> given) {
        return given.or(() -> configuration.value("database.postgres").map(Settings::major)).orElse(NEWEST_MAJOR);
    }

    /// Folders of team packs: those of the configuration, then those that were given. None of the first is ever left out.
    public List<String> packs(List<String> given) {
        return Stream.concat(configuration.packs().stream(), given.stream()).distinct().toList();
    }

    public SdlOptions sdl() {
        boolean strict = surroundings.variable("WESLEY_STRICT_DIRECTIVES").map(v -> v.equals("1") || v.equalsIgnoreCase("true"))
                .or(() -> configuration.value("schema.strictDirectives").map("true"::equals))
                .orElse(SdlOptions.DEFAULT.strictDirectives());
        SdlOptions.TableNaming naming = configuration.value("schema.tableNaming")
                .map(Settings::naming)
                .orElse(SdlOptions.DEFAULT.tableNaming());
        String tenant = configuration.value("schema.tenantAccessor").orElse(SdlOptions.DEFAULT.tenantAccessor());
        return new SdlOptions(strict, naming, configuration.scalars(), tenant).withMaxBytes(new SchemaSource(surroundings).limit());
    }

    private static int major(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw Failure.of(ExitCode.INPUT, "ECONFIG", "database.postgres is not a major version: " + text, "\"postgres\": 18").causedBy(e);
        }
    }

    private static SdlOptions.TableNaming naming(String text) {
        try {
            return SdlOptions.TableNaming.valueOf(text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw Failure.of(ExitCode.INPUT, "ECONFIG", "schema.tableNaming is not known: " + text, "snake_case, preserve, lower or upper")
                    .causedBy(e);
        }
    }
}
