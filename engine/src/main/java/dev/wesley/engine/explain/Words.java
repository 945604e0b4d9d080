package dev.wesley.engine.explain;

import dev.wesley.engine.plan.Step;
import java.util.List;
import java.util.Locale;

/// The names of changes and steps as people say them.
public final class Words {
    /// The beginnings of change kinds; a longer one before the one that it begins with.
    private static final List<String> NOUNS = List.of(
            "ForeignKey", "PrimaryKey", "RowSecurity", "EnumLabels", "EnumLabel", "Enum", "Constraint", "Column", "Table", "Unique",
            "Check", "Index", "Policy");

    private Words() {}

    /// `field orders.note added`, for the change kind `ColumnAdded` of `orders.note`.
    public static String change(String kind, String subject) {
        for (String noun : NOUNS) {
            if (kind.startsWith(noun)) {
                String said = noun.equals("Column") ? "field" : apart(noun);
                return said + " " + subject + " " + apart(kind.substring(noun.length()));
            }
        }
        return subject + ": " + apart(kind);
    }

    /// `AddColumn orders.note`.
    public static String step(Step step) {
        return step.op() + " " + subject(step);
    }

    /// `orders.note`: what a step works on.
    public static String subject(Step step) {
        if (step instanceof Step.CreateSchema create) {
            return create.schema();
        }
        return step.element().isEmpty() ? step.table().toString() : step.table() + "." + step.element();
    }

    /// `foreign key`, for `ForeignKey`.
    static String apart(String camel) {
        return camel.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    }
}
