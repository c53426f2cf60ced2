package vn.tangthu.portal.outgoing;

import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.VaadinServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.AccessRequests;
import vn.tangthu.repository.AccessRequests.Request;
import vn.tangthu.repository.AgencyOrders;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.ReadingPurpose;
import vn.tangthu.repository.ReadingPurpose.Kind;
import vn.tangthu.repository.Role;

/**
 * What closed things are opened for by those who have a right to them by their role or their body,
 * and no request of their own: said once for each session and hồ sơ on a page that leads on to
 * where one wanted, evident from where something is opened, or told by a header. It gives nobody a
 * right: who may not open something is told so before anything is asked.
 */
@Component
public class Purposes {
    /**
     * Of a programme that speaks for somebody and can be asked on no page: {@link
     * ReadingPurpose#stored} in UTF-8, percent-encoded. It holds for the one request.
     */
    public static final String HEADER = "Reading-Purpose";

    /** Parameter of links that say by where they stand what something is opened for. */
    public static final String EVIDENT = "viec";

    /** Parameter of the question: the address that leads on. */
    public static final String BACK = "ve";

    /** Addresses of the spaces behind the login and of their files, and no other place. */
    private static final Pattern OWN =
            Pattern.compile("/app(?:-tep)?/[!-\\[\\]-~]{0,3000}"); // no blank, no backslash

    private final AccessRequests requests;
    private final AgencyOrders orders;

    Purposes(AccessRequests requests, AgencyOrders orders) {
        this.requests = requests;
        this.orders = orders;
    }

    /** Nothing was said, and something closed was to be opened. */
    public static final class Missing extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final String question;

        Missing(AipId record, HttpServletRequest request) {
            super(null, null, false, false);
            String asked = request.getQueryString();
            question =
                    question(record, request.getRequestURI() + (asked == null ? "" : "?" + asked));
        }

        /** Leads to the question; not one byte of what was asked for. */
        public void ask(HttpServletResponse response) {
            response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
            response.setHeader(HttpHeaders.LOCATION, question);
            response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        }
    }

    /** The page that asks; it leads on to an address of ours. */
    public static String question(AipId record, String back) {
        return "/app/ho-so/" + record + "/muc-dich?" + BACK + "=" + encoded(back);
    }

    /** A link to a hồ sơ from a page that says what it is opened for. */
    public static String evident(String address, ReadingPurpose purpose) {
        return address
                + (address.contains("?") ? "&" : "?")
                + EVIDENT
                + "="
                + encoded(purpose.stored());
    }

    /** A link to a hồ sơ from a page of checks: of fixity, formats, viruses, read text. */
    public static String checking(String address) {
        return evident(address, new ReadingPurpose(Kind.QUALITY, ""));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** An address to lead on to; empty where it leads out of the house or nowhere. */
    public static Optional<String> own(String back) {
        return Optional.of(back).filter(address -> OWN.matcher(address).matches());
    }

    /** What this reader may say; requests of citizens are known to archivists only. */
    public static Set<Kind> kinds(Reader reader) {
        return reader.is(Role.ARCHIVIST)
                ? EnumSet.allOf(Kind.class)
                : EnumSet.of(Kind.AGENCY_WORK, Kind.OTHER);
    }

    /**
     * What was typed, as it is kept.
     *
     * @return empty where this reader may not say it, where words are missing or too long, and
     *     where there is no such request
     */
    public Optional<ReadingPurpose> checked(Kind kind, String text, Reader reader) {
        if (!kinds(reader).contains(kind)) {
            return Optional.empty();
        }
        try {
            ReadingPurpose said = new ReadingPurpose(kind, text);
            return kind == Kind.REQUEST
                    ? requests.find(said.text()).map(Purposes::of)
                    : Optional.of(said);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static ReadingPurpose of(Request request) {
        return new ReadingPurpose(Kind.REQUEST, request.reference().value());
    }

    /** In a view: what this hồ sơ is opened for in this session. */
    public Optional<ReadingPurpose> of(AipId record, Reader reader) {
        return of(record, reader, request());
    }

    /** What this hồ sơ is opened for in the session of a request, or by its header. */
    Optional<ReadingPurpose> of(AipId record, Reader reader, @Nullable HttpServletRequest request) {
        if (request == null) {
            return Optional.empty();
        }
        String header = request.getHeader(HEADER);
        if (header == null) {
            return SaidPurposes.of(request).of(record);
        }
        try {
            return ReadingPurpose.read(URLDecoder.decode(header, StandardCharsets.UTF_8))
                    .flatMap(said -> checked(said.kind(), said.text(), reader));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // no encoding at all: as if nothing were said
        }
    }

    /** What this session said last, to be offered again. */
    public Optional<ReadingPurpose> last() {
        HttpServletRequest request = request();
        return request == null ? Optional.empty() : SaidPurposes.of(request).last();
    }

    /**
     * In a view: from here on in this session.
     *
     * @param others also for every other hồ sơ of which nothing else is said
     */
    public void say(AipId record, ReadingPurpose purpose, boolean others) {
        HttpServletRequest request = request();
        if (request != null && SaidPurposes.of(request).say(record, purpose, others)) {
            SeenPages.forget(request); // read for something else now: lines of their own
        }
    }

    /**
     * In a view that a page of the desk led to: what the page is about is what for, if it is true.
     * A request has to name the hồ sơ, an order of an agency to be there. Taken once in a session,
     * so that who says something else is not overruled by a reload or a step back.
     *
     * @param asked of the view's address, as {@link #evident(String, ReadingPurpose)} wrote it
     */
    public void evident(QueryParameters asked, AipId record, Reader reader) {
        asked.getSingleParameter(EVIDENT).ifPresent(told -> evident(told, record, reader));
    }

    void evident(String told, AipId record, Reader reader) {
        HttpServletRequest request = request();
        if (!reader.is(Role.ARCHIVIST)
                || request == null
                || !SaidPurposes.of(request).isNew(record, told)) {
            return;
        }
        ReadingPurpose.read(told)
                .flatMap(
                        said ->
                                switch (said.kind()) {
                                    case REQUEST ->
                                            requests.find(said.text())
                                                    .filter(one -> names(one, record))
                                                    .map(Purposes::of);
                                    case AGENCY_WORK -> orders.find(said.text()).map(order -> said);
                                    case ARRANGING, QUALITY -> Optional.of(said);
                                    case OTHER -> Optional.<ReadingPurpose>empty();
                                })
                .ifPresent(purpose -> say(record, purpose, false));
    }

    private static boolean names(Request request, AipId record) {
        return request.items().stream().anyMatch(item -> record.equals(item.record()));
    }

    private static @Nullable HttpServletRequest request() {
        return VaadinRequest.getCurrent() instanceof VaadinServletRequest request ? request : null;
    }
}
