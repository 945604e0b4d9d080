package dev.wesley.engine.sdl;

import java.util.Map;

/// How SDL is read.
///
/// @param strictDirectives aliases and unknown directives are errors (`WESLEY_STRICT_DIRECTIVES=1`)
/// @param tableNaming how a type name becomes a table name when `@wes_table(name:)` is absent
/// @param scalars custom scalar name → Postgres type
/// @param tenantAccessor SQL expression that a tenant column is compared with
public record SdlOptions(boolean strictDirectives, TableNaming tableNaming, Map<String, String> scalars, String tenantAccessor) {
    public static final SdlOptions DEFAULT = new SdlOptions(false, TableNaming.SNAKE_CASE, Map.of(), "auth.jwt_claim('org_id')");

    public SdlOptions {
        scalars = Map.copyOf(scalars);
    }

    public enum TableNaming {
        /// `OrderItem` → `order_item`
        SNAKE_CASE,
        PRESERVE,
        LOWER,
        UPPER
    }
}
