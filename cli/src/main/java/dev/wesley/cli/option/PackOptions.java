package dev.wesley.cli.option;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/// Which packs decide beside the shipped ones.
public final class PackOptions {
    @Option(names = "--pack", paramLabel = "DIR", description = "A team's rule pack, beside those of the configuration; repeatable.")
    private List<String> packs = new ArrayList<>();

    public List<String> packs() {
        return List.copyOf(packs);
    }
}
