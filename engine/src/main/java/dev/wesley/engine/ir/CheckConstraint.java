package dev.wesley.engine.ir;

/// A CHECK constraint.
///
/// @param valid false for a constraint that a live database holds as NOT VALID
public record CheckConstraint(String name, Expression expression, boolean valid) implements Comparable<CheckConstraint> {

    public static CheckConstraint of(String name, Expression expression) {
        return new CheckConstraint(name, expression, true);
    }

    @Override
    public int compareTo(CheckConstraint other) {
        return name.compareTo(other.name);
    }
}
