package dev.wesley.cli.project;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.wesley.cli.report.ExitCode;
import dev.wesley.cli.report.Failure;
import dev.wesley.engine.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The JSON Schemas that documents are checked against: those of the distribution, or a folder of the user's.
public final class Contracts {
    private static final String RESOURCES = "/dev/wesley/cli/schemas/";

    private final Optional<Path> folder;
    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private final Map<String, Schema> compiled = new HashMap<>();

    public Contracts(Optional<Path> folder) {
        this.folder = folder;
    }

    /// What a document does wrong, each with its place in it; empty if it keeps the contract.
    ///
    /// @param contract such as `plan`, for `plan.schema.json`
    /// @throws IllegalArgumentException if the text is not one JSON document
    public List<String> violations(String contract, String document) {
        return schema(contract).validate(Json.read(document)).stream().map(Contracts::sentence).sorted().toList();
    }

    private Schema schema(String contract) {
        return compiled.computeIfAbsent(contract, name -> registry.getSchema(Json.read(text(name + ".schema.json"))));
    }

    private String text(String file) {
        if (folder.isPresent()) {
            return TextFile.read(folder.get().resolve(file));
        }
        try (InputStream stream = Contracts.class.getResourceAsStream(RESOURCES + file)) {
            if (stream == null) {
                throw Failure.of(ExitCode.INPUT, "ENOENT", "this distribution holds no " + file, "--schemas with the folder that holds it");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw Failure.of(ExitCode.INPUT, "EREAD", "cannot read " + file + " of the distribution", "--schemas with another copy").causedBy(e);
        }
    }

    private static String sentence(Error error) {
        String place = String.valueOf(error.getInstanceLocation());
        return (place.isEmpty() ? "the document" : place) + ": " + error.getMessage();
    }
}
