package dev.wesley.cli.report;

import picocli.CommandLine.Help.Ansi;

/// Colour, or none. Nothing may be said by colour alone.
public enum Style {
    PLAIN,
    COLOUR;

    public String bold(String text) {
        return paint("1", text);
    }

    public String dim(String text) {
        return paint("2", text);
    }

    public String red(String text) {
        return paint("31", text);
    }

    public String green(String text) {
        return paint("32", text);
    }

    public String yellow(String text) {
        return paint("33", text);
    }

    public String cyan(String text) {
        return paint("36", text);
    }

    /// The same choice for picocli's help texts.
    public Ansi help() {
        return this == COLOUR ? Ansi.ON : Ansi.OFF;
    }

    private String paint(String code, String text) {
        return this == COLOUR && !text.isEmpty() ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
