package dev.wesley.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoTest {
    @TempDir
    private Path folder;

    @Test
    void endsWithACertificateThatVerifiesAndLeavesItsFiles() {
        Shell shell = new Shell(folder);
        assertThat(shell.run("demo").exits(0).out())
                .contains("$ wesley transform").contains("$ wesley plan").contains("REALM verdict: PASS").contains("predicted → observed")
                .contains("HOLMES").contains("WAT-SUM").contains("[REALM] Rehearsed Environment for Approval of Lock-free Migrations — PASS ✅")
                .contains("wesley-demo/shop/SHIPME.md");
        assertThat(shell.files("wesley-demo/shop/out")).containsExactly("schema.sql", "tests.sql", "types.ts", "zod.ts");
        assertThat(shell.files("wesley-demo/keys")).contains("holmes", "wat");
        shell.write("full/file", "x");
        assertThat(shell.run("demo", "--out", "full").exits(2).err()).contains("[EEXIST]");
    }
}
