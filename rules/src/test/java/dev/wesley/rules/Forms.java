package dev.wesley.rules;

import dev.wesley.engine.inference.Conclusions;
import dev.wesley.engine.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// Every form of every step that can be checked on a server: the recorded ones, and those that were never recorded.
public final class Forms {
    private Forms() {}

    /// All forms, by their names.
    public static List<Form> all() {
        return Stream.concat(recorded().stream(), MoreForms.FORMS.stream()).sorted(Comparator.comparing(Form::id)).toList();
    }

    /// What the physics rules, and all others, say of a form.
    public static Conclusions ask(int major, Form form) {
        return BasePack.ask(major, form.subjects(), Fixture.FACTS);
    }

    /// The SQL of the schema that every form starts from.
    public static String fixture() {
        try (InputStream text = resource("fixture.sql")) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The rows of a recording.
    static List<JsonNode> rows(String file) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(resource(file), StandardCharsets.UTF_8))) {
            return reader.lines().map(Json::read).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream resource(String file) {
        return Objects.requireNonNull(Forms.class.getResourceAsStream("/recorded/" + file), file);
    }

    /// The recorded forms, for the majors that took the statement.
    private static List<Form> recorded() {
        Map<String, List<JsonNode>> rows = rows("locks.jsonl").stream().filter(row -> !row.has("error"))
                .collect(Collectors.groupingBy(row -> row.path("id").asString()));
        return rows.entrySet().stream().map(e -> new Form(e.getKey(), Objects.requireNonNull(RecordedForms.FORMS.get(e.getKey()), e.getKey()),
                RecordedForms.SETUPS.getOrDefault(e.getKey(), e.getValue().getFirst().path("setup").asString("")), List.of(),
                e.getValue().stream().mapToInt(row -> row.path("from").asInt()).min().orElseThrow(),
                e.getValue().stream().mapToInt(row -> row.path("to").asInt()).max().orElseThrow())).toList();
    }
}
