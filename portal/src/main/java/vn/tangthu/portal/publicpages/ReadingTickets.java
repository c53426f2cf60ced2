package vn.tangthu.portal.publicpages;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.web.util.WebUtils;

/**
 * Shows that somebody knew the secrets of a request a short while ago, so that they need not be
 * sent with every page: a cookie for the pages of one reading, with a code that only this process
 * can make. It opens nothing by itself: rights are asked at each page. After a start everybody
 * shows the secrets anew.
 */
@Component
class ReadingTickets {
    private static final String COOKIE = "TANGTHU-DOC";
    private static final Duration VALID = Duration.ofHours(2);
    private static final String ALGORITHM = "HmacSHA256";

    private final byte[] key = new byte[32];
    private final Clock clock;

    ReadingTickets(Clock clock) {
        this.clock = clock;
        new SecureRandom().nextBytes(key);
    }

    void give(UUID reading, String path, HttpServletRequest request, HttpServletResponse response) {
        String until = Long.toString(clock.instant().plus(VALID).getEpochSecond());
        ResponseCookie cookie =
                ResponseCookie.from(COOKIE, until + "." + code(reading, until))
                        .httpOnly(true)
                        .secure(request.isSecure())
                        .sameSite("Strict")
                        .path(path)
                        .build();
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
    }

    boolean has(UUID reading, HttpServletRequest request) {
        Cookie cookie = WebUtils.getCookie(request, COOKIE);
        String[] parts = cookie == null ? new String[0] : cookie.getValue().split("\\.", 2);
        if (parts.length < 2 || !parts[0].matches("[0-9]{1,12}")) {
            return false;
        }
        boolean ours =
                MessageDigest.isEqual(
                        parts[1].getBytes(StandardCharsets.UTF_8),
                        code(reading, parts[0]).getBytes(StandardCharsets.UTF_8));
        return ours && clock.instant().isBefore(Instant.ofEpochSecond(Long.parseLong(parts[0])));
    }

    private String code(UUID reading, String until) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            byte[] code = mac.doFinal((reading + "." + until).getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(code);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
