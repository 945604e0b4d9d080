package dev.wesley.engine.inference;

import dev.wesley.engine.json.Json;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.drools.base.util.Drools;

/// What compiled packs are named after in a cache: everything that their bytes depend on. Loads nothing of the compiler.
public final class PackKey {
    private PackKey() {}

    /// A digest over sources, Drools, the JDK, and the vocabulary that rules are compiled against.
    ///
    /// @param sources digests of the packs, of those to be used beside them too
    public static String of(List<String> sources) throws IOException {
        StringBuilder key = new StringBuilder(Drools.getFullVersion()).append('\n').append(Runtime.version()).append('\n');
        sources.forEach(s -> key.append(s).append('\n'));
        Path engine = home();
        if (Files.isRegularFile(engine)) {
            return Json.sha256(key.append(Json.sha256(Files.readAllBytes(engine))).toString());
        }
        try (Stream<Path> files = Files.walk(engine)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                key.append(engine.relativize(file)).append(' ').append(Json.sha256(Files.readAllBytes(file))).append('\n');
            }
        }
        return Json.sha256(key.toString());
    }

    /// The jar or the folder of classes that the engine runs from.
    public static Path home() {
        try {
            return Path.of(PackKey.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the engine lies at no path", e);
        }
    }
}
