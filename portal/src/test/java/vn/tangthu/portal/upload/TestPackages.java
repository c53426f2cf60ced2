package vn.tangthu.portal.upload;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.UUID;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import vn.tangthu.portal.upload.IncomingPackage.Kind;
import vn.tangthu.storage.TangThuHome;

/** Real packages for tests of other rooms. */
public final class TestPackages {
    private TestPackages() {}

    /** As another process would find the home. */
    public static IncomingPackages in(Path home) {
        UploadProperties limits =
                new Binder(new MapConfigurationPropertySource())
                        .bindOrCreate("tangthu.upload", UploadProperties.class);
        return new IncomingPackages(new TangThuHome(home), limits, Clock.systemUTC());
    }

    /** A ZIP of this name that has arrived; what is in it is no ZIP. */
    public static UUID waiting(IncomingPackages packages, String name) throws IOException {
        byte[] bytes = "PK".getBytes(StandardCharsets.UTF_8);
        IncomingPackage announced =
                packages.announce(UUID.randomUUID(), name, Kind.ZIP, 1, bytes.length);
        IncomingFile file = packages.begin(announced, name, bytes.length, 0);
        try {
            IncomingFile unused =
                    packages.receive(
                            announced,
                            file.key(),
                            0,
                            new Body(new ByteArrayInputStream(bytes), bytes.length, null));
        } catch (Body.WrongOffset | Body.WrongSum e) {
            throw new IOException(e);
        }
        packages.finish(announced);
        return announced.id();
    }
}
