package dev.wesley.engine.sdl;

import dev.wesley.engine.diagnostic.Span;
import dev.wesley.engine.ir.ApiSchema;
import dev.wesley.engine.ir.Schema;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// A schema with the places in the SDL that it came from.
///
/// @param places uid (`tbl:Order`, `col:Order.total`) and subject (`orders.total`) of every element → its place
public record CompiledSchema(Schema schema, ApiSchema api, SortedMap<String, Span> places) {
    public CompiledSchema {
        places = Collections.unmodifiableSortedMap(new TreeMap<>(places));
    }

    public static CompiledSchema empty() {
        return new CompiledSchema(Schema.EMPTY, new ApiSchema(java.util.List.of(), java.util.List.of(), java.util.List.of()), new TreeMap<>(Map.of()));
    }

    /// The place of a subject of [dev.wesley.engine.diff.Change#subject]: `orders`, `orders.total`, `orders.fk_orders_customer_id`.
    /// The reader files every element under its subject as well as under its uid.
    public Optional<Span> place(String subject) {
        return Optional.ofNullable(places.get(subject));
    }
}
