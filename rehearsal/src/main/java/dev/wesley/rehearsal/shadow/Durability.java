package dev.wesley.rehearsal.shadow;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// How an embedded server treats the disk: it decides whether durations and WAL volumes mean anything.
public enum Durability {
    /// Never waits for the disk: fast, and durations say nothing about a real server.
    NONE(Map.of("fsync", "off", "synchronous_commit", "off", "full_page_writes", "off")),
    /// As a real server does.
    FULL(Map.of("fsync", "on", "synchronous_commit", "on", "full_page_writes", "on"));

    private final Map<String, String> settings;

    Durability(Map<String, String> settings) {
        this.settings = settings;
    }

    /// Every setting that an embedded server is started with.
    SortedMap<String, String> settings() {
        SortedMap<String, String> all = new TreeMap<>(settings);
        all.put("autovacuum", "off");
        all.put("jit", "off");
        all.put("listen_addresses", "127.0.0.1");
        all.put("max_connections", "50");
        all.put("max_locks_per_transaction", "256");
        all.put("timezone", "UTC");
        all.put("unix_socket_directories", "");
        return all;
    }
}
