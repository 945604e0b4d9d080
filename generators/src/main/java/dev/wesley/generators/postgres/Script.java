package dev.wesley.generators.postgres;

import dev.wesley.engine.evidence.ElementSpan;
import dev.wesley.engine.evidence.GeneratedFile;
import dev.wesley.engine.plan.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jooq.QueryPart;

/// A file of statements while it is written: what has been said, on which lines.
final class Script {
    private final StringBuilder text = new StringBuilder();
    private final List<Statement> statements = new ArrayList<>();
    private final List<ElementSpan> spans = new ArrayList<>();
    private String pendingHeading = "";
    private int line = 1;

    Script(String opening) {
        write(opening);
    }

    /// Printed before the next statement, and not at all if another heading or the end comes first.
    void heading(String heading) {
        pendingHeading = "\n-- ---- " + heading + "\n";
    }

    void section(String heading, List<QueryPart> parts) {
        heading(heading);
        parts.forEach(this::add);
    }

    void add(QueryPart part) {
        add(part, Mark.none());
    }

    void add(QueryPart part, Mark mark) {
        write(pendingHeading + "\n");
        pendingHeading = "";
        Statement statement = Template.statement(part);
        int firstLine = line;
        write(statement.sql());
        spans.addAll(mark.spans(firstLine, line));
        write(";\n");
        statements.add(statement);
    }

    private void write(String more) {
        text.append(more);
        line += (int) more.chars().filter(c -> c == '\n').count();
    }

    List<Statement> statements() {
        return List.copyOf(statements);
    }

    GeneratedFile file(String name) {
        return new GeneratedFile(name, text.toString(), spans);
    }
}
