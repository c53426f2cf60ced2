package vn.tangthu.repository.access;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.bcrypt.BCrypt;
import vn.tangthu.repository.Finding;
import vn.tangthu.storage.DigestAlgorithm;

/**
 * Hashes and rules of passwords. A password is brought to NFC, so that a Vietnamese one is the same
 * from every keyboard, then SHA-256, because bcrypt reads 72 bytes only, then bcrypt with a salt of
 * its own. Rules after ASVS 5.0 V6.2 and NIST SP 800-63B: length, not composition.
 */
final class Passwords {
    /** Characters, as people count them. */
    static final int MIN_LENGTH = 15;

    static final int MAX_LENGTH = 256;

    private static final String SCHEME = "{sha256-bcrypt}";

    /** What an unknown name is compared with, so that it takes as long as a known one. */
    private static final String NOBODY =
            SCHEME + "$2a$12$" + "0123456789abcdefghijku" + "nobodyhasthispasswordnobodydoes";

    /** 2^12 rounds: about a quarter of a second of one core. */
    private static final int COST = 12;

    /** No letter that looks like a digit or like another letter. */
    private static final String ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789";

    private static final int ONE_TIME_GROUPS = 4;
    private static final int ONE_TIME_GROUP = 5;

    /** What is left of a password without these and without its owner's names must still be one. */
    private static final List<String> COMMON =
            List.of(
                    "password",
                    "passw0rd",
                    "matkhau",
                    "quantri",
                    "administrator",
                    "admin",
                    "nguoidung",
                    "luutru",
                    "tangthu",
                    "archive",
                    "vietnam",
                    "khongbiet",
                    "khongnho",
                    "xinchao",
                    "welcome",
                    "letmein",
                    "iloveyou",
                    "anhyeuem",
                    "emyeuanh",
                    "qwertyuiop",
                    "qwerty",
                    "asdfghjkl",
                    "asdfgh",
                    "zxcvbnm",
                    "abcdef",
                    "1234567890",
                    "123456789",
                    "12345678",
                    "1234567",
                    "123456",
                    "12345",
                    "123123",
                    "987654321",
                    "654321",
                    "54321",
                    "abc123",
                    "111111",
                    "000000",
                    "secret");

    private static final int LEAST_REST = 6;
    private static final int LEAST_DISTINCT = 5;

    private final SecureRandom random = new SecureRandom();

    /** Logins cost CPU on purpose; two at a time leave the rest of a small server alone. */
    private final Semaphore working = new Semaphore(2);

    String hash(String password) {
        return SCHEME + BCrypt.hashpw(digested(password), BCrypt.gensalt(COST, random));
    }

    /**
     * @param hash as kept, or null for an unknown name: takes as long and is false
     */
    boolean matches(String password, @Nullable String hash) {
        working.acquireUninterruptibly();
        try {
            String against = hash == null ? NOBODY : hash;
            boolean equal = BCrypt.checkpw(digested(password), against.substring(SCHEME.length()));
            return equal && hash != null;
        } finally {
            working.release();
        }
    }

    private static String digested(String password) {
        byte[] digest =
                DigestAlgorithm.SHA256
                        .newMessageDigest()
                        .digest(Texts.nfc(password).getBytes(StandardCharsets.UTF_8));
        return Base64.getEncoder().encodeToString(digest);
    }

    /** About 99 bits, in groups that can be read out over the telephone. */
    String oneTime() {
        StringBuilder password = new StringBuilder();
        for (int i = 0; i < ONE_TIME_GROUPS * ONE_TIME_GROUP; i++) {
            if (i > 0 && i % ONE_TIME_GROUP == 0) {
                password.append('-');
            }
            password.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return password.toString();
    }

    /** Everything that is wrong with a password somebody chose. */
    static List<Finding> findings(String password, String username, String displayName) {
        List<Finding> findings = new ArrayList<>();
        String place = "password";
        int length = Texts.nfc(password).codePointCount(0, Texts.nfc(password).length());
        if (length < MIN_LENGTH) {
            findings.add(Finding.blocks("PASSWORD_TOO_SHORT", place, "" + MIN_LENGTH));
        }
        if (length > MAX_LENGTH) {
            findings.add(Finding.blocks("PASSWORD_TOO_LONG", place, "" + MAX_LENGTH));
        }
        String rest = Texts.bare(password);
        String named = rest;
        for (String name : namesOf(username, displayName)) {
            named = named.replace(name, "");
        }
        if (!named.equals(rest) && tooLittle(named)) {
            findings.add(Finding.blocks("PASSWORD_LIKE_NAME", place));
        } else {
            for (String common : COMMON) {
                named = named.replace(common, "");
            }
            // Letters of other scripts are dropped by "bare"; such a password is judged as typed.
            if (tooLittle(named) && (rest.length() >= MIN_LENGTH / 2 || tooLittle(password))) {
                findings.add(Finding.blocks("PASSWORD_COMMON", place));
            }
        }
        return findings;
    }

    private static boolean tooLittle(String rest) {
        return rest.length() < LEAST_REST || rest.chars().distinct().count() < LEAST_DISTINCT;
    }

    private static List<String> namesOf(String username, String displayName) {
        List<String> names = new ArrayList<>();
        names.add(Texts.bare(username));
        names.add(Texts.bare(displayName));
        for (String part : displayName.split("\\s+")) {
            names.add(Texts.bare(part));
        }
        names.removeIf(name -> name.length() < 3);
        return names;
    }
}
