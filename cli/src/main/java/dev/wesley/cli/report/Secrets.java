package dev.wesley.cli.report;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What must never be said: passwords in connection strings, wherever they appear, and the passwords of the strings that this run uses.
public final class Secrets {
    private static final String HIDDEN = "***";
    /// `scheme://user:password@`; the password may itself hold a `@`, so the last one before a blank or slash ends it.
    private static final Pattern IN_URL = Pattern.compile("([a-zA-Z][a-zA-Z0-9+.:-]*://[^\\s:/@]*):([^\\s/]+)@");
    private static final Pattern IN_PARAMETER = Pattern.compile("(?i)(\\b(?:ssl)?password\\s*=\\s*)('[^']*'|[^\\s&;,\"']+)");

    private final Set<String> known = new LinkedHashSet<>();

    /// Notes the passwords of a connection string, so that [#hide] finds them without their surroundings, too.
    public void remember(String dsn) {
        for (Pattern pattern : new Pattern[] {IN_URL, IN_PARAMETER}) {
            Matcher matcher = pattern.matcher(dsn);
            while (matcher.find()) {
                String raw = matcher.group(2).replaceAll("^'|'$", "");
                known.add(raw);
                try {
                    known.add(URLDecoder.decode(raw, StandardCharsets.UTF_8));
                } catch (IllegalArgumentException e) {
                    // Not percent-encoded after all: the raw form is the password.
                    known.add(raw);
                }
            }
        }
    }

    /// Notes a password by itself.
    public void rememberPassword(String password) {
        known.add(password);
    }

    /// A connection string, or a text that holds some, without passwords. Documents that are products (plans, reports) pass this too.
    public static String mask(String text) {
        String urls = IN_URL.matcher(text).replaceAll(m -> Matcher.quoteReplacement(m.group(1) + ":" + HIDDEN + "@"));
        return IN_PARAMETER.matcher(urls).replaceAll(m -> Matcher.quoteReplacement(m.group(1) + HIDDEN));
    }

    /// A message of our own or of somebody else's code, without any password that is known.
    public String hide(String text) {
        String masked = mask(text);
        for (String secret : known) {
            if (!secret.isEmpty()) {
                masked = masked.replace(secret, HIDDEN);
            }
        }
        return masked;
    }
}
