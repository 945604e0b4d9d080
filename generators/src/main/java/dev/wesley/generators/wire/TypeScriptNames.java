package dev.wesley.generators.wire;

import java.util.Set;

/// How SDL names and texts are written in TypeScript.
public final class TypeScriptNames {
    /// Words that cannot name a type or a constant in a module: reserved words of ECMAScript (strict mode) and TypeScript's own types.
    private static final Set<String> RESERVED = Set.of(
            "break", "case", "catch", "class", "const", "continue", "debugger", "default", "delete", "do", "else", "enum", "export", "extends",
            "false", "finally", "for", "function", "if", "import", "in", "instanceof", "new", "null", "return", "super", "switch", "this", "throw",
            "true", "try", "typeof", "var", "void", "while", "with", "as", "implements", "interface", "let", "package", "private", "protected",
            "public", "static", "yield", "await", "async", "of", "any", "unknown", "never", "number", "bigint", "boolean", "string", "symbol",
            "object", "undefined", "type", "eval", "arguments", "NaN", "Infinity", "globalThis");

    private TypeScriptNames() {}

    /// The name of a type: the SDL's, with `_` behind a word that TypeScript keeps for itself.
    public static String type(String sdlName) {
        return RESERVED.contains(sdlName) ? sdlName + "_" : sdlName;
    }

    /// A key of an object literal. `__proto__` as a plain key would set the prototype.
    public static String key(String sdlName) {
        return sdlName.equals("__proto__") ? "[\"__proto__\"]" : sdlName;
    }

    /// A string literal.
    public static String string(String value) {
        StringBuilder out = new StringBuilder("\"");
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    boolean plain = c >= ' ' && c != 0x7f && c != 0x2028 && c != 0x2029 && !Character.isSurrogate(c);
                    out.append(plain || pairAt(value, i) ? String.valueOf(c) : String.format("\\u%04x", (int) c));
                }
            }
        }
        return out.append('"').toString();
    }

    private static boolean pairAt(String value, int i) {
        char c = value.charAt(i);
        return Character.isHighSurrogate(c)
                ? i + 1 < value.length() && Character.isLowSurrogate(value.charAt(i + 1))
                : Character.isLowSurrogate(c) && i > 0 && Character.isHighSurrogate(value.charAt(i - 1));
    }
}
