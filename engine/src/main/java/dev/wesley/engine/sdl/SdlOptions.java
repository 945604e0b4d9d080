package dev.wesley.engine.sdl;

import java.util.Map;

/// How SDL is read.
///
/// @param strictDirectives aliases and unknown directives are errors (`WESLEY_STRICT_DIRECTIVES=1`)
/// @param tableNaming how a type name becomes a table name when `@wes_table(name:)` is absent
/// @param scalars custom scalar name → Postgres type
/// @param tenantAccessor SQL expression that a tenant column is compared with
/// @param ownerAccessor SQL expression that an owner column is compared with: who is asking
/// @param maxBytes UTF-8 bytes of all files together (`WESLEY_MAX_SCHEMA_BYTES`)
public record SdlOptions(
        boolean strictDirectives,
        TableNaming tableNaming,
        Map<String, String> scalars,
        String tenantAccessor,
        String ownerAccessor,
        long maxBytes) {

    public static final String DEFAULT_OWNER_ACCESSOR = "auth.jwt_claim('sub')";
    public static final long DEFAULT_MAX_BYTES = 5_242_880;
    public static final SdlOptions DEFAULT = new SdlOptions(false, TableNaming.SNAKE_CASE, Map.of(), "auth.jwt_claim('org_id')");

    public SdlOptions {
        scalars = Map.copyOf(scalars);
    }

    /// With the default owner accessor and size limit.
    public SdlOptions(boolean strictDirectives, TableNaming tableNaming, Map<String, String> scalars, String tenantAccessor) {
        this(strictDirectives, tableNaming, scalars, tenantAccessor, DEFAULT_OWNER_ACCESSOR, DEFAULT_MAX_BYTES);
    }

    public SdlOptions withStrictDirectives(boolean value) {
        return new SdlOptions(value, tableNaming, scalars, tenantAccessor, ownerAccessor, maxBytes);
    }

    public SdlOptions withMaxBytes(long value) {
        return new SdlOptions(strictDirectives, tableNaming, scalars, tenantAccessor, ownerAccessor, value);
    }

    public enum TableNaming {
        /// `OrderItem` → `order_item`
        SNAKE_CASE,
        PRESERVE,
        LOWER,
        UPPER
    }
}
