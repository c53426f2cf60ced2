package vn.tangthu.portal.api;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The digests that a header {@code Content-Digest} or {@code Repr-Digest} declares (RFC 9530,
 * section 2): {@code sha-256=:BASE64:, sha-512=:BASE64:}. Others are not looked at, as the RFC
 * allows; one that is not written so is an error, because somebody relies on it.
 */
final class ContentDigest {
    private static final Map<String, String> KNOWN =
            Map.of("sha-256", "SHA-256", "sha-512", "SHA-512");
    private static final Pattern ENTRY =
            Pattern.compile("\\s*([a-z0-9*_.-]+)=:([A-Za-z0-9+/]+={0,2}):\\s*");

    private final Map<MessageDigest, byte[]> declared = new LinkedHashMap<>();

    /**
     * @throws ApiProblem.Found when a header cannot be read
     */
    ContentDigest(@Nullable String... headers) {
        for (String header : headers) {
            if (header == null) {
                continue;
            }
            for (String entry : header.split(",", -1)) {
                Matcher matcher = ENTRY.matcher(entry);
                if (!matcher.matches()) {
                    throw new ApiProblem.Found(ApiProblem.BAD_REQUEST);
                }
                String algorithm = KNOWN.get(matcher.group(1));
                if (algorithm != null) {
                    add(algorithm, matcher.group(2));
                }
            }
        }
    }

    private void add(String algorithm, String base64) {
        try {
            MessageDigest digest = MessageDigest.getInstance(algorithm);
            byte[] bytes = Base64.getDecoder().decode(base64);
            if (bytes.length != digest.getDigestLength()) {
                throw new ApiProblem.Found(ApiProblem.BAD_REQUEST);
            }
            declared.put(digest, bytes);
        } catch (IllegalArgumentException e) {
            throw new ApiProblem.Found(ApiProblem.BAD_REQUEST);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    void update(byte[] bytes, int length) {
        declared.keySet().forEach(digest -> digest.update(bytes, 0, length));
    }

    /** Whether all that was declared is what came. */
    boolean matches() {
        return declared.entrySet().stream()
                .allMatch(e -> MessageDigest.isEqual(e.getKey().digest(), e.getValue()));
    }
}
