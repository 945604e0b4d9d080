package dev.wesley.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class PolicyTest {
    @TempDir
    private Path folder;

    @Test
    void everyRuleThatIsListedHasAPage() {
        Shell shell = new Shell(folder);
        JsonNode pack = shell.run("policy", "list", "--json").exits(0).json().path("packs").path(0);
        List<String> codes = new ArrayList<>();
        pack.path("rules").forEach(r -> codes.add(r.path("code").asString()));
        assertThat(codes).isNotEmpty().doesNotHaveDuplicates().contains("WES-FK-001", "WES-TABLE-020");
        for (String code : codes) {
            JsonNode page = shell.run("policy", "explain", code, "--json").exits(0).json();
            assertThat(page.path("page").asString()).as(code).startsWith("# ").contains(code);
        }
    }

    @Test
    void refusesACodeThatNoRuleHas() {
        assertThat(new Shell(folder).run("policy", "explain", "WES-NONE-001").exits(2).err()).contains("[UNKNOWN_RULE]").contains("wesley policy list");
    }
}
