package dev.wesley.engine.json;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// One JSON object that is read strictly and written in a fixed layout; no Jackson type shows. Every key must be asked for: [#end]
/// refuses the others. All complaints are [IllegalArgumentException]s that name the place as a path, `$.plan.sha256`.
public final class JsonObject {
    private final ObjectNode node;
    private final String path;
    private final Set<String> asked = new HashSet<>();

    private JsonObject(ObjectNode node, String path) {
        this.node = node;
        this.path = path;
    }

    static JsonObject over(JsonNode node, String path) {
        if (node instanceof ObjectNode object) {
            return new JsonObject(object, path);
        }
        throw new IllegalArgumentException(path + " is not an object");
    }

    /// Reads one document.
    ///
    /// @throws IllegalArgumentException if it is not one JSON object without duplicate keys and without integers beyond 2^53
    public static JsonObject read(String text) {
        JsonNode node = Json.read(text);
        Json.refuseInexact(node, "$");
        return over(node, "$");
    }

    /// Makes an object with the keys in the order of the map. A value is a String, Boolean, Integer, Long, BigDecimal, a List or Map
    /// with String keys of these, or a JsonObject. An empty Optional leaves its key out.
    public static JsonObject of(Map<String, ?> content) {
        return new JsonObject(object(content), "$");
    }

    private static ObjectNode object(Map<?, ?> content) {
        ObjectNode node = Json.object();
        content.forEach((key, value) -> {
            Object present = value instanceof Optional<?> optional ? optional.orElse(null) : value;
            if (present != null) {
                node.set(String.valueOf(key), node(present));
            }
        });
        return node;
    }

    private static JsonNode node(Object value) {
        return switch (value) {
            case String text -> Json.object().stringNode(text);
            case Boolean flag -> Json.object().booleanNode(flag);
            case Integer number -> Json.object().numberNode(number);
            case Long number -> Json.object().numberNode(number);
            case BigDecimal number -> decimalNode(number);
            case JsonObject object -> object.node;
            case Map<?, ?> map -> object(map);
            case List<?> list -> {
                ArrayNode array = Json.array();
                list.forEach(item -> array.add(node(item)));
                yield array;
            }
            default -> throw new IllegalArgumentException("not a JSON value: " + value.getClass());
        };
    }

    static JsonNode decimalNode(BigDecimal number) {
        BigDecimal plain = number.stripTrailingZeros();
        return plain.scale() <= 0 ? Json.object().numberNode(plain.longValueExact()) : Json.object().numberNode(plain);
    }

    ObjectNode node() {
        return node;
    }

    public String text(String key) {
        return optionalText(key).orElseThrow(() -> missing(key));
    }

    public Optional<String> optionalText(String key) {
        return value(key).map(v -> {
            if (!v.isString()) {
                throw wrong(key, "a string");
            }
            return v.stringValue();
        });
    }

    /// A whole number from `least`, at most 2^53.
    public long integer(String key, long least) {
        JsonNode v = value(key).orElseThrow(() -> missing(key));
        if (!v.isIntegralNumber() || !v.canConvertToLong() || v.longValue() < least) {
            throw wrong(key, "a whole number from " + least);
        }
        return v.longValue();
    }

    /// A whole number from `least`, at most 2^53, or nothing.
    public Optional<Long> optionalInteger(String key, long least) {
        return value(key).isPresent() ? Optional.of(integer(key, least)) : Optional.empty();
    }

    public int number(String key, int least) {
        long value = integer(key, least);
        if (value > Integer.MAX_VALUE) {
            throw wrong(key, "a number up to " + Integer.MAX_VALUE);
        }
        return (int) value;
    }

    public BigDecimal decimal(String key) {
        JsonNode v = value(key).orElseThrow(() -> missing(key));
        if (!v.isNumber()) {
            throw wrong(key, "a number");
        }
        BigDecimal plain = v.decimalValue().stripTrailingZeros();
        return plain.scale() < 0 ? plain.setScale(0) : plain;
    }

    public boolean flag(String key) {
        JsonNode v = value(key).orElseThrow(() -> missing(key));
        if (!v.isBoolean()) {
            throw wrong(key, "true or false");
        }
        return v.booleanValue();
    }

    public Instant instant(String key) {
        return optionalInstant(key).orElseThrow(() -> missing(key));
    }

    public Optional<Instant> optionalInstant(String key) {
        return optionalText(key).map(text -> {
            try {
                return Instant.parse(text);
            } catch (DateTimeException e) {
                throw new IllegalArgumentException(path + "." + key + " is not a UTC time such as 2026-11-20T12:00:00Z: " + text, e);
            }
        });
    }

    /// The constant that `read` makes of a word.
    ///
    /// @param read throws IllegalArgumentException for a word that it does not know
    public <T> T word(String key, Function<String, T> read) {
        String text = text(key);
        try {
            return read.apply(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(path + "." + key + " cannot be \"" + text + "\"", e);
        }
    }

    public JsonObject object(String key) {
        return optionalObject(key).orElseThrow(() -> missing(key));
    }

    public Optional<JsonObject> optionalObject(String key) {
        return value(key).map(v -> over(v, path + "." + key));
    }

    public List<JsonObject> objects(String key) {
        List<JsonObject> objects = new ArrayList<>();
        JsonNode array = arrayAt(key);
        for (int i = 0; i < array.size(); i++) {
            objects.add(over(array.get(i), path + "." + key + "[" + i + "]"));
        }
        return objects;
    }

    public List<String> texts(String key) {
        List<String> texts = new ArrayList<>();
        for (JsonNode item : arrayAt(key)) {
            if (!item.isString()) {
                throw wrong(key, "a list of strings");
            }
            texts.add(item.stringValue());
        }
        return texts;
    }

    private JsonNode arrayAt(String key) {
        JsonNode v = value(key).orElseThrow(() -> missing(key));
        if (!v.isArray()) {
            throw wrong(key, "a list");
        }
        return v;
    }

    /// The keys as they stand, for an object whose keys are data.
    public List<String> keys() {
        return List.copyOf(node.propertyNames());
    }

    /// Refuses every key that was not asked for.
    public void end() {
        for (String key : node.propertyNames()) {
            if (!asked.contains(key)) {
                throw new IllegalArgumentException(path + "." + key + " is not a key that belongs here");
            }
        }
    }

    /// Indented, keys in order, LF, with a final line end.
    public String pretty() {
        return Json.pretty(node);
    }

    /// RFC 8785 bytes.
    public byte[] canonical() {
        return Json.canonical(node);
    }

    /// SHA-256 of the canonical bytes.
    public String sha256() {
        return Json.sha256(node);
    }

    private Optional<JsonNode> value(String key) {
        asked.add(key);
        JsonNode value = node.get(key);
        return value == null || value.isNull() ? Optional.empty() : Optional.of(value);
    }

    private IllegalArgumentException missing(String key) {
        return new IllegalArgumentException(path + "." + key + " is missing");
    }

    private IllegalArgumentException wrong(String key, String wanted) {
        return new IllegalArgumentException(path + "." + key + " is not " + wanted);
    }
}
