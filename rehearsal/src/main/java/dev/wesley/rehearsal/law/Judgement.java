package dev.wesley.rehearsal.law;

import dev.wesley.engine.diagnostic.Diagnostic;
import java.util.List;

/// How a pair came out.
public sealed interface Judgement {
    /// `converged`, `refused`, `differs` or `failed`.
    String word();

    /// What else there is to say.
    List<String> notes();

    /// Every law holds.
    ///
    /// @param steps of the plan; 0 if the two schemas are the same
    record Converged(int steps, WayBack back, List<String> notes) implements Judgement {
        public Converged {
            notes = List.copyOf(notes);
        }

        @Override
        public String word() {
            return "converged";
        }
    }

    /// There is no plan, and every reason is said.
    record Refused(List<Diagnostic> reasons, List<String> notes) implements Judgement {
        public Refused {
            reasons = List.copyOf(reasons);
            notes = List.copyOf(notes);
        }

        @Override
        public String word() {
            return "refused";
        }
    }

    /// The plan ran, and a law was broken.
    record Differs(List<Breach> breaches, List<String> notes) implements Judgement {
        public Differs {
            breaches = List.copyOf(breaches);
            notes = List.copyOf(notes);
        }

        @Override
        public String word() {
            return "differs";
        }
    }

    /// A schema could not be built or read, or the plan stopped at a step.
    record Failed(String error, List<String> notes) implements Judgement {
        public Failed {
            notes = List.copyOf(notes);
        }

        @Override
        public String word() {
            return "failed";
        }
    }

    /// A law and what broke it.
    record Breach(Law law, String what) {
        @Override
        public String toString() {
            return law + ": " + what;
        }
    }

    /// What became of the way back.
    enum WayBack {
        /// Played, and the start was there again.
        RETURNED,
        /// A step of the plan is not reversible, so nothing is promised.
        NOT_PROMISED,
        /// Reversible, but the plan back would drop what the plan made, which policy refuses.
        NOT_BY_POLICY
    }
}
