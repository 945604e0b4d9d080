package dev.wesley.engine.plan;

import java.util.EnumSet;
import java.util.Set;

/// Table-level lock modes (manual section 13.3.1), weakest first. They are not a line: [#SHARE] and [#SHARE_UPDATE_EXCLUSIVE] each
/// permit something that the other refuses, so compare with [#covers].
public enum LockMode {
    ACCESS_SHARE("AS", "AccessShareLock"),
    ROW_SHARE("RS", "RowShareLock"),
    ROW_EXCLUSIVE("RX", "RowExclusiveLock"),
    SHARE_UPDATE_EXCLUSIVE("SUX", "ShareUpdateExclusiveLock"),
    SHARE("S", "ShareLock"),
    SHARE_ROW_EXCLUSIVE("SRX", "ShareRowExclusiveLock"),
    EXCLUSIVE("X", "ExclusiveLock"),
    ACCESS_EXCLUSIVE("AX", "AccessExclusiveLock");

    private final String shortName;
    private final String catalogName;

    LockMode(String shortName, String catalogName) {
        this.shortName = shortName;
        this.catalogName = catalogName;
    }

    /// `SUX`, as in the glossary.
    public String shortName() {
        return shortName;
    }

    /// `ShareUpdateExclusiveLock`, as in `pg_locks.mode`.
    public String catalogName() {
        return catalogName;
    }

    /// `SHARE UPDATE EXCLUSIVE`, as in SQL.
    public String words() {
        return name().replace('_', ' ');
    }

    /// Finds a mode by its name in `pg_locks`.
    public static LockMode fromCatalog(String mode) {
        for (LockMode m : values()) {
            if (m.catalogName.equals(mode)) {
                return m;
            }
        }
        throw new IllegalArgumentException("not a table lock mode: " + mode);
    }

    /// Finds a mode by its [#shortName].
    public static LockMode fromShortName(String name) {
        for (LockMode m : values()) {
            if (m.shortName.equals(name)) {
                return m;
            }
        }
        throw new IllegalArgumentException("not the short name of a table lock mode: " + name);
    }

    /// The modes that have to wait for this one (manual table 13.2).
    public Set<LockMode> conflicts() {
        return switch (this) {
            case ACCESS_SHARE -> EnumSet.of(ACCESS_EXCLUSIVE);
            case ROW_SHARE -> EnumSet.of(EXCLUSIVE, ACCESS_EXCLUSIVE);
            case ROW_EXCLUSIVE -> EnumSet.of(SHARE, SHARE_ROW_EXCLUSIVE, EXCLUSIVE, ACCESS_EXCLUSIVE);
            case SHARE_UPDATE_EXCLUSIVE -> EnumSet.range(SHARE_UPDATE_EXCLUSIVE, ACCESS_EXCLUSIVE);
            case SHARE -> EnumSet.of(ROW_EXCLUSIVE, SHARE_UPDATE_EXCLUSIVE, SHARE_ROW_EXCLUSIVE, EXCLUSIVE, ACCESS_EXCLUSIVE);
            case SHARE_ROW_EXCLUSIVE -> EnumSet.range(ROW_EXCLUSIVE, ACCESS_EXCLUSIVE);
            case EXCLUSIVE -> EnumSet.range(ROW_SHARE, ACCESS_EXCLUSIVE);
            case ACCESS_EXCLUSIVE -> EnumSet.allOf(LockMode.class);
        };
    }

    /// Whether everything that waits for `other` also waits for this mode.
    public boolean covers(LockMode other) {
        return conflicts().containsAll(other.conflicts());
    }

    public boolean blocksReads() {
        return conflicts().contains(ACCESS_SHARE);
    }

    public boolean blocksWrites() {
        return conflicts().contains(ROW_EXCLUSIVE);
    }

    /// Whether VACUUM, ANALYZE, VALIDATE and CONCURRENTLY forms wait.
    public boolean blocksDdl() {
        return conflicts().contains(SHARE_UPDATE_EXCLUSIVE);
    }
}
