package dev.wesley.cli.command;

import dev.wesley.engine.json.PackJson;
import dev.wesley.engine.plan.PackManifest;
import dev.wesley.engine.plan.PackRule;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// The packs of the distribution as people read them: manifests and pages, without loading a rule.
record PolicyPages(List<PackManifest> packs) {
    /// A rule and its page.
    record Page(PackManifest pack, PackRule rule, String text) {}

    static PolicyPages read() {
        return new PolicyPages(Planning.PACKS.stream().map(name -> PackJson.read(resource("META-INF/wesley/" + name + "/pack.json"))).toList());
    }

    Optional<Page> page(String code) {
        return packs.stream()
                .flatMap(pack -> pack.rules().stream().filter(r -> r.code().equals(code)).map(rule -> new Page(pack, rule, text(pack, rule))))
                .findFirst();
    }

    private static String text(PackManifest pack, PackRule rule) {
        String folder = rule.file().substring(0, rule.file().lastIndexOf('/'));
        return resource(pack.prefix().replace('.', '/') + "/" + folder + "/rule.md");
    }

    private static String resource(String path) {
        try (InputStream in = PolicyPages.class.getClassLoader().getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("the distribution lacks " + path);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
