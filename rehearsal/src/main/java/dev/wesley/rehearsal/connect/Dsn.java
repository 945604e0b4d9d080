package dev.wesley.rehearsal.connect;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// The address of one database. Prints as `postgres://user@host:port/database`: never with the password.
///
/// @param authority `host:port`, or several separated by commas
/// @param parameters of the driver, such as `sslmode`
public record Dsn(String authority, String database, String user, Secret password, SortedMap<String, String> parameters) {
    /// Parameters that are taken over; others are refused, because a setting that is silently dropped may be the one that mattered.
    private static final Set<String> KNOWN = Set.of("sslmode", "sslrootcert", "sslcert", "sslkey", "sslpassword", "connectTimeout",
            "loginTimeout", "channelBinding", "gssEncMode", "options");

    public Dsn {
        parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
    }

    /// Reads `postgres://user:password@host:port/database?sslmode=…`, `postgresql://…` or `jdbc:postgresql://host:port/database?user=…`.
    ///
    /// @throws IllegalArgumentException if it is none of them; the message never repeats the password
    public static Dsn parse(String text) {
        String rest = text.startsWith("jdbc:") ? text.substring("jdbc:".length()) : text;
        int scheme = rest.indexOf("://");
        if (scheme < 0 || !Set.of("postgres", "postgresql").contains(rest.substring(0, scheme).toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException("not a Postgres address: it has to look like postgres://user:password@host:5432/database");
        }
        rest = rest.substring(scheme + "://".length());
        String query = "";
        int question = rest.indexOf('?');
        if (question >= 0) {
            query = rest.substring(question + 1);
            rest = rest.substring(0, question);
        }
        int slash = rest.indexOf('/');
        String authority = slash < 0 ? rest : rest.substring(0, slash);
        String database = slash < 0 ? "" : decoded(rest.substring(slash + 1));
        String user = "";
        String password = "";
        int at = authority.lastIndexOf('@');
        if (at >= 0) {
            String credentials = authority.substring(0, at);
            authority = authority.substring(at + 1);
            int colon = credentials.indexOf(':');
            user = decoded(colon < 0 ? credentials : credentials.substring(0, colon));
            password = colon < 0 ? "" : decoded(credentials.substring(colon + 1));
        }
        SortedMap<String, String> parameters = new TreeMap<>();
        for (String pair : query.isEmpty() ? new String[0] : query.split("&")) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
            switch (name) {
                case "user" -> user = value;
                case "password" -> password = value;
                case "connect_timeout" -> parameters.put("connectTimeout", value);
                // Wesley names its own sessions and wants a server that can be written to.
                case "application_name", "ApplicationName", "target_session_attrs", "targetServerType" -> {}
                default -> {
                    if (!KNOWN.contains(name)) {
                        throw new IllegalArgumentException("the address has a parameter that Wesley does not know: " + name);
                    }
                    parameters.put(name, value);
                }
            }
        }
        if (authority.isEmpty()) {
            throw new IllegalArgumentException("the address names no host: write postgres://user:password@host:5432/database");
        }
        if (user.isEmpty()) {
            user = System.getProperty("user.name");
        }
        return new Dsn(authority, database.isEmpty() ? user : database, user, new Secret(password), parameters);
    }

    /// The same server and role, another database.
    public Dsn withDatabase(String other) {
        return new Dsn(authority, other, user, password, parameters);
    }

    /// The driver's address, without user and password.
    String url() {
        return "jdbc:postgresql://" + authority + "/" + encoded(database);
    }

    Map<String, String> driverParameters() {
        return parameters;
    }

    private static String decoded(String text) {
        // URLDecoder is for forms: it turns + into a blank, which an address does not.
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static String encoded(String text) {
        return java.net.URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public String toString() {
        return "postgres://" + user + "@" + authority + "/" + database;
    }
}
