package dev.wesley.engine.json;

import dev.wesley.engine.ir.Directives;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Records as JSON, member by member, and back to an equal record. Knows texts, numbers, booleans, enums, optionals (absent when empty),
/// lists, nested records, and sealed families of records, told apart by a member `op`, the simple name of the record.
final class Records {
    private static final String KIND = "op";

    private Records() {}

    static ObjectNode write(Record value, Class<?> declared) {
        ObjectNode node = Json.object();
        if (declared.isSealed()) {
            node.put(KIND, value.getClass().getSimpleName());
        }
        for (RecordComponent component : value.getClass().getRecordComponents()) {
            put(node, component.getName(), get(component, value));
        }
        return node;
    }

    /// @throws IllegalArgumentException naming the place that does not fit
    static <T> T read(JsonNode node, Class<T> type, String path) {
        return type.cast(value(node, type, path));
    }

    // ---- writing

    private static void put(ObjectNode node, String name, Object value) {
        switch (value) {
            case Optional<?> optional -> optional.ifPresent(present -> put(node, name, present));
            default -> node.set(name, tree(value));
        }
    }

    private static JsonNode tree(Object value) {
        return switch (value) {
            case String text -> Json.array().add(text).get(0);
            case Boolean bool -> Json.array().add(bool).get(0);
            case Integer number -> Json.array().add(number).get(0);
            case Double number -> Json.array().add(number).get(0);
            case Long number when Math.abs(number) <= Json.MAX_EXACT -> Json.array().add(number).get(0);
            // As a text, because JSON numbers do not carry it exactly everywhere.
            case Long number -> Json.object().put("integer", number.toString());
            case Enum<?> constant -> Json.array().add(constant.name()).get(0);
            case Directives directives -> map(directives.byName());
            case SortedMap<?, ?> map -> map(map);
            case List<?> list -> {
                ArrayNode array = Json.array();
                list.forEach(item -> array.add(tree(item)));
                yield array;
            }
            case Record nested -> write(nested, nested.getClass());
            default -> throw new IllegalArgumentException("no JSON form for " + value.getClass().getName());
        };
    }

    private static ObjectNode map(SortedMap<?, ?> map) {
        ObjectNode node = Json.object();
        map.forEach((key, value) -> node.set(String.valueOf(key), tree(value)));
        return node;
    }

    private static Object get(RecordComponent component, Object record) {
        try {
            return component.getAccessor().invoke(record);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("cannot read " + component, e);
        }
    }

    // ---- reading

    private static Object value(@Nullable JsonNode node, Type type, String path) {
        if (type instanceof ParameterizedType generic) {
            Type item = generic.getActualTypeArguments()[0];
            if (generic.getRawType() == Optional.class) {
                return node == null ? Optional.empty() : Optional.of(value(node, item, path));
            }
            if (generic.getRawType() == List.class) {
                return list(present(node, path), item, path);
            }
            throw new IllegalStateException("no JSON form for " + type);
        }
        return plain(present(node, path), (Class<?>) type, path);
    }

    private static JsonNode present(@Nullable JsonNode node, String path) {
        if (node == null) {
            throw new IllegalArgumentException(path + " is missing");
        }
        return node;
    }

    private static List<Object> list(JsonNode node, Type item, String path) {
        if (!node.isArray()) {
            throw new IllegalArgumentException(path + " is not a list");
        }
        List<Object> list = new ArrayList<>();
        for (int i = 0; i < node.size(); i++) {
            list.add(value(node.get(i), item, path + "[" + i + "]"));
        }
        return list;
    }

    private static Object plain(JsonNode node, Class<?> type, String path) {
        if (type == String.class && node.isString()) {
            return node.asString();
        }
        if (type == boolean.class && node.isBoolean()) {
            return node.asBoolean();
        }
        if ((type == int.class || type == Integer.class) && node.isInt()) {
            return node.asInt();
        }
        if (type == double.class && node.isNumber()) {
            return node.asDouble();
        }
        if (type == Directives.class && node.isObject()) {
            return directives(node, path);
        }
        if (type.isEnum() && node.isString()) {
            return constant(type, node.asString(), path);
        }
        if (type.isSealed() && node.isObject()) {
            return record(node, member(type, node, path), path, Set.of(KIND));
        }
        if (type.isRecord() && node.isObject()) {
            return record(node, type, path, Set.of());
        }
        throw new IllegalArgumentException(path + " is not a " + type.getSimpleName() + ": " + node);
    }

    private static Object constant(Class<?> type, String name, String path) {
        return Arrays.stream(type.getEnumConstants()).filter(c -> ((Enum<?>) c).name().equals(name)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException(path + " is not one of " + Arrays.toString(type.getEnumConstants()) + ": " + name));
    }

    private static Class<?> member(Class<?> family, JsonNode node, String path) {
        String kind = node.path(KIND).asString("");
        return Arrays.stream(family.getPermittedSubclasses()).filter(c -> c.getSimpleName().equals(kind)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException(path + "." + KIND + " names no " + family.getSimpleName() + ": " + kind));
    }

    private static Object record(JsonNode node, Class<?> type, String path, Set<String> besides) {
        RecordComponent[] components = type.getRecordComponents();
        Set<String> unknown = new TreeSet<>(node.propertyNames());
        unknown.removeAll(besides);
        Object[] arguments = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            String name = components[i].getName();
            unknown.remove(name);
            arguments[i] = value(node.get(name), components[i].getGenericType(), path + "." + name);
        }
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(path + " has unknown members: " + String.join(", ", unknown));
        }
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            return constructor.newInstance(arguments);
        } catch (InvocationTargetException e) {
            throw new IllegalArgumentException(path + ": " + e.getTargetException().getMessage(), e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot make a " + type.getName(), e);
        }
    }

    private static Directives directives(JsonNode node, String path) {
        SortedMap<String, SortedMap<String, Object>> byName = new TreeMap<>();
        for (Map.Entry<String, JsonNode> directive : node.properties()) {
            SortedMap<String, Object> arguments = new TreeMap<>();
            for (Map.Entry<String, JsonNode> argument : directive.getValue().properties()) {
                arguments.put(argument.getKey(), argument(argument.getValue(), path + "." + directive.getKey() + "." + argument.getKey()));
            }
            byName.put(directive.getKey(), arguments);
        }
        return new Directives(byName);
    }

    private static Object argument(JsonNode node, String path) {
        if (node.isString()) {
            return node.asString();
        }
        if (node.isBoolean()) {
            return node.asBoolean();
        }
        if (node.isIntegralNumber()) {
            return node.asLong();
        }
        if (node.isNumber()) {
            return node.asDouble();
        }
        if (node.isArray()) {
            List<Object> items = new ArrayList<>();
            for (JsonNode item : node) {
                items.add(argument(item, path));
            }
            return List.copyOf(items);
        }
        if (node.path("integer").isString()) {
            return Long.valueOf(node.path("integer").asString());
        }
        throw new IllegalArgumentException(path + " is no argument of a directive: " + node);
    }
}
