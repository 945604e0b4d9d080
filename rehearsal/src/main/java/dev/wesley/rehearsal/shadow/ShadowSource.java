package dev.wesley.rehearsal.shadow;

import dev.wesley.rehearsal.connect.Dsn;

/// Which server to play on.
public sealed interface ShadowSource {
    /// @throws ShadowUnavailableException if there is no such server
    Shadow open();

    /// What it is, in words; never with a password.
    String describe();

    /// A server of our own, started for this run.
    ///
    /// @param major 11 to 18
    record Embedded(int major, Durability durability) implements ShadowSource {
        @Override
        public Shadow open() {
            return EmbeddedShadow.start(major, durability);
        }

        @Override
        public String describe() {
            return "an embedded Postgres " + major;
        }
    }

    /// A server of the user's.
    record Given(Dsn dsn) implements ShadowSource {
        @Override
        public Shadow open() {
            return DsnShadow.open(dsn);
        }

        @Override
        public String describe() {
            return dsn.toString();
        }
    }
}
