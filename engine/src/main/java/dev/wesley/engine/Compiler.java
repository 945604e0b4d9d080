package dev.wesley.engine;

import dev.wesley.engine.diagnostic.Outcome;
import dev.wesley.engine.sdl.CompiledSchema;
import dev.wesley.engine.sdl.SdlOptions;
import dev.wesley.engine.sdl.SdlReader;
import dev.wesley.engine.sdl.SourceFile;
import java.util.List;

/// SDL text to schema: the first of the two façades.
public final class Compiler {

    private Compiler() {}

    /// Reads several files as one schema. The order of the files does not matter. Either every error is reported, each with its place, or
    /// there is a schema, perhaps with warnings.
    public static Outcome<CompiledSchema> compile(List<SourceFile> files, SdlOptions options) {
        return SdlReader.read(files, options);
    }
}
