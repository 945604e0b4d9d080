package dev.wesley.engine.ir;

import java.util.List;

/// Row-level security of one table.
///
/// @param enabled ENABLE ROW LEVEL SECURITY
/// @param forced FORCE: the owner obeys, too
public record RowSecurity(boolean enabled, boolean forced, List<Policy> policies) {
    public static final RowSecurity NONE = new RowSecurity(false, false, List.of());

    public RowSecurity {
        policies = policies.stream().sorted().toList();
    }

    public boolean isEmpty() {
        return !enabled && !forced && policies.isEmpty();
    }
}
