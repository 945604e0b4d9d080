package dev.wesley.rehearsal.execute;

/// Why a run stopped.
///
/// @param step id of the step, or empty if the run stopped before the first
/// @param sqlState five characters, or empty if the server refused nothing
/// @param help what one can do
public record StepFailure(String step, String sqlState, String message, String help) {
    @Override
    public String toString() {
        return (step.isEmpty() ? "" : "step " + step + ": ") + message + (sqlState.isEmpty() ? "" : " (SQLSTATE " + sqlState + ")");
    }
}
