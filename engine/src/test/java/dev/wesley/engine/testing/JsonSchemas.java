package dev.wesley.engine.testing;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The contracts in `schemas/`, asked by a validator that is not ours.
public final class JsonSchemas {
    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    private JsonSchemas() {}

    /// What is wrong with a document.
    ///
    /// @param name of the schema, such as `realm`
    public static List<String> errors(String name, String json) {
        Path file = Path.of(System.getProperty("wesley.root", "..")).resolve("schemas").resolve(name + ".schema.json");
        try {
            return REGISTRY.getSchema(Files.readString(file), InputFormat.JSON).validate(json, InputFormat.JSON).stream().map(Object::toString).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
