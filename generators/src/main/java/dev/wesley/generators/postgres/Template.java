package dev.wesley.generators.postgres;

import com.google.errorprone.annotations.CompileTimeConstant;
import dev.wesley.engine.ir.Expression;
import dev.wesley.engine.ir.QualifiedName;
import dev.wesley.engine.ir.SqlType;
import dev.wesley.engine.plan.Statement;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jooq.DSLContext;
import org.jooq.QueryPart;
import org.jooq.SQLDialect;
import org.jooq.conf.BackslashEscaping;
import org.jooq.conf.RenderKeywordCase;
import org.jooq.conf.RenderQuotedNames;
import org.jooq.conf.Settings;
import org.jooq.impl.CustomQueryPart;
import org.jooq.impl.DSL;

/// The one place where text becomes SQL. Fixed words come from constants of this package only, which the compiler checks; names and
/// text literals are always quoted; types and expressions are read again before they enter unquoted.
final class Template {
    /// `NAMEDATALEN - 1`: longer names would be cut, not refused (manual section 4.1.1).
    private static final int MOST_NAME_BYTES = 63;

    private static final Pattern BOUND = Pattern.compile("DEFAULT|FOR VALUES (FROM|IN|WITH) \\(.*\\)", Pattern.DOTALL);

    private static final Pattern STANDS_ALONE = Pattern.compile(
            "[-+]?\\d+(\\.\\d+)?|'[^']*+(''[^']*+)*+'(::[\\w.\"]+(\\[])?)?|(?!(?i:not)\\b)[\\p{L}_][\\w.]*(\\([^()]*\\))?");

    static {
        System.setProperty("org.jooq.no-logo", "true");
        System.setProperty("org.jooq.no-tips", "true");
    }

    private static final DSLContext JOOQ = DSL.using(
            SQLDialect.POSTGRES,
            new Settings()
                    .withRenderQuotedNames(RenderQuotedNames.ALWAYS)
                    .withRenderKeywordCase(RenderKeywordCase.UPPER)
                    .withRenderFormatted(false)
                    .withBackslashEscaping(BackslashEscaping.OFF));

    private Template() {}

    /// Fixed words with holes: `ALTER TABLE {0} RENAME TO {1}`.
    static QueryPart sql(@CompileTimeConstant String words, QueryPart... parts) {
        return DSL.sql(words, parts);
    }

    /// Parts one after another, separated by a fixed text.
    static QueryPart joined(@CompileTimeConstant String separator, List<? extends QueryPart> parts) {
        String between = separator;
        return CustomQueryPart.of(c -> {
            String before = "";
            for (QueryPart part : parts) {
                c.sql(before).visit(part);
                before = between;
            }
        });
    }

    /// `"total"`.
    static QueryPart name(String name) {
        return DSL.name(checked(name));
    }

    /// `"public"."orders"`.
    static QueryPart name(QualifiedName name) {
        return DSL.name(checked(name.schema()), checked(name.name()));
    }

    /// `"id", "total"`.
    static QueryPart names(List<String> names) {
        return joined(", ", names.stream().map(Template::name).toList());
    }

    /// A quoted name as a text literal, as `to_regclass` wants it: `'"public"."orders"'`.
    static QueryPart nameLiteral(QualifiedName name) {
        return text(render(name(name)));
    }

    /// A text literal on one line; control characters are escaped.
    static QueryPart text(String value) {
        refuseUnstorable(value, "the text");
        return value.chars().anyMatch(Character::isISOControl) ? raw(SqlTokens.escapeString(value)) : DSL.inline(value);
    }

    /// An expression in parentheses.
    static QueryPart expression(Expression expression) {
        return raw("(" + scanned(expression) + ")");
    }

    /// A value after DEFAULT: a literal, a word or a simple call as it stands, everything else in parentheses, because the grammar
    /// takes no AND, NOT or IS there.
    static QueryPart defaultValue(Expression expression) {
        String text = scanned(expression);
        return raw(STANDS_ALONE.matcher(text).matches() ? text : "(" + text + ")");
    }

    /// An expression in parentheses for a statement with JDBC parameters, in which a lone `?` would be one.
    static QueryPart expressionBesideParameters(Expression expression) {
        return raw("(" + SqlTokens.doubleQuestionMarks(scanned(expression)) + ")");
    }

    /// What follows PARTITION OF, as a server prints it.
    ///
    /// @throws IllegalArgumentException if it is no bound
    static QueryPart partitionBound(Expression bound) {
        String text = scanned(bound);
        if (!BOUND.matcher(text).matches()) {
            throw new IllegalArgumentException("not the bound of a partition: " + text);
        }
        return raw(text);
    }

    /// A JDBC parameter.
    static QueryPart parameter() {
        return raw("?");
    }

    /// A type. Built-in names are keywords of the grammar and stay unquoted, so they are compared with the known ones first.
    static QueryPart type(SqlType type) {
        if (type.userType().isPresent()) {
            QueryPart name = name(type.userType().get());
            return type.list() ? sql("{0}[]", name) : name;
        }
        String text = type.text();
        if (!SqlType.parse(text).equals(Optional.of(type))) {
            throw new UnspellableException("'" + text + "' is not a built-in type of Postgres");
        }
        return raw(text);
    }

    /// An anonymous block that runs statements if a condition holds; an empty condition always holds. The block is one statement, and
    /// so one transaction.
    static QueryPart block(Optional<QueryPart> condition, List<? extends QueryPart> statements) {
        StringBuilder body = new StringBuilder("BEGIN\n");
        condition.ifPresent(c -> body.append("  IF ").append(render(c)).append(" THEN\n"));
        String indent = condition.isPresent() ? "    " : "  ";
        for (QueryPart statement : statements) {
            body.append(indent).append(render(statement)).append(";\n");
        }
        condition.ifPresent(c -> body.append("  END IF;\n"));
        body.append("END ");
        String tag = dollarTag(body.toString());
        return raw("DO " + tag + "\n" + body + tag);
    }

    /// A body between dollar quotes that do not occur in it.
    static QueryPart dollarQuoted(QueryPart body) {
        String text = render(body);
        String tag = dollarTag(text);
        return raw(tag + text + tag);
    }

    static String render(QueryPart part) {
        return JOOQ.renderInlined(part);
    }

    static Statement statement(QueryPart part) {
        return new Statement(render(part));
    }

    private static String dollarTag(String body) {
        for (int i = 0; ; i++) {
            String tag = i == 0 ? "$wes$" : "$wes" + i + "$";
            if (!body.contains(tag)) {
                return tag;
            }
        }
    }

    /// Text that is SQL already. Bypasses jOOQ's own templates, which would read `{0}` and `?` in it.
    private static QueryPart raw(String text) {
        return CustomQueryPart.of(c -> c.sql(text));
    }

    private static String scanned(Expression expression) {
        try {
            return SqlTokens.onUnixLines(Expression.of(expression.sql()).sql());
        } catch (Expression.IllegalExpressionException e) {
            throw new UnspellableException("'" + expression.sql() + "' is not one SQL expression: " + e.getMessage());
        }
    }

    private static String checked(String name) {
        refuseUnstorable(name, "the name");
        if (name.isEmpty()) {
            throw new UnspellableException("a name is empty");
        }
        if (name.indexOf('\r') >= 0) {
            throw new UnspellableException("the name '" + name.replace("\r", "\\r") + "' holds a carriage return");
        }
        int bytes = name.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MOST_NAME_BYTES) {
            throw new UnspellableException(
                    "the name '" + name + "' has " + bytes + " bytes, and Postgres would cut it to " + MOST_NAME_BYTES);
        }
        return name;
    }

    private static void refuseUnstorable(String text, String what) {
        if (text.indexOf('\0') >= 0) {
            throw new UnspellableException(what + " '" + text.replace("\0", "\\0") + "' holds a NUL character, which Postgres cannot store");
        }
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw new UnspellableException(what + " holds half of a surrogate pair, which Postgres cannot store");
        }
    }
}
