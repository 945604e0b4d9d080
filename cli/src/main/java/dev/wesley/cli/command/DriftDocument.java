package dev.wesley.cli.command;

import dev.wesley.cli.project.Project;
import dev.wesley.cli.project.TextFile;
import dev.wesley.engine.diff.Differ;
import dev.wesley.engine.drift.Difference;
import dev.wesley.engine.drift.DriftReport;
import dev.wesley.engine.drift.IgnoreRules;
import dev.wesley.engine.ir.Schema;
import dev.wesley.engine.json.IrJson;
import dev.wesley.engine.json.Json;
import dev.wesley.engine.json.SchemaHash;
import dev.wesley.rehearsal.catalog.Catalog;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A drift report as a document (`schemas/drift.schema.json`), and what people and merge requests get to read of it.
record DriftDocument(ObjectNode json) {
    static DriftDocument of(Session session, LiveDatabase database, Baseline expected, DriftCheck check, DriftReport report, String repair) {
        IgnoreRules rules = session.settings().ignoreRules();
        ObjectNode json = Json.object();
        json.put("database", database.toString());
        json.put("serverVersion", check.catalog().versionNum());
        json.put("tables", check.catalog().schema().tables().size());
        json.putObject("expected").put("from", expected.described()).put("fingerprint", fingerprint(check.expected()));
        json.putObject("live").put("fingerprint", fingerprint(rules.pretend(check.live(), check.expected())));
        json.put("status", report.isClean() ? "clean" : "drift");
        check.running().ifPresent(by -> json.put("running", by));
        ArrayNode differences = json.putArray("differences");
        report.differences().forEach(d -> differences.add(difference(d)));
        ArrayNode ignored = json.putArray("ignored");
        report.ignored().forEach(i -> {
            ObjectNode node = difference(i.difference()).put("pattern", i.rule().pattern()).put("reason", i.rule().reason());
            i.rule().until().ifPresent(day -> node.put("until", day.toString()));
            ignored.add(node);
        });
        ArrayNode unmanaged = json.putArray("unmanaged");
        for (Catalog.Unmanaged object : check.catalog().unmanaged()) {
            if (rules.object(object.name()).isEmpty()) {
                unmanaged.addObject().put("kind", object.kind()).put("name", object.name().toString()).put("detail", object.detail());
            }
        }
        json.put("pending", pending(session.project(), expected));
        if (!report.isClean()) {
            json.put("repair", repair);
        }
        return new DriftDocument(json);
    }

    /// The same for a schema and a database that matches it, however each is spelled.
    private static String fingerprint(Schema schema) {
        return "wir1:sha256:" + SchemaHash.of(schema);
    }

    private static ObjectNode difference(Difference d) {
        ObjectNode node = Json.object();
        node.put("type", d.type().name());
        node.put("severity", d.severity().name().toLowerCase(Locale.ROOT));
        node.put("class", d.driftClass().name());
        node.put("table", d.table().toString());
        d.column().ifPresent(c -> node.put("column", c));
        if (d.column().isEmpty() && !d.element().isEmpty()) {
            node.put("element", d.element());
        }
        node.put("expected", d.expected());
        node.put("actual", d.actual());
        node.put("message", d.message());
        return node;
    }

    /// How many changes of the last transform are not deployed: that is work, not drift.
    private static int pending(Project project, Baseline expected) {
        Optional<String> transformed = TextFile.readIfPresent(project.irFile());
        if (transformed.isEmpty() || expected.compiled().isPresent()) {
            return 0;
        }
        Schema wanted;
        try {
            wanted = IrJson.read(transformed.get());
        } catch (IllegalArgumentException e) {
            return 0;
        }
        return SchemaHash.of(wanted).equals(SchemaHash.of(expected.schema())) ? 0 : Differ.diff(expected.schema(), wanted).size();
    }

    boolean clean() {
        return json.path("status").asString().equals("clean");
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        String where = json.path("database").asString() + ", Postgres " + json.path("serverVersion").asInt() / 10_000 + ", "
                + Words.count(json.path("tables").asInt(), "table");
        String against = json.path("expected").path("from").asString();
        JsonNode differences = json.path("differences");
        if (clean()) {
            lines.add("✅ No schema drift detected");
            lines.add("  " + where + ", is as " + against + " says");
        } else {
            lines.add("⚠️  " + Words.count(counted(), "difference") + " between the database and " + against);
            lines.add("  " + where);
        }
        List<List<String>> rows = new ArrayList<>();
        for (JsonNode d : differences) {
            String mark = d.path("class").asString().equals("DRIFT") ? d.path("severity").asString() : "in progress";
            rows.add(List.of(mark, d.path("type").asString(), d.path("message").asString()));
        }
        lines.addAll(Words.table(rows));
        remarks().forEach(r -> lines.add("  " + r));
        if (!clean()) {
            lines.add("Try: " + json.path("repair").asString());
        }
        return lines;
    }

    List<String> markdown() {
        List<String> lines = new ArrayList<>();
        lines.add("# Schema drift: " + (clean() ? "none" : Words.count(counted(), "difference")));
        lines.add("");
        lines.add("`" + json.path("database").asString() + "` against `" + json.path("expected").path("from").asString() + "`.");
        lines.add("");
        if (json.path("differences").size() > 0) {
            lines.add("| severity | class | type | expected | actual | what |");
            lines.add("|---|---|---|---|---|---|");
            for (JsonNode d : json.path("differences")) {
                lines.add("| " + d.path("severity").asString() + " | " + d.path("class").asString() + " | " + d.path("type").asString() + " | " + cell(d.path("expected"))
                        + " | " + cell(d.path("actual")) + " | " + cell(d.path("message")) + " |");
            }
            lines.add("");
        }
        remarks().forEach(r -> lines.add("- " + r));
        if (!clean()) {
            lines.add("- repair with `" + json.path("repair").asString() + "`");
        }
        return lines;
    }

    private static String cell(JsonNode text) {
        return text.asString().replace("|", "\\|").replaceAll("\\s+", " ");
    }

    private long counted() {
        long n = 0;
        for (JsonNode d : json.path("differences")) {
            n += d.path("class").asString().equals("DRIFT") ? 1 : 0;
        }
        return n;
    }

    private List<String> remarks() {
        List<String> remarks = new ArrayList<>();
        if (json.has("running")) {
            remarks.add("a migration runs there now: " + json.path("running").asString());
        }
        if (json.path("ignored").size() > 0) {
            remarks.add(Words.count(json.path("ignored").size(), "difference") + " ignored by drift.ignore");
        }
        if (json.path("unmanaged").size() > 0) {
            remarks.add(Words.count(json.path("unmanaged").size(), "object") + " that the SDL cannot express, not compared: " + kinds());
        }
        if (json.path("pending").asInt() > 0) {
            remarks.add(Words.count(json.path("pending").asInt(), "change") + " of the schema not deployed yet, which is no drift");
        }
        return remarks;
    }

    /// `2 views, 1 trigger`
    private String kinds() {
        java.util.TreeMap<String, Integer> counts = new java.util.TreeMap<>();
        json.path("unmanaged").forEach(o -> counts.merge(o.path("kind").asString(), 1, Integer::sum));
        return String.join(", ", counts.entrySet().stream().map(e -> e.getValue() + " " + e.getKey()).toList());
    }
}
