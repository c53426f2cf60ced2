package vn.tangthu.indexer.extract;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import vn.tangthu.storage.DigestAlgorithm;

/**
 * Names the code that reads, by its bytes: a build with other rules has another name, also where it
 * bears the same version.
 */
final class OwnCode {
    private static final String ROOM = "vn/tangthu/indexer/";

    private OwnCode() {}

    /** Sixteen digits, of all classes of this module. */
    static String name() {
        SortedMap<String, byte[]> classes = new TreeMap<>();
        try {
            Resource[] all =
                    new PathMatchingResourcePatternResolver(OwnCode.class.getClassLoader())
                            .getResources("classpath*:" + ROOM + "**/*.class");
            for (Resource each : all) {
                String url = each.getURL().toString();
                try (InputStream in = each.getInputStream()) {
                    classes.put(url.substring(url.lastIndexOf(ROOM)), in.readAllBytes());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return name(classes);
    }

    static String name(SortedMap<String, byte[]> classes) {
        MessageDigest sha256 = DigestAlgorithm.SHA256.newMessageDigest();
        classes.forEach(
                (name, bytes) -> {
                    sha256.update(name.getBytes(StandardCharsets.UTF_8));
                    sha256.update((byte) 0);
                    sha256.update(DigestAlgorithm.SHA256.newMessageDigest().digest(bytes));
                });
        return HexFormat.of().formatHex(sha256.digest(), 0, 8);
    }
}
