package dev.wesley.engine.json;

import dev.wesley.engine.diagnostic.Severity;
import dev.wesley.engine.explain.Explanation;
import dev.wesley.engine.explain.Words;
import dev.wesley.engine.fact.TableSize.Certainty;
import dev.wesley.engine.ir.QualifiedName;
import dev.wesley.engine.plan.Because;
import dev.wesley.engine.plan.Boundary;
import dev.wesley.engine.plan.Cost;
import dev.wesley.engine.plan.Finding;
import dev.wesley.engine.plan.Lock;
import dev.wesley.engine.plan.LockMode;
import dev.wesley.engine.plan.LockSet;
import dev.wesley.engine.plan.MigrationRisk;
import dev.wesley.engine.plan.PackId;
import dev.wesley.engine.plan.Phase;
import dev.wesley.engine.plan.Plan;
import dev.wesley.engine.plan.PlannedChange;
import dev.wesley.engine.plan.PlannedStep;
import dev.wesley.engine.plan.Reversibility;
import dev.wesley.engine.plan.RiskLevel;
import dev.wesley.engine.plan.RiskShare;
import dev.wesley.engine.plan.SpelledPlan;
import dev.wesley.engine.plan.SpelledStep;
import dev.wesley.engine.plan.Statement;
import dev.wesley.engine.plan.Step;
import dev.wesley.engine.plan.StepClass;
import dev.wesley.engine.plan.ThresholdSet;
import dev.wesley.engine.plan.Work;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The plan document, `plan.json` (`schemas/plan.schema.json`): complete, so that reading it gives an equal plan, and readable, so that
/// what people review is what is executed.
public final class PlanJson {
    /// The version of the document's form.
    public static final int FORMAT = 1;

    /// The lock name of a step that touches only what the plan creates.
    private static final String NEW_OBJECTS_ONLY = "NEW OBJECTS ONLY";

    private PlanJson() {}

    // ---- writing

    /// @throws IllegalArgumentException if the steps are not in the order of their phases
    public static ObjectNode write(SpelledPlan spelled) {
        Plan plan = spelled.plan();
        for (int i = 1; i < plan.steps().size(); i++) {
            if (plan.steps().get(i - 1).phase().compareTo(plan.steps().get(i).phase()) > 0) {
                throw new IllegalArgumentException("steps go phase by phase: " + plan.steps().get(i).id() + " comes too late");
            }
        }
        Explanation explanation = Explanation.of(spelled);
        ObjectNode root = Json.object();
        root.put("format", FORMAT).put("serverMajor", plan.serverMajor()).put("from", plan.fromSchema()).put("to", plan.toSchema());
        list(root, "packs", plan.packs(), (node, p) -> node.put("name", p.name()).put("version", p.version()).put("sha256", p.sha256()));
        root.putObject("thresholds").put("schemaCoverage", plan.thresholds().schemaCoverage())
                .put("migrationRisk", plan.thresholds().migrationRisk()).put("testCoverage", plan.thresholds().testCoverage());
        ArrayNode phases = root.putObject("plan").putArray("phases");
        for (Phase phase : Phase.values()) {
            ObjectNode node = phases.addObject().put("name", phase.word());
            list(node, "steps", spelled.steps().stream().filter(s -> s.planned().phase() == phase).toList(), PlanJson::step);
        }
        ObjectNode explain = root.putObject("explain");
        texts(explain, "lines", explanation.lines());
        list(explain, "steps", explanation.steps(), (node, s) -> {
            node.put("id", s.id()).put("title", s.title());
            texts(node, "lockImpact", s.lockImpact());
            node.put("waits", s.waits()).put("estimatedDuration", s.estimatedDuration());
        });
        list(root, "mapping", plan.changes(), (node, c) -> {
            node.put("change", Words.change(c.kind(), c.subject())).put("kind", c.kind()).put("subject", c.subject())
                    .put("classification", c.classification());
            texts(node, "steps", c.steps());
        });
        ObjectNode radar = root.putObject("radar");
        texts(radar, "lines", explanation.radar().lines());
        texts(radar, "notes", explanation.radar().notes());
        ObjectNode counts = radar.putObject("counts");
        counts.put("steps", plan.steps().size()).put("blocksReads", explanation.radar().blocksReads())
                .put("blocksWrites", explanation.radar().blocksWrites());
        ObjectNode modes = counts.putObject("modes");
        explanation.radar().modes().forEach(modes::put);
        ObjectNode risk = root.putObject("risk");
        risk.put("index", plan.risk().index()).put("points", plan.risk().points()).put("level", plan.risk().level().name());
        list(risk, "shares", plan.risk().shares(), (node, s) -> {
            node.put("step", s.step()).put("points", s.points()).put("reason", s.reason());
            because(node.putObject("because"), s.because());
        });
        list(root, "findings", plan.findings(), (node, f) -> {
            node.put("code", f.code()).put("severity", f.severity().name()).put("subject", f.subject()).put("message", f.message())
                    .put("help", f.help());
            because(node.putObject("because"), f.because());
        });
        return root;
    }

    private static void step(ObjectNode node, SpelledStep spelled) {
        PlannedStep planned = spelled.planned();
        Step step = planned.step();
        node.put("id", planned.id()).put("op", step.op()).put("table", step.table().toString());
        column(step).ifPresent(c -> node.put("column", c));
        if (!step.element().isEmpty()) {
            node.put("element", step.element());
        }
        String strongest = planned.locks().strongest().map(LockMode::words).orElse(NEW_OBJECTS_ONLY);
        node.put("lockLevel", strongest);
        node.putObject("lock").put("name", strongest).put("blocksReads", planned.locks().blocksReads())
                .put("blocksWrites", planned.locks().blocksWrites());
        list(node, "locks", planned.locks().locks(), (lock, l) -> {
            lock.put("relation", l.relation().toString());
            lock.putObject("on").put("schema", l.relation().schema()).put("name", l.relation().name());
            lock.put("mode", l.mode().name()).put("work", l.work().name());
        });
        list(node, "costs", planned.costs(), (cost, c) -> {
            cost.put("relation", c.relation().toString());
            cost.putObject("on").put("schema", c.relation().schema()).put("name", c.relation().name());
            cost.put("work", c.work().name()).put("rows", c.rows()).put("certainty", c.certainty().name()).put("microseconds", c.microseconds());
        });
        node.put("stepClass", planned.stepClass().name()).put("mode", planned.stepClass().mode()).put("boundary", planned.boundary().name())
                .put("transaction", planned.transaction()).put("risk", planned.risk().name()).put("reversibility", planned.reversibility().name());
        list(node, "because", planned.because(), PlanJson::because);
        texts(node, "after", planned.after());
        texts(node, "changes", planned.changes());
        node.put("sqlPreview", spelled.statements().stream().map(s -> s.sql() + ";").collect(Collectors.joining("\n")));
        texts(node, "statements", spelled.statements().stream().map(Statement::sql).toList());
        texts(node, "inverse", spelled.inverse().stream().map(Statement::sql).toList());
        node.set("step", Records.write((Record) step, Step.class));
    }

    /// The column that a step works on, if it works on one.
    private static Optional<String> column(Step step) {
        return switch (step) {
            case Step.AddColumn s -> Optional.of(s.column().name());
            case Step.DropColumn s -> Optional.of(s.column().name());
            case Step.RenameColumn s -> Optional.of(s.column());
            case Step.ChangeColumnType s -> Optional.of(s.column());
            case Step.SetDefault s -> Optional.of(s.column());
            case Step.DropDefault s -> Optional.of(s.column());
            case Step.SetNotNull s -> Optional.of(s.column());
            case Step.DropNotNull s -> Optional.of(s.column());
            case Step.AddIdentity s -> Optional.of(s.column());
            case Step.AddIdentityAbove s -> Optional.of(s.column());
            case Step.SetIdentity s -> Optional.of(s.column());
            case Step.SetExpression s -> Optional.of(s.column());
            case Step.DropExpression s -> Optional.of(s.column());
            case Step.DropIdentity s -> Optional.of(s.column());
            case Step.CommentOnColumn s -> Optional.of(s.column());
            case Step.Backfill s -> Optional.of(s.column());
            case Step.AddNotNullCheck s -> Optional.of(s.column());
            case Step.AddNotNullConstraint s -> Optional.of(s.column());
            case Step.KeepInSync s -> Optional.of(s.column());
            case Step.SwapColumns s -> Optional.of(s.after().name());
            case Step.DropFormerColumn s -> Optional.of(s.column().name());
            case Step.ChangeTypeUnderChecks s -> Optional.of(s.column());
            case Step.SwapIndexes s -> Optional.empty();
            case Step.CreateSchema s -> Optional.empty();
            case Step.CreateTable s -> Optional.empty();
            case Step.DropTable s -> Optional.empty();
            case Step.RenameTable s -> Optional.empty();
            case Step.CommentOnTable s -> Optional.empty();
            case Step.Analyze s -> Optional.empty();
            case Step.AddCheck s -> Optional.empty();
            case Step.AddForeignKey s -> Optional.empty();
            case Step.ValidateCheck s -> Optional.empty();
            case Step.ValidateForeignKey s -> Optional.empty();
            case Step.AddUnique s -> Optional.empty();
            case Step.AddUniqueUsingIndex s -> Optional.empty();
            case Step.AddPrimaryKey s -> Optional.empty();
            case Step.AddPrimaryKeyUsingIndex s -> Optional.empty();
            case Step.AddUniqueOnOnly s -> Optional.empty();
            case Step.AddPrimaryKeyOnOnly s -> Optional.empty();
            case Step.ReplacePrimaryKey s -> Optional.empty();
            case Step.DropCheck s -> Optional.empty();
            case Step.DropKey s -> Optional.empty();
            case Step.DropForeignKey s -> Optional.empty();
            case Step.RenameConstraint s -> Optional.empty();
            case Step.CreateIndex s -> Optional.empty();
            case Step.DropIndex s -> Optional.empty();
            case Step.RenameIndex s -> Optional.empty();
            case Step.AttachIndex s -> Optional.empty();
            case Step.CreatePolicy s -> Optional.empty();
            case Step.DropPolicy s -> Optional.empty();
            case Step.SetRowSecurity s -> Optional.empty();
            case Step.CreateEnum s -> Optional.empty();
            case Step.DropEnum s -> Optional.empty();
            case Step.RenameEnum s -> Optional.empty();
            case Step.AddEnumLabel s -> Optional.empty();
            case Step.CommentOnEnum s -> Optional.empty();
        };
    }

    private static void because(ObjectNode node, Because because) {
        node.put("code", because.code()).put("rule", because.rule()).put("pack", because.pack());
        texts(node, "facts", because.facts());
    }

    private static void texts(ObjectNode node, String member, List<String> texts) {
        ArrayNode array = node.putArray(member);
        texts.forEach(array::add);
    }

    private static <T> void list(ObjectNode node, String member, List<T> items, BiConsumer<ObjectNode, T> writer) {
        ArrayNode array = node.putArray(member);
        items.forEach(item -> writer.accept(array.addObject(), item));
    }

    // ---- reading

    /// Reads a plan document. Members at the top that a command added, such as `success`, are passed over.
    ///
    /// @throws IllegalArgumentException naming what is missing or wrong, or the part for people that does not say what the plan does
    public static SpelledPlan read(String json) {
        JsonNode root = Json.read(json);
        if (!root.isObject()) {
            throw new IllegalArgumentException("a plan document is one JSON object");
        }
        int format = integer(root, "format", "$");
        if (format != FORMAT) {
            throw new IllegalArgumentException("this plan has format " + format + ", but this Wesley reads format " + FORMAT + ": make the plan again");
        }
        List<SpelledStep> steps = new ArrayList<>();
        for (JsonNode phase : array(object(root, "plan", "$"), "phases", "$.plan")) {
            Phase name = constant(Phase.values(), text(phase, "name", "phases"), Phase::word, "phases.name");
            for (JsonNode step : array(phase, "steps", "phases." + name.word())) {
                steps.add(readStep(step, name));
            }
        }
        JsonNode thresholds = object(root, "thresholds", "$");
        JsonNode risk = object(root, "risk", "$");
        Plan plan = new Plan(
                integer(root, "serverMajor", "$"), text(root, "from", "$"), text(root, "to", "$"),
                all(root, "packs", p -> new PackId(text(p, "name", "packs"), text(p, "version", "packs"), text(p, "sha256", "packs"))),
                all(root, "mapping", c -> new PlannedChange(text(c, "kind", "mapping"), text(c, "subject", "mapping"), text(c, "classification", "mapping"),
                        strings(c, "steps", "mapping"))),
                steps.stream().map(SpelledStep::planned).toList(),
                new MigrationRisk(integer(risk, "points", "risk"), constant(RiskLevel.values(), text(risk, "level", "risk"), Enum::name, "risk.level"),
                        all(risk, "shares", s -> new RiskShare(text(s, "step", "shares"), integer(s, "points", "shares"), text(s, "reason", "shares"),
                                readBecause(object(s, "because", "shares"))))),
                new ThresholdSet(number(thresholds, "schemaCoverage"), number(thresholds, "migrationRisk"), number(thresholds, "testCoverage")),
                all(root, "findings", f -> new Finding(text(f, "code", "findings"),
                        constant(Severity.values(), text(f, "severity", "findings"), Enum::name, "findings.severity"), text(f, "subject", "findings"),
                        text(f, "message", "findings"), text(f, "help", "findings"), readBecause(object(f, "because", "findings")))));
        SpelledPlan spelled = new SpelledPlan(plan, steps);
        refuseEdited(root, write(spelled));
        return spelled;
    }

    /// What is written for people must say what the plan does.
    private static void refuseEdited(JsonNode root, ObjectNode again) {
        for (Map.Entry<String, JsonNode> member : again.properties()) {
            JsonNode given = root.path(member.getKey());
            if (given.isMissingNode()) {
                throw new IllegalArgumentException("$." + member.getKey() + " is missing");
            }
            if (!Arrays.equals(Json.canonical(Json.array().add(given)), Json.canonical(Json.array().add(member.getValue())))) {
                throw new IllegalArgumentException("$." + member.getKey() + " contradicts the steps of the plan: it was edited; make the plan again");
            }
        }
    }

    private static SpelledStep readStep(JsonNode node, Phase phase) {
        String id = text(node, "id", "steps");
        List<Lock> locks = all(node, "locks", l -> {
            JsonNode on = object(l, "on", id + ".locks");
            return new Lock(new QualifiedName(text(on, "schema", id + ".locks"), text(on, "name", id + ".locks")),
                    constant(LockMode.values(), text(l, "mode", id + ".locks"), Enum::name, id + ".locks.mode"),
                    constant(Work.values(), text(l, "work", id + ".locks"), Enum::name, id + ".locks.work"));
        });
        List<Cost> costs = all(node, "costs", c -> {
            JsonNode on = object(c, "on", id + ".costs");
            return new Cost(new QualifiedName(text(on, "schema", id + ".costs"), text(on, "name", id + ".costs")),
                    constant(Work.values(), text(c, "work", id + ".costs"), Enum::name, id + ".costs.work"), whole(c, "rows", id + ".costs"),
                    constant(Certainty.values(), text(c, "certainty", id + ".costs"), Enum::name, id + ".costs.certainty"),
                    whole(c, "microseconds", id + ".costs"));
        });
        PlannedStep planned = new PlannedStep(id, Records.read(object(node, "step", id), Step.class, id + ".step"), phase,
                constant(StepClass.values(), text(node, "stepClass", id), Enum::name, id + ".stepClass"),
                constant(Boundary.values(), text(node, "boundary", id), Enum::name, id + ".boundary"),
                integer(node, "transaction", id), new LockSet(locks), costs,
                constant(RiskLevel.values(), text(node, "risk", id), Enum::name, id + ".risk"),
                constant(Reversibility.values(), text(node, "reversibility", id), Enum::name, id + ".reversibility"),
                strings(node, "after", id), strings(node, "changes", id), all(node, "because", PlanJson::readBecause));
        return new SpelledStep(planned, strings(node, "statements", id).stream().map(Statement::new).toList(),
                strings(node, "inverse", id).stream().map(Statement::new).toList());
    }

    private static Because readBecause(JsonNode node) {
        return new Because(text(node, "code", "because"), text(node, "rule", "because"), text(node, "pack", "because"), strings(node, "facts", "because"));
    }

    private static <T> List<T> all(JsonNode node, String member, Function<JsonNode, T> reader) {
        List<T> result = new ArrayList<>();
        for (JsonNode item : array(node, member, member)) {
            result.add(reader.apply(item));
        }
        return result;
    }

    private static <T> T constant(T[] values, String name, Function<T, String> naming, String path) {
        return Arrays.stream(values).filter(v -> naming.apply(v).equals(name)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException(path + " is not one of " + Arrays.stream(values).map(naming).toList() + ": " + name));
    }

    private static JsonNode object(JsonNode node, String member, String path) {
        return typed(node, member, path, "an object", JsonNode::isObject);
    }

    private static JsonNode array(JsonNode node, String member, String path) {
        return typed(node, member, path, "a list", JsonNode::isArray);
    }

    private static String text(JsonNode node, String member, String path) {
        return typed(node, member, path, "a text", JsonNode::isString).asString();
    }

    private static int integer(JsonNode node, String member, String path) {
        return typed(node, member, path, "a whole number", JsonNode::isInt).asInt();
    }

    private static long whole(JsonNode node, String member, String path) {
        return typed(node, member, path, "a whole number", JsonNode::isIntegralNumber).asLong();
    }

    private static double number(JsonNode node, String member) {
        return typed(node, member, "thresholds", "a number", JsonNode::isNumber).asDouble();
    }

    private static List<String> strings(JsonNode node, String member, String path) {
        List<String> result = new ArrayList<>();
        for (JsonNode item : array(node, member, path)) {
            if (!item.isString()) {
                throw new IllegalArgumentException(path + "." + member + " lists texts, not " + item);
            }
            result.add(item.asString());
        }
        return result;
    }

    private static JsonNode typed(JsonNode node, String member, String path, String what, java.util.function.Predicate<JsonNode> fits) {
        JsonNode value = node.path(member);
        if (!fits.test(value)) {
            throw new IllegalArgumentException(path + "." + member + " is " + (value.isMissingNode() ? "missing" : "not " + what));
        }
        return value;
    }
}
