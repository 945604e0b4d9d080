package dev.wesley.engine.ir;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A row-level security policy (manual section 5.9, CREATE POLICY).
///
/// @param roles empty means PUBLIC
/// @param using rows that are visible; absent for INSERT
/// @param check rows that may be written; absent for SELECT and DELETE
public record Policy(
        String name, Command command, boolean permissive, List<String> roles, Optional<Expression> using, Optional<Expression> check)
        implements Comparable<Policy> {

    public Policy {
        roles = roles.stream().sorted().toList();
    }

    /// The names in both expressions (see [Expression#words]).
    public List<String> words() {
        return Stream.concat(using.stream(), check.stream()).flatMap(e -> e.words().stream()).distinct().sorted().toList();
    }

    @Override
    public int compareTo(Policy other) {
        return name.compareTo(other.name);
    }

    public enum Command {
        ALL,
        SELECT,
        INSERT,
        UPDATE,
        DELETE
    }
}
