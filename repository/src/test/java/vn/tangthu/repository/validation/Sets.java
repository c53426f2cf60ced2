package vn.tangthu.repository.validation;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.Validation;
import vn.tangthu.repository.ValidationFinding;

/** The public conformance sets, unpacked, and a way to run a validator over a case. */
public final class Sets {
    private Sets() {}

    /** Unpacks a set below the directory. */
    public static void unpack(String name, Path to) throws IOException {
        try (InputStream raw =
                        Objects.requireNonNull(Sets.class.getResourceAsStream(name + ".tar.xz"));
                TarArchiveInputStream tar =
                        new TarArchiveInputStream(
                                new BufferedInputStream(new XZInputStream(raw)), "UTF-8")) {
            for (TarArchiveEntry entry = tar.getNextEntry();
                    entry != null;
                    entry = tar.getNextEntry()) {
                Path target = to.resolve(entry.getName());
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                } else {
                    Files.createDirectories(target.getParent());
                    Files.copy(tar, target);
                }
            }
        }
    }

    /** What a validator said. */
    public record Verdict(Validation.Outcome outcome, List<ValidationFinding> findings) {
        public boolean valid() {
            return outcome.valid();
        }

        public Set<String> errors() {
            return codes(ValidationFinding.Level.ERROR);
        }

        public Set<String> warnings() {
            return codes(ValidationFinding.Level.WARNING);
        }

        /** Errors and warnings. */
        public Set<String> codes() {
            Set<String> all = new TreeSet<>(errors());
            all.addAll(warnings());
            return all;
        }

        private Set<String> codes(ValidationFinding.Level level) {
            return findings.stream()
                    .filter(f -> f.level() == level)
                    .map(ValidationFinding::code)
                    .collect(Collectors.toCollection(TreeSet::new));
        }

        @Override
        public String toString() {
            return findings.stream()
                    .map(f -> f.level() + " " + f.code() + " " + f.path() + " " + f.values())
                    .collect(Collectors.joining("\n"));
        }
    }

    public static Verdict judge(Path path, Validation.Kind kind) throws IOException {
        List<ValidationFinding> findings = new ArrayList<>();
        Validation.Outcome outcome =
                Validation.load()
                        .validate(
                                path,
                                kind,
                                new Validation.Options(2, 1000),
                                findings::add,
                                Progress.NONE);
        return new Verdict(outcome, findings);
    }
}
