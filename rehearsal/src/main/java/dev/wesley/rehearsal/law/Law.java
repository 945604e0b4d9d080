package dev.wesley.rehearsal.law;

/// What must hold for every plan.
public enum Law {
    /// Every step runs.
    APPLIES("every step runs"),
    /// The end equals a database that was built from the wanted schema.
    SAME_END("the end equals a fresh build of the wanted schema"),
    /// Planning from the live end to the wanted schema gives no step.
    NOTHING_LEFT("planning again gives no step"),
    /// Rows of tables and columns that the plan keeps are there, with their values.
    ROWS_SURVIVE("rows that must survive survived"),
    /// No lock, scan or rewrite was seen that was not predicted.
    WITHIN_PREDICTION("no lock, scan or rewrite was seen that was not predicted"),
    /// A plan of reversible steps is undone by the plan of the way back.
    RETURNS("the plan back leads to the start");

    private final String words;

    Law(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}
