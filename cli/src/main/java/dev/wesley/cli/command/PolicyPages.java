package dev.wesley.cli.command;

import dev.wesley.cli.project.TeamPacks;
import dev.wesley.engine.inference.RulePack;
import dev.wesley.engine.json.PackJson;
import dev.wesley.engine.plan.PackManifest;
import dev.wesley.engine.plan.PackRule;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The packs as people read them: manifests and pages. Of the shipped ones no rule is loaded.
record PolicyPages(List<Source> packs) {
    /// A pack and its pages: path below the folder of the rules → text.
    record Source(PackManifest pack, Function<String, Optional<String>> pages) {}

    /// A rule and its page.
    record Page(PackManifest pack, PackRule rule, String text) {}

    /// @param given folders of team packs, beside those of the configuration
    static PolicyPages read(Session session, List<String> given) {
        List<Source> sources = new ArrayList<>();
        for (String name : Planning.PACKS) {
            PackManifest pack = PackJson.read(resource("META-INF/wesley/" + name + "/pack.json"));
            sources.add(new Source(pack, page -> Optional.of(resource(pack.prefix().replace('.', '/') + "/" + page))));
        }
        if (!session.settings().packs(given).isEmpty()) {
            List<RulePack> shipped = Planning.packs();
            for (TeamPacks.TeamPack team : Planning.teams(session, given, shipped)) {
                sources.add(new Source(team.pack().manifest(), team::page));
            }
        }
        return new PolicyPages(sources);
    }

    /// The page of a rule; its name alone if its pack has no page for it.
    Optional<Page> page(String code) {
        return packs.stream()
                .flatMap(source -> source.pack().rules().stream().filter(r -> r.code().equals(code)).map(rule -> new Page(source.pack(), rule, text(source, rule))))
                .findFirst();
    }

    private static String text(Source source, PackRule rule) {
        String folder = rule.file().substring(0, rule.file().lastIndexOf('/'));
        return source.pages().apply(folder + "/rule.md")
                .orElseGet(() -> "# " + rule.name() + "\n\n`" + rule.code() + "` has no page: write " + folder + "/rule.md\n");
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
