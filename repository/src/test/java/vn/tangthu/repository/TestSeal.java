package vn.tangthu.repository;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/** Signs where the room of the log is not there; one key for all tests of a run. */
public final class TestSeal implements LogSeal {
    private static final KeyPair KEY = make();

    public final Set<UUID> ordered = new HashSet<>();
    public final Set<UUID> orderedInPart = new HashSet<>();
    public final Set<UUID> logged = new HashSet<>();

    private static KeyPair make() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public byte[] sign(byte[] text) throws IOException {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(KEY.getPrivate());
            signature.update(text);
            String line = "\n" + Base64.getEncoder().encodeToString(signature.sign()) + "\n";
            return (new String(text, StandardCharsets.UTF_8) + line)
                    .getBytes(StandardCharsets.UTF_8);
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    @Override
    public Function<byte[], Optional<byte[]>> opener() {
        return note -> {
            String all = new String(note, StandardCharsets.UTF_8);
            int empty = all.indexOf("\n\n");
            if (empty < 0) {
                return Optional.empty();
            }
            byte[] text =
                    Arrays.copyOf(
                            note,
                            all.substring(0, empty + 1).getBytes(StandardCharsets.UTF_8).length);
            try {
                Signature check = Signature.getInstance("Ed25519");
                check.initVerify(KEY.getPublic());
                check.update(text);
                return check.verify(Base64.getDecoder().decode(all.substring(empty + 2).strip()))
                        ? Optional.of(text)
                        : Optional.empty();
            } catch (GeneralSecurityException | IllegalArgumentException e) {
                return Optional.empty();
            }
        };
    }

    @Override
    public boolean isOrdered(UUID object) {
        return ordered.contains(object) || orderedInPart.contains(object);
    }

    @Override
    public boolean isOrderedWhole(UUID object) {
        return ordered.contains(object);
    }

    @Override
    public boolean isLogged(UUID object) {
        return logged.contains(object);
    }
}
