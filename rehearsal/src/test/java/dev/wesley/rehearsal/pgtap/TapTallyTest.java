package dev.wesley.rehearsal.pgtap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wesley.engine.evidence.RehearsalReport.Tests;
import java.util.List;
import org.junit.jupiter.api.Test;

class TapTallyTest {
    private static Tests tally(String... lines) {
        TapTally tally = new TapTally();
        List.of(lines).forEach(tally::line);
        return tally.result();
    }

    @Test
    void countsWhatPassesFailsAndIsSkipped() {
        Tests tests = tally("1..5", "ok 1 - a", "not ok 2 - b", "# Failed test 2: \"b\"", "#     have: x", "#     want: y",
                "ok 3 - c # SKIP no server", "not ok 4 - d # TODO later", "    not ok 1 - inner", "ok 5");
        assertThat(tests).isEqualTo(new Tests(5, 3, 1, 1, List.of("b; have: x; want: y")));
    }

    @Test
    void missingAndExtraTestsFail() {
        assertThat(tally("1..3", "ok 1 - a").failures()).containsExactly("2 of 3 planned tests did not run");
        assertThat(tally("1..1", "ok 1 - a", "ok 2 - b").failures()).containsExactly("2 tests ran, 1 were planned");
        assertThat(tally("ok 1 - a").failures()).containsExactly("the suite has no plan");
        assertThat(tally("1..2", "ok 1 - a", "ok 3 - c").failures()).containsExactly("test 3 came as number 2");
    }

    @Test
    void aSuiteWithoutATestFails() {
        assertThat(tally().failures()).containsExactly("no test ran");
        assertThat(tally("1..0 # SKIP nothing to do").failed()).isEqualTo(1);
        assertThat(tally("1..1", "Bail out! no").failures()).contains("Bail out! no");
    }
}
