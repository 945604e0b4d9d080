package dev.wesley.engine.sdl;

/// One SDL text.
///
/// @param name as the user named it; `<stdin>` for standard input
public record SourceFile(String name, String text) {}
