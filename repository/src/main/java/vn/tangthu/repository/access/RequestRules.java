package vn.tangthu.repository.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.AccessRequests.NewRequest;
import vn.tangthu.repository.Finding;

/** What a request must hold, and how its contact is compared. */
final class RequestRules {
    static final int MAX_SHORT = 200;
    static final int MAX_LONG = 4_000;

    private static final Pattern PHONE = Pattern.compile("\\+?[0-9]{9,15}");
    private static final Pattern EMAIL = Pattern.compile("[^\\s@]+@[^\\s@]+\\.[^\\s@.]{2,}");

    /** Số định danh cá nhân has 12 digits, an old chứng minh nhân dân 9; a passport has letters. */
    private static final Pattern IDENTITY =
            Pattern.compile("[0-9]{9}|[0-9]{12}|[A-Z][A-Z0-9]{6,9}");

    private RequestRules() {}

    static List<Finding> findings(NewRequest request) {
        List<Finding> findings = new ArrayList<>();
        required(findings, "name", request.name(), MAX_SHORT);
        required(findings, "wanted", request.wanted(), MAX_LONG);
        required(findings, "purpose", request.purpose(), MAX_LONG);
        String contact = contact(request.contact());
        if (contact.isEmpty()) {
            findings.add(Finding.blocks("REQUEST_FIELD_MISSING", "contact"));
        } else if (contact.length() > MAX_SHORT
                || !(PHONE.matcher(contact).matches() || EMAIL.matcher(contact).matches())) {
            findings.add(Finding.blocks("REQUEST_CONTACT_INVALID", "contact", request.contact()));
        }
        String identity = identity(request.identityNumber());
        if (!identity.isEmpty() && !IDENTITY.matcher(identity).matches()) {
            findings.add(Finding.blocks("REQUEST_IDENTITY_INVALID", "identityNumber", identity));
        }
        return findings;
    }

    private static void required(List<Finding> findings, String place, String text, int limit) {
        String stripped = Texts.strip(text);
        if (stripped.isEmpty()) {
            findings.add(Finding.blocks("REQUEST_FIELD_MISSING", place));
        } else if (stripped.length() > limit) {
            findings.add(Finding.blocks("REQUEST_FIELD_TOO_LONG", place, "" + limit));
        } else if (stripped.indexOf('\0') >= 0) {
            findings.add(Finding.blocks("REQUEST_FIELD_MISSING", place));
        }
    }

    /** A phone number without spaces, dots and dashes; an e-mail address in lower case. */
    static String contact(String typed) {
        String stripped = Texts.strip(typed).toLowerCase(Locale.ROOT);
        return stripped.contains("@") ? stripped : stripped.replaceAll("[\\s.()-]", "");
    }

    static String identity(@Nullable String typed) {
        return Texts.strip(typed).replaceAll("\\s", "").toUpperCase(Locale.ROOT);
    }

    /** Compares without telling by its duration how much was right. */
    static boolean endsWith(String contact, String lastFour) {
        String typed =
                contact.contains("@")
                        ? Texts.strip(lastFour).toLowerCase(Locale.ROOT)
                        : contact(lastFour);
        String end = contact.substring(Math.max(0, contact.length() - 4));
        return MessageDigest.isEqual(
                typed.getBytes(StandardCharsets.UTF_8), end.getBytes(StandardCharsets.UTF_8));
    }
}
