package dev.wesley.engine.inference;

import dev.wesley.engine.plan.PackManifest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The classes of a pack with its manifest and the list of its models, ready for a jar or a folder.
///
/// @param files resource name → content
public record CompiledPack(PackManifest manifest, SortedMap<String, byte[]> files) {
    public CompiledPack {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }

    /// Writes all files below a folder.
    public void write(Path folder) throws IOException {
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Path target = folder.resolve(file.getKey());
            Files.createDirectories(target.getParent());
            Files.write(target, file.getValue());
        }
    }

    /// Loads the pack without a disk, in a class loader of its own.
    public RulePack load(ClassLoader parent) {
        return RulePack.load(new Loader(parent, files), manifest.id());
    }

    private static final class Loader extends ClassLoader {
        private final SortedMap<String, byte[]> files;

        Loader(ClassLoader parent, SortedMap<String, byte[]> files) {
            super(parent);
            this.files = files;
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            byte @Nullable [] bytes = files.get(name.replace('.', '/') + ".class");
            if (bytes == null) {
                throw new ClassNotFoundException(name);
            }
            return defineClass(name, bytes, 0, bytes.length);
        }

        @Override
        public @Nullable InputStream getResourceAsStream(String name) {
            byte @Nullable [] bytes = files.get(name);
            return bytes == null ? super.getResourceAsStream(name) : new ByteArrayInputStream(bytes);
        }
    }
}
