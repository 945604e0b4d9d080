package dev.wesley.rehearsal.pgtap;

import dev.wesley.engine.evidence.RehearsalReport;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Counts the Test Anything Protocol. What was promised and not run, what ran and was not promised, and a suite without a test are
/// failures. A failed TODO is not; a SKIP counts as skipped only. Indented lines are subtests, which count through their parent.
final class TapTally {
    private static final Pattern PLAN = Pattern.compile("1\\.\\.([0-9]+)(?:\\s*#.*)?");
    private static final Pattern TEST = Pattern.compile("(not )?ok\\b ?([0-9]+)?(?: -)? ?(.*)");
    private static final Pattern DIRECTIVE = Pattern.compile("(?i)#\\s*(skip|todo)\\b");

    private int planned = -1;
    private int ran;
    private int passed;
    private int skipped;
    private boolean diagnosing;
    private final List<String> failures = new ArrayList<>();

    /// One line of output.
    void line(String line) {
        Matcher plan = PLAN.matcher(line);
        if (plan.matches()) {
            planned = Integer.parseInt(plan.group(1));
            return;
        }
        if (line.startsWith("Bail out!")) {
            failures.add(line);
            return;
        }
        if (line.startsWith("#")) {
            if (diagnosing && !line.startsWith("# Failed test") && !line.startsWith("# Looks like") && !line.substring(1).isBlank()) {
                failures.set(failures.size() - 1, failures.getLast() + "; " + line.substring(1).strip());
            }
            return;
        }
        Matcher test = TEST.matcher(line);
        if (test.matches()) {
            ran++;
            diagnosing = false;
            if (test.group(2) != null && Integer.parseInt(test.group(2)) != ran) {
                failures.add("test " + test.group(2) + " came as number " + ran);
            }
            Matcher directive = DIRECTIVE.matcher(test.group(3));
            boolean marked = directive.find();
            if (marked && directive.group(1).equalsIgnoreCase("skip")) {
                skipped++;
            } else if (test.group(1) == null || marked) {
                passed++;
            } else {
                failures.add(test.group(3).isEmpty() ? "test " + ran : test.group(3));
                diagnosing = true;
            }
        }
    }

    /// A statement of the suite that the server refused.
    void error(String message) {
        diagnosing = false;
        failures.add(message);
    }

    RehearsalReport.Tests result() {
        List<String> all = new ArrayList<>(failures);
        if (ran == 0) {
            all.add("no test ran");
        } else if (planned < 0) {
            all.add("the suite has no plan");
        } else if (ran < planned) {
            all.add(planned - ran + " of " + planned + " planned tests did not run");
        } else if (ran > planned) {
            all.add(ran + " tests ran, " + planned + " were planned");
        }
        return new RehearsalReport.Tests(Math.max(planned, 0), passed, all.size(), skipped, all);
    }
}
