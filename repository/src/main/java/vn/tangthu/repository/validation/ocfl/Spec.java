package vn.tangthu.repository.validation.ocfl;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A version of the specification. */
enum Spec {
    V1_0("1.0"),
    V1_1("1.1");

    /** Registered at ocfl.github.io/extensions; {@code initial} is reserved there. */
    static final Set<String> EXTENSIONS =
            Set.of(
                    "0001-digest-algorithms",
                    "0002-flat-direct-storage-layout",
                    "0003-hash-and-id-n-tuple-storage-layout",
                    "0004-hashed-n-tuple-storage-layout",
                    "0005-mutable-head",
                    "0006-flat-omit-prefix-storage-layout",
                    "0007-n-tuple-omit-prefix-storage-layout",
                    "0008-schema-registry",
                    "0009-digest-algorithms",
                    "0010-differential-n-tuple-omit-prefix-storage-layout",
                    "0011-direct-clean-path-layout",
                    "initial");

    private final String number;

    Spec(String number) {
        this.number = number;
    }

    String number() {
        return number;
    }

    String type() {
        return "https://ocfl.io/" + number + "/spec/#inventory";
    }

    static Optional<Spec> ofNumber(String number) {
        return Stream.of(values()).filter(spec -> spec.number.equals(number)).findFirst();
    }

    static Optional<Spec> ofType(@Nullable String type) {
        return Stream.of(values()).filter(spec -> spec.type().equals(type)).findFirst();
    }
}
