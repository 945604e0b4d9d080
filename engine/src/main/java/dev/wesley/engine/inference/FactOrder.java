package dev.wesley.engine.inference;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// The canonical order of facts: by class name, then component by component. Two values compare as 0 only if they are equal, so that
/// what a session says cannot depend on the order in which its rules fired.
final class FactOrder implements Comparator<Object> {
    static final FactOrder CANONICAL = new FactOrder();

    private static final ClassValue<List<Method>> ACCESSORS = new ClassValue<>() {
        @Override
        protected List<Method> computeValue(Class<?> type) {
            return java.util.Arrays.stream(type.getRecordComponents()).map(RecordComponent::getAccessor).toList();
        }
    };

    private FactOrder() {}

    @Override
    public int compare(Object a, Object b) {
        if (a == b) {
            return 0;
        }
        return switch (a) {
            case Optional<?> x when b instanceof Optional<?> y -> optionals(x, y);
            case List<?> x when b instanceof List<?> y -> sequences(x.iterator(), y.iterator());
            case SortedMap<?, ?> x when b instanceof SortedMap<?, ?> y -> maps(x, y);
            default -> a.getClass() == b.getClass() ? sameClass(a, b) : a.getClass().getName().compareTo(b.getClass().getName());
        };
    }

    private int sameClass(Object a, Object b) {
        if (a instanceof Record) {
            for (Method accessor : ACCESSORS.get(a.getClass())) {
                int order = compare(component(accessor, a), component(accessor, b));
                if (order != 0) {
                    return order;
                }
            }
            return 0;
        }
        if (a instanceof Comparable<?>) {
            @SuppressWarnings("unchecked")
            Comparable<Object> comparable = (Comparable<Object>) a;
            return comparable.compareTo(b);
        }
        throw new IllegalArgumentException("facts are records of texts, numbers, enums, lists and optionals, not " + a.getClass().getName());
    }

    private int optionals(Optional<?> a, Optional<?> b) {
        return a.isEmpty() || b.isEmpty() ? Boolean.compare(a.isPresent(), b.isPresent()) : compare(a.get(), b.get());
    }

    private int maps(SortedMap<?, ?> a, SortedMap<?, ?> b) {
        int byKeys = sequences(a.keySet().iterator(), b.keySet().iterator());
        return byKeys != 0 ? byKeys : sequences(a.values().iterator(), b.values().iterator());
    }

    private int sequences(Iterator<?> a, Iterator<?> b) {
        while (a.hasNext() && b.hasNext()) {
            int order = compare(a.next(), b.next());
            if (order != 0) {
                return order;
            }
        }
        return Boolean.compare(a.hasNext(), b.hasNext());
    }

    private static Object component(Method accessor, Object value) {
        try {
            @Nullable Object component = accessor.invoke(value);
            if (component == null) {
                throw new IllegalArgumentException("a fact holds null: " + accessor.getName() + " of " + value);
            }
            return component;
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("cannot read " + accessor, e);
        }
    }
}
