package vn.tangthu.portal.publicpages;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.WebUtils;
import vn.tangthu.repository.AccessRequests;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.DocumentId;

/**
 * Giỏ hồ sơ: what a person has chosen to ask for. It lies in a cookie of theirs, so it survives a
 * reload and a login and nothing of it is kept here. It has ids only and proves nothing: whatever
 * stands in it, also forged, is asked of the catalogue again each time it is shown or sent.
 *
 * @param entries in the order they were put in
 */
record Basket(List<Entry> entries) {
    static final int MOST = AccessRequests.MOST_ITEMS;
    static final String COOKIE = "TANGTHU-GIO";

    /** A day: what somebody looked for does not stay on the computer of a reading room. */
    private static final int KEPT_SECONDS = 24 * 3600;

    Basket {
        entries = entries.stream().distinct().limit(MOST).toList();
    }

    /**
     * @param document null for all of the hồ sơ
     */
    record Entry(UUID record, @Nullable UUID document) {
        /** As it stands in forms and in the cookie. */
        String key() {
            return bare(record) + (document == null ? "" : "." + bare(document));
        }

        AccessRequests.Asked asked() {
            return new AccessRequests.Asked(
                    new AipId(record), document == null ? null : new DocumentId(document));
        }

        /** Empty for what nobody can have meant. */
        static Optional<Entry> of(String key) {
            String[] parts = key.replace("-", "").split("\\.", -1);
            if (parts.length > 2
                    || !Arrays.stream(parts).allMatch(part -> part.matches("[0-9a-f]{32}"))) {
                return Optional.empty();
            }
            return Optional.of(
                    new Entry(uuid(parts[0]), parts.length == 2 ? uuid(parts[1]) : null));
        }

        private static String bare(UUID id) {
            return id.toString().replace("-", "");
        }

        private static UUID uuid(String bare) {
            return new UUID(
                    Long.parseUnsignedLong(bare, 0, 16, 16),
                    Long.parseUnsignedLong(bare, 16, 32, 16));
        }
    }

    /** At most {@link #MOST}; what is not written as an entry is left out. */
    static List<Entry> entries(@Nullable Collection<String> keys) {
        return keys == null
                ? List.of()
                : keys.stream()
                        .limit(2L * MOST)
                        .flatMap(key -> Entry.of(key.strip()).stream())
                        .distinct()
                        .limit(MOST)
                        .toList();
    }

    static Basket of(HttpServletRequest request) {
        Cookie cookie = WebUtils.getCookie(request, COOKIE);
        return new Basket(
                cookie == null ? List.of() : entries(List.of(cookie.getValue().split("_"))));
    }

    boolean holds(Collection<Entry> more) {
        return entries.containsAll(more);
    }

    /** With those that find room. */
    Basket with(List<Entry> more) {
        List<Entry> all = new ArrayList<>(entries);
        all.addAll(more);
        return new Basket(all);
    }

    Basket without(Collection<Entry> gone) {
        return new Basket(entries.stream().filter(entry -> !gone.contains(entry)).toList());
    }

    void keep(HttpServletRequest request, HttpServletResponse response) {
        Cookie cookie =
                new Cookie(
                        COOKIE, entries.stream().map(Entry::key).collect(Collectors.joining("_")));
        cookie.setPath("/");
        cookie.setMaxAge(entries.isEmpty() ? 0 : KEPT_SECONDS);
        cookie.setHttpOnly(true);
        cookie.setSecure(request.isSecure());
        cookie.setAttribute("SameSite", "Lax");
        response.addCookie(cookie);
    }
}
