package dev.wesley.cli.option;

import dev.wesley.engine.evidence.GeneratedFile;
import dev.wesley.engine.sdl.CompiledSchema;
import dev.wesley.generators.pgtap.PgTapSuite;
import dev.wesley.generators.postgres.SchemaSql;
import dev.wesley.generators.typescript.TypeScriptTypes;
import dev.wesley.generators.zod.ZodSchemas;
import java.util.Locale;

/// What `transform` can generate, in the order in which it does.
public enum Target {
    POSTGRES,
    TYPESCRIPT,
    ZOD,
    PGTAP;

    public GeneratedFile generate(CompiledSchema schema) {
        return switch (this) {
            case POSTGRES -> SchemaSql.generate(schema);
            case TYPESCRIPT -> TypeScriptTypes.generate(schema);
            case ZOD -> ZodSchemas.generate(schema);
            case PGTAP -> PgTapSuite.generate(schema);
        };
    }

    /// As the user types it.
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
