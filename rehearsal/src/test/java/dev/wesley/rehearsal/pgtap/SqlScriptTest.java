package dev.wesley.rehearsal.pgtap;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SqlScriptTest {
    @Test
    void dividesAtSemicolonsOutsideQuotesAndComments() {
        assertThat(SqlScript.statements("""
                -- a; comment
                SELECT ';', "a;b", 'it''s;', E'\\';'; /* ; /* ; */ ; */
                DO $do$ BEGIN PERFORM $$;$$; END $do$;
                SELECT a$1$ FROM t;;
                SELECT 2
                """)).containsExactly("SELECT ';', \"a;b\", 'it''s;', E'\\';'", "DO $do$ BEGIN PERFORM $$;$$; END $do$", "SELECT a$1$ FROM t", "SELECT 2");
    }
}
