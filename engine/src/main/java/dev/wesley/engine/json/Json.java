package dev.wesley.engine.json;

import dev.wesley.engine.evidence.Sha256;
import java.io.IOException;
import org.erdtman.jcs.JsonCanonicalizer;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Strict JSON: duplicate keys are errors, output has a fixed layout, and hashes are over RFC 8785 bytes.
public final class Json {
    /// The largest integer that JSON numbers carry exactly everywhere, 2^53.
    public static final long MAX_EXACT = 1L << 53;

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private Json() {}

    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    public static ArrayNode array() {
        return MAPPER.createArrayNode();
    }

    /// Reads one document.
    ///
    /// @throws IllegalArgumentException with line and column if it is not one JSON document
    public static JsonNode read(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (tools.jackson.core.JacksonException e) {
            TokenStreamLocation at = e.getLocation();
            String place = at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
            throw new IllegalArgumentException("not valid JSON" + place + ": " + e.getOriginalMessage(), e);
        }
    }

    /// Indented, keys in insertion order, LF, with a final line end.
    public static String pretty(JsonNode node) {
        return MAPPER.writeValueAsString(node).replace("\r\n", "\n") + "\n";
    }

    /// RFC 8785 bytes.
    ///
    /// @throws IllegalArgumentException if a number would change silently: an integer beyond 2^53
    public static byte[] canonical(JsonNode node) {
        refuseInexact(node, "$");
        try {
            return new JsonCanonicalizer(node.toString()).getEncodedUTF8();
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot be written as canonical JSON: " + e.getMessage(), e);
        }
    }

    /// SHA-256 of [#canonical], lower-case hex.
    public static String sha256(JsonNode node) {
        return sha256(canonical(node));
    }

    /// SHA-256 of the UTF-8 bytes of a text, lower-case hex.
    public static String sha256(String text) {
        return Sha256.of(text);
    }

    public static String sha256(byte[] bytes) {
        return Sha256.of(bytes);
    }

    static void refuseInexact(JsonNode node, String path) {
        if (node.isIntegralNumber() && node.bigIntegerValue().abs().bitLength() > 53) {
            throw new IllegalArgumentException("the integer at " + path + " is beyond 2^53 and must be a string");
        }
        if (node.isObject()) {
            node.properties().forEach(e -> refuseInexact(e.getValue(), path + "." + e.getKey()));
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                refuseInexact(node.get(i), path + "[" + i + "]");
            }
        }
    }
}
