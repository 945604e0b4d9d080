package dev.wesley.engine.plan;

import dev.wesley.engine.fact.TableSize.Certainty;
import dev.wesley.engine.ir.QualifiedName;
import java.util.Comparator;

/// The time that the work of one step on one relation is predicted to take: locks of the step are held that long, or others wait.
///
/// @param work more than [Work#CATALOGUE]
/// @param rows that the prediction counts with, at least 0
/// @param certainty where the rows come from; an assumption is printed as one
/// @param microseconds at least 0, without waiting for locks; the truth lies within half and twice of it on the machine that the
///     rates were measured on
public record Cost(QualifiedName relation, Work work, long rows, Certainty certainty, long microseconds) implements Comparable<Cost> {
    private static final Comparator<Cost> ORDER = Comparator.comparing(Cost::relation).thenComparing(Cost::work).thenComparing(Cost::certainty)
            .thenComparing(Cost::rows).thenComparing(Cost::microseconds);

    public Cost {
        if (rows < 0 || microseconds < 0) {
            throw new IllegalArgumentException("neither rows nor time are negative: " + rows + ", " + microseconds);
        }
    }

    @Override
    public int compareTo(Cost other) {
        return ORDER.compare(this, other);
    }
}
