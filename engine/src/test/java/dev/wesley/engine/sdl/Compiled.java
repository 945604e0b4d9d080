package dev.wesley.engine.sdl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wesley.engine.Compiler;
import dev.wesley.engine.diagnostic.Diagnostic;
import dev.wesley.engine.diagnostic.Outcome;
import dev.wesley.engine.ir.Column;
import dev.wesley.engine.ir.QualifiedName;
import dev.wesley.engine.ir.Schema;
import dev.wesley.engine.ir.Table;
import java.util.List;

/// SDL compiled in a test, in one word.
final class Compiled {
    private Compiled() {}

    static Outcome<CompiledSchema> outcome(String sdl) {
        return outcome(sdl, SdlOptions.DEFAULT);
    }

    static Outcome<CompiledSchema> outcome(String sdl, SdlOptions options) {
        return Compiler.compile(List.of(new SourceFile("schema.graphql", sdl)), options);
    }

    static CompiledSchema compiled(String sdl) {
        Outcome<CompiledSchema> outcome = outcome(sdl);
        assertThat(outcome.isDone()).as(() -> sdl + "\n" + outcome.diagnostics()).isTrue();
        return outcome.value();
    }

    static Schema schema(String sdl) {
        return compiled(sdl).schema();
    }

    static Table table(String sdl, String name) {
        return schema(sdl).table(QualifiedName.of(name)).orElseThrow();
    }

    /// The column of the only field that a table `T` has beside its key.
    static Column column(String field) {
        return table("type T @wes_table { id: ID! @wes_pk " + field + " }", "t").columns().get(1);
    }

    static List<Diagnostic> errors(String sdl) {
        return outcome(sdl).diagnostics().stream().filter(Diagnostic::isError).toList();
    }
}
