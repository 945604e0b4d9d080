package dev.wesley.engine.sdl;

import dev.wesley.engine.diagnostic.Code;
import dev.wesley.engine.diagnostic.Diagnostic;
import dev.wesley.engine.diagnostic.Span;
import dev.wesley.engine.ir.Expression;
import dev.wesley.engine.ir.Policy;
import dev.wesley.engine.ir.Policy.Command;
import dev.wesley.engine.ir.RowSecurity;
import dev.wesley.engine.ir.SqlType;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Turns `@wes_rls`, `@wes_owner` and `@wes_tenant` into policies: one for each command, because INSERT takes no USING and SELECT no
/// WITH CHECK (manual, CREATE POLICY).
///
/// Permissive policies admit a row when any of them does. So the tenant's policies are restrictive as soon as others stand beside them:
/// a tenant is a border, not one more way in.
final class RowSecurityReader {
    private static final List<Command> COMMANDS = List.of(Command.SELECT, Command.INSERT, Command.UPDATE, Command.DELETE);
    private static final Set<String> TIMES = Set.of("timestamptz", "timestamp", "date");

    private final TableReader reader;
    private final Names names;
    private final Complaints complaints;
    private final Optional<Expression> tenantAccessor;
    private final Optional<Expression> ownerAccessor;

    RowSecurityReader(SdlOptions options, TableReader reader, Names names, Complaints complaints) {
        this.reader = reader;
        this.names = names;
        this.complaints = complaints;
        this.tenantAccessor = accessor("tenant", options.tenantAccessor());
        this.ownerAccessor = accessor("owner", options.ownerAccessor());
    }

    /// What presets there are.
    private enum Preset {
        OWNER,
        TENANT,
        PUBLIC_READ,
        AUTHENTICATED,
        ADMIN_ONLY,
        SOFT_DELETE,
        TIME_WINDOW,
        HIERARCHICAL,
        DENY_ALL
    }

    /// Who may do what: an expression for each command that is admitted.
    private record Admission(String kind, Map<Command, Expression> rows, Optional<Expression> newRows, Annotation from, boolean rolesFromArguments, List<String> roles) {}

    void read(TableDraft table) {
        Optional<Annotation> tenant = table.annotations().one(DirectiveKind.TENANT);
        Optional<Annotation> owner = table.annotations().one(DirectiveKind.OWNER);
        Optional<Annotation> rls = table.annotations().one(DirectiveKind.ROW_SECURITY);
        List<Annotation> own = table.annotations().each(DirectiveKind.POLICY);
        if (tenant.isEmpty() && owner.isEmpty() && rls.isEmpty() && own.isEmpty()) {
            return;
        }
        long errorsBefore = complaints.errors();
        List<Admission> others = new ArrayList<>();
        owner.flatMap(a -> owner(table, a)).ifPresent(others::add);
        rls.ifPresent(a -> others.addAll(explicit(table, a)));
        List<Policy> policies = new ArrayList<>();
        own.forEach(a -> policy(table, a).ifPresent(policies::add));
        others.forEach(admission -> policies.addAll(policies(table, admission, true)));
        tenant.flatMap(a -> tenant(table, a)).ifPresent(admission -> policies.addAll(policies(table, admission, policies.isEmpty())));
        boolean enabled = rls.flatMap(a -> a.flag("enabled")).orElse(true);
        if (!enabled && (tenant.isPresent() || owner.isPresent())) {
            complaints.error(rls.orElseThrow().place("enabled"), "row-level security of `" + table.type.name() + "` is switched off, but @wes_tenant or @wes_owner needs it",
                    "switched off", "remove `enabled: false`");
        }
        boolean closed = rls.flatMap(a -> a.constant("preset")).filter(p -> p.equals(Preset.DENY_ALL.name())).isPresent();
        if (enabled && !closed && policies.isEmpty() && complaints.errors() == errorsBefore) {
            complaints.error(rls.or(() -> owner).or(() -> tenant).orElseThrow().place(), "row-level security of `" + table.type.name() + "` has no policy, so nobody could read a row",
                    "no policy", "add using:, select: or preset:");
        }
        for (Policy policy : policies) {
            Span place = table.places.getOrDefault(policy.name(), table.type.place());
            names.policy(table.name, policy.name(), "a policy of `" + table.type.name() + "`", place);
        }
        table.rowSecurity = new RowSecurity(enabled, rls.flatMap(a -> a.flag("force")).orElse(enabled), policies);
    }

    // ---- tenant and owner

    private Optional<Admission> tenant(TableDraft table, Annotation a) {
        String by = a.requiredText("by");
        if (!reader.column(table, by, a.place("by"))) {
            return Optional.empty();
        }
        table.tenantBy = Optional.of(by);
        return tenantAccessor.map(accessor -> everywhere("tenant", equal(table, by, accessor), a));
    }

    private Optional<Admission> owner(TableDraft table, Annotation a) {
        String column = a.requiredText("column");
        if (!reader.column(table, column, a.place("column")) || ownerAccessor.isEmpty()) {
            return Optional.empty();
        }
        Map<Command, Expression> rows = new EnumMap<>(Command.class);
        COMMANDS.forEach(c -> rows.put(c, equal(table, column, ownerAccessor.get())));
        given(a).forEach(rows::put);
        return Optional.of(new Admission("owner", rows, Optional.empty(), a, false, List.of()));
    }

    // ---- @wes_rls

    private List<Admission> explicit(TableDraft table, Annotation a) {
        List<Admission> result = new ArrayList<>();
        Optional<Preset> preset = reader.choice(a, "preset", Preset.class);
        String kind = kind(a, preset);
        Map<Command, Expression> rows = new EnumMap<>(Command.class);
        if (a.literal("preset").isPresent()) {
            if (a.literal("using").isPresent() || a.literal("check").isPresent()) {
                complaints.error(a.place("preset"), "@wes_rls on `" + table.type.name() + "` has a preset and its own using or check", "two sources",
                        "keep one of them; select, insert, update and delete may change single commands of a preset");
            }
            preset.ifPresent(p -> preset(table, a, p, kind, rows, result));
        } else {
            a.literal("options").ifPresent(o -> complaints.error(o.place(), "`options` of @wes_rls belong to a preset, and `" + table.type.name() + "` has none", "no preset", "add preset:"));
        }
        Optional<Expression> using = a.literal("using").flatMap(u -> reader.expression(a, "using", "policy"));
        Optional<Expression> check = a.literal("check").flatMap(c -> reader.expression(a, "check", "policy"));
        using.ifPresent(u -> COMMANDS.forEach(c -> rows.put(c, u)));
        check.ifPresent(c -> rows.put(Command.INSERT, c));
        given(a).forEach(rows::put);
        if (!rows.isEmpty()) {
            result.add(new Admission(kind, rows, check, a, true, List.of()));
        }
        return result;
    }

    private String kind(Annotation a, Optional<Preset> preset) {
        return a.text("name").map(String::strip).orElse(preset.map(p -> p.name().toLowerCase(Locale.ROOT)).orElse("rls"));
    }

    /// The expressions of select, insert, update and delete.
    private Map<Command, Expression> given(Annotation a) {
        Map<Command, Expression> rows = new EnumMap<>(Command.class);
        for (Command command : COMMANDS) {
            String argument = word(command);
            if (a.literal(argument).isPresent()) {
                reader.expression(a, argument, "policy").ifPresent(e -> rows.put(command, e));
            }
        }
        return rows;
    }

    private void preset(TableDraft table, Annotation a, Preset preset, String kind, Map<Command, Expression> rows, List<Admission> more) {
        Options options = new Options(table, a, preset);
        switch (preset) {
            case OWNER -> options.column("column").ifPresent(c -> ownerAccessor.ifPresent(who -> all(rows, equal(table, c, who))));
            case TENANT -> options.column("column").ifPresent(c -> tenantAccessor.ifPresent(who -> all(rows, equal(table, c, who))));
            case DENY_ALL -> rows.clear();
            case PUBLIC_READ -> rows.put(Command.SELECT, Expression.of("true"));
            case AUTHENTICATED -> ownerAccessor.ifPresent(who -> all(rows, Expression.of("(SELECT " + who.sql() + ") IS NOT NULL")));
            case ADMIN_ONLY -> {
                Optional<Expression> when = options.optionalExpression("when");
                if (when.isEmpty() && a.texts("roles").isEmpty() && !options.has("when")) {
                    options.missing("roles: [\"…\"], or options: {when: \"<who is an admin>\"}");
                }
                if (when.isPresent() || !a.texts("roles").isEmpty()) {
                    all(rows, when.orElse(Expression.of("true")));
                }
            }
            case SOFT_DELETE -> options.column("column").ifPresent(c -> {
                String quoted = Names.quoted(c);
                boolean flag = TableReader.field(table, c).column().type().name().equals("boolean");
                Expression alive = Expression.of(flag ? "NOT " + quoted : quoted + " IS NULL");
                rows.put(Command.SELECT, alive);
                rows.put(Command.INSERT, alive);
                rows.put(Command.UPDATE, alive);
                // A row that UPDATE hides from SELECT is refused by the server, so marking needs a role that sees marked rows.
                List<String> deleters = roles(a, "deleteRoles");
                if (deleters.isEmpty()) {
                    options.missing("deleteRoles: [\"…\"], the roles that may mark a row as deleted: an UPDATE may not hide a row from the role that runs it");
                } else {
                    more.add(new Admission(kind + "_marker", Map.of(Command.SELECT, Expression.of("true"), Command.UPDATE, Expression.of("true")), Optional.empty(), a, false, deleters));
                }
            });
            case TIME_WINDOW -> {
                List<String> parts = new ArrayList<>();
                options.optionalTime("from").ifPresent(c -> parts.add("(" + Names.quoted(c) + " IS NULL OR " + Names.quoted(c) + " <= now())"));
                options.optionalTime("until").ifPresent(c -> parts.add("(" + Names.quoted(c) + " IS NULL OR " + Names.quoted(c) + " > now())"));
                if (!options.has("from") && !options.has("until")) {
                    options.missing("options: {from: \"<column>\"}, {until: \"<column>\"} or both");
                }
                if (!parts.isEmpty()) {
                    rows.put(Command.SELECT, Expression.of(String.join(" AND ", parts)));
                }
            }
            case HIERARCHICAL -> {
                Optional<String> column = options.column("column");
                if (!options.has("members")) {
                    options.missing("options: {members: \"auth.visible_org_ids()\"}, a set-returning function that is SECURITY DEFINER, because a policy cannot read its own table");
                }
                Optional<Expression> members = options.optionalExpression("members");
                if (column.isPresent() && members.isPresent()) {
                    all(rows, Expression.of(Names.quoted(column.get()) + " IN (SELECT " + members.get().sql() + ")"));
                }
            }
        }
        options.refuseUnknown();
    }

    /// The options of one preset.
    private final class Options {
        private final TableDraft table;
        private final Annotation annotation;
        private final Preset preset;
        private final List<String> known = new ArrayList<>();

        Options(TableDraft table, Annotation annotation, Preset preset) {
            this.table = table;
            this.annotation = annotation;
            this.preset = preset;
        }

        boolean has(String option) {
            return annotation.fields("options").containsKey(option);
        }

        Optional<String> column(String option) {
            if (!has(option)) {
                known.add(option);
                missing("options: {" + option + ": \"<column>\"}");
                return Optional.empty();
            }
            return optionalColumn(option);
        }

        Optional<String> optionalColumn(String option) {
            Optional<String> name = text(option);
            return name.filter(n -> reader.column(table, n, place(option)));
        }

        Optional<String> optionalTime(String option) {
            Optional<String> column = optionalColumn(option);
            Optional<SqlType> wrong = column.map(c -> TableReader.field(table, c).column().type()).filter(t -> !TIMES.contains(t.name()) || t.list());
            wrong.ifPresent(t -> complaints.error(place(option), "`" + table.type.name() + "." + column.orElse("") + "` is " + t.text() + ", which is no moment", "not a moment",
                    "name a DateTime or Date field"));
            return wrong.isPresent() ? Optional.empty() : column;
        }

        Optional<Expression> optionalExpression(String option) {
            return text(option).flatMap(t -> reader.expression(t, place(option), "policy"));
        }

        void missing(String what) {
            complaints.error(annotation.place("preset"), "the preset " + name() + " on `" + table.type.name() + "` lacks what it needs", "incomplete preset", "add " + what);
        }

        void refuseUnknown() {
            annotation.fields("options").forEach((option, value) -> {
                if (!known.contains(option)) {
                    complaints.error(value.place(), "the preset " + name() + " has no option `" + option + "`", "unknown option",
                            Suggestion.of(option, known, known.isEmpty() ? "it has no options" : "it has " + String.join(", ", known)));
                }
            });
        }

        private Optional<String> text(String option) {
            known.add(option);
            Literal value = annotation.fields("options").get(option);
            if (value == null) {
                return Optional.empty();
            }
            Optional<String> text = Annotation.asText(value);
            if (text.isEmpty()) {
                complaints.error(value.place(), "the option `" + option + "` is " + value.kind() + ", but must be a string", "expected a string", "");
            }
            return text;
        }

        private Span place(String option) {
            return Optional.ofNullable(annotation.fields("options").get(option)).map(Literal::place).orElse(annotation.place());
        }

        private String name() {
            return preset.name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    // ---- policies

    /// A policy as it stands, under a name of its own.
    private Optional<Policy> policy(TableDraft table, Annotation a) {
        Command command = a.literal("command").isEmpty() ? Command.ALL : reader.choice(a, "command", Command.class).orElse(Command.ALL);
        Optional<Expression> using = a.literal("using").flatMap(u -> reader.expression(a, "using", "policy"));
        Optional<Expression> check = a.literal("check").flatMap(c -> reader.expression(a, "check", "policy"));
        if (command == Command.INSERT && using.isPresent()) {
            complaints.error(a.place("using"), "a policy of `" + table.type.name() + "` for INSERT has `using`, but there is no row before an INSERT", "no row yet", "write check:");
            return Optional.empty();
        }
        if ((command == Command.SELECT || command == Command.DELETE) && check.isPresent()) {
            complaints.error(a.place("check"), "a policy of `" + table.type.name() + "` for " + command + " has `check`, but it writes no row", "no new row", "write using:");
            return Optional.empty();
        }
        String name = a.requiredText("name");
        table.places.put(name, a.place());
        return Optional.of(new Policy(name, command, a.flag("permissive").orElse(true), roles(a, "roles"), using, check));
    }

    private static Admission everywhere(String kind, Expression rows, Annotation from) {
        Map<Command, Expression> all = new EnumMap<>(Command.class);
        all(all, rows);
        return new Admission(kind, all, Optional.empty(), from, false, List.of());
    }

    private static void all(Map<Command, Expression> rows, Expression expression) {
        COMMANDS.forEach(c -> rows.put(c, expression));
    }

    private List<Policy> policies(TableDraft table, Admission admission, boolean permissive) {
        List<Policy> result = new ArrayList<>();
        for (Command command : COMMANDS) {
            Expression rows = admission.rows().get(command);
            if (rows == null) {
                continue;
            }
            String name = "policy_" + table.name.name() + "_" + admission.kind() + "_" + word(command);
            List<String> roles = admission.rolesFromArguments() ? roles(admission.from(), word(command) + "Roles") : admission.roles();
            Optional<Expression> using = command == Command.INSERT ? Optional.empty() : Optional.of(rows);
            Optional<Expression> check = switch (command) {
                case INSERT -> Optional.of(rows);
                case UPDATE -> Optional.of(admission.newRows().orElse(rows));
                case SELECT, DELETE, ALL -> Optional.empty();
            };
            result.add(new Policy(name, command, permissive, roles, using, check));
            table.places.put(name, admission.from().place());
        }
        return result;
    }

    /// The roles of one argument, or of `roles`; PUBLIC, alone or among others, is everybody.
    private List<String> roles(Annotation a, String argument) {
        String from = a.literal(argument).isPresent() || !argument.endsWith("Roles") ? argument : "roles";
        List<String> roles = a.texts(from);
        for (int i = 0; i < roles.size(); i++) {
            names.sound(roles.get(i), "a role", a.place(from, i));
        }
        return roles.stream().anyMatch(r -> r.equalsIgnoreCase("public")) ? List.of() : roles.stream().distinct().toList();
    }

    /// `"org_id" = (SELECT …)::uuid`: the SELECT is evaluated once for a statement, and an index on the column still helps.
    private static Expression equal(TableDraft table, String column, Expression accessor) {
        SqlType type = TableReader.field(table, column).column().type();
        String cast = type.userType().map(n -> Names.quoted(n.schema()) + "." + Names.quoted(n.name()) + (type.list() ? "[]" : "")).orElse(type.text());
        return Expression.of(Names.quoted(column) + " = (SELECT " + accessor.sql() + ")::" + cast);
    }

    private static String word(Command command) {
        return command.name().toLowerCase(Locale.ROOT);
    }

    private Optional<Expression> accessor(String whose, String text) {
        try {
            return Optional.of(Expression.of(text));
        } catch (IllegalArgumentException e) {
            complaints.add(Diagnostic.error(Code.PARSE_FAILED, "the configured " + whose + " accessor is not one SQL expression: " + e.getMessage(),
                    "set it to an expression such as auth.jwt_claim('org_id')"));
            return Optional.empty();
        }
    }
}
