package dev.wesley.cli.report;

/// How a run ended, as the shell sees it. The codes 130 and 143 (interrupted, terminated) are the JVM's own.
public enum ExitCode {
    SUCCESS(0, "success"),
    INTERNAL(1, "unexpected internal error"),
    INPUT(2, "parse or compile error, usage, file, configuration"),
    UNSAFE(3, "unsafe operation refused"),
    GENERATION(4, "generation failed"),
    REFUSED(5, "validation, plan or threshold failure"),
    EXECUTION(6, "migration execution failed"),
    DRIFT(7, "drift detected"),
    CERTIFICATE(8, "certificate missing, incomplete or invalid, or signing failed"),
    CANCELLED(9, "cancelled, confirmation refused"),
    REHEARSAL(13, "shadow rehearsal or tests failed"),
    UNREACHABLE(14, "database unreachable");

    private final int number;
    private final String meaning;

    ExitCode(int number, String meaning) {
        this.number = number;
        this.meaning = meaning;
    }

    public int number() {
        return number;
    }

    public String meaning() {
        return meaning;
    }
}
