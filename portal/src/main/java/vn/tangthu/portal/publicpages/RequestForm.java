package vn.tangthu.portal.publicpages;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;
import vn.tangthu.repository.AccessRequests.Asked;
import vn.tangthu.repository.AccessRequests.Kind;
import vn.tangthu.repository.AccessRequests.NewRequest;
import vn.tangthu.repository.FeeGroup;
import vn.tangthu.repository.Fees.Relief;
import vn.tangthu.repository.PaperUse;

/**
 * A request as it was filled in, exactly as typed, so that it can be shown again with what is wrong
 * in it.
 */
record RequestForm(
        String kind,
        String about,
        List<Basket.Entry> items,
        String wanted,
        String purpose,
        String name,
        String contact,
        String identityNumber,
        String onBehalfOf,
        String feeGroup,
        String paperUse,
        String trap) {
    private static final int MOST_TEXT = 2_000;
    private static final int MOST_LINE = 200;
    private static final Pattern BREAK = Pattern.compile("[\\p{Cc}\\x{2028}\\x{2029}]");
    private static final Pattern PHONE = Pattern.compile("\\+?[0-9][0-9 .()-]{7,20}[0-9]");
    private static final Pattern EMAIL = Pattern.compile("[^\\s@]{1,64}@[^\\s@.]+(\\.[^\\s@.]+)+");
    private static final Pattern IDENTITY = Pattern.compile("[0-9]{9}|[0-9]{12}");
    private static final Map<String, Kind> KINDS =
            Map.of(
                    "doc", Kind.READ,
                    "sao", Kind.CERTIFIED_COPY,
                    "dieu-kien", Kind.CONDITIONAL);

    /** The codes of the form. */
    private static final Map<String, PaperUse> PAPER_USES =
            Map.of("phong-doc", PaperUse.READING_ROOM, "sao-chup", PaperUse.COPY);

    /**
     * @param field name of the input it is about; the link in the summary leads there
     * @param key of its words
     */
    record Wrong(String field, String key) {}

    static RequestForm of(MultiValueMap<String, String> parameters) {
        return new RequestForm(
                get(parameters, "loai-yeu-cau"),
                get(parameters, "ho-so"),
                Basket.entries(parameters.get("muc")),
                get(parameters, "can-tim"),
                get(parameters, "muc-dich"),
                get(parameters, "ho-ten"),
                get(parameters, "lien-he"),
                get(parameters, "so-dinh-danh"),
                get(parameters, "thay-mat"),
                get(parameters, "dien-uu-tien"),
                get(parameters, "hinh-thuc"),
                get(parameters, "trang-web"));
    }

    /**
     * Everything that is wrong, in the order of the form.
     *
     * @param reliefs as {@link #claimed} has them
     */
    List<Wrong> wrongs(List<Relief> reliefs) {
        List<Wrong> wrongs = new ArrayList<>();
        if (!KINDS.containsKey(kind)) {
            wrongs.add(new Wrong("loai-yeu-cau", "request.wrong.kind"));
        }
        if (wanted.isBlank() && about.isBlank() && items.isEmpty()) {
            wrongs.add(new Wrong("can-tim", "request.wrong.wanted"));
        } else if (wanted.length() > MOST_TEXT) {
            wrongs.add(new Wrong("can-tim", "request.wrong.wanted_long"));
        }
        if (purpose.isBlank()) {
            wrongs.add(new Wrong("muc-dich", "request.wrong.purpose"));
        } else if (purpose.length() > MOST_TEXT) {
            wrongs.add(new Wrong("muc-dich", "request.wrong.purpose_long"));
        }
        if (name.isBlank() || name.length() > MOST_LINE) {
            wrongs.add(new Wrong("ho-ten", "request.wrong.name"));
        } else if (BREAK.matcher(name).find()) {
            wrongs.add(new Wrong("ho-ten", "request.wrong.line"));
        }
        boolean reachable =
                contact.length() <= MOST_LINE
                        && !BREAK.matcher(contact).find()
                        && (PHONE.matcher(contact).matches() || EMAIL.matcher(contact).matches());
        if (!reachable) {
            wrongs.add(new Wrong("lien-he", "request.wrong.contact"));
        }
        if (!identityNumber.isBlank()
                && !IDENTITY.matcher(identityNumber.replace(" ", "")).matches()) {
            wrongs.add(new Wrong("so-dinh-danh", "request.wrong.identity"));
        }
        if (onBehalfOf.length() > MOST_LINE) {
            wrongs.add(new Wrong("thay-mat", "request.wrong.behalf"));
        } else if (BREAK.matcher(onBehalfOf).find()) {
            wrongs.add(new Wrong("thay-mat", "request.wrong.line"));
        }
        if (!paperUse.isBlank() && used() == null) {
            wrongs.add(new Wrong("hinh-thuc", "request.wrong.paper_use"));
        } else if (used() == PaperUse.READING_ROOM && kind.equals("sao")) {
            wrongs.add(new Wrong("hinh-thuc", "request.wrong.paper_use_kind"));
        }
        if (!feeGroup.isBlank() && claimed(reliefs).isEmpty()) {
            wrongs.add(new Wrong("dien-uu-tien", "request.wrong.fee_group"));
        }
        if (!trap.isBlank()) {
            wrongs.add(new Wrong("trang-web", "request.wrong.trap"));
        }
        return wrongs;
    }

    /**
     * How paper that is not digitised is wanted; null where nothing was chosen, or another code.
     */
    private @Nullable PaperUse used() {
        return PAPER_USES.get(paperUse);
    }

    /**
     * The relief that is claimed, of those that there are; none where none is, or another.
     *
     * @param reliefs of the table of fees of today
     */
    Optional<FeeGroup> claimed(List<Relief> reliefs) {
        return reliefs.stream()
                .map(Relief::group)
                .filter(group -> group.code().equals(feeGroup))
                .findFirst();
    }

    /** All that it names, in the order of the page: one hồ sơ, and what was in the basket. */
    List<Basket.Entry> named() {
        return Stream.concat(one().stream(), items.stream()).distinct().toList();
    }

    /** The hồ sơ it was opened for. */
    Optional<Basket.Entry> one() {
        return Basket.Entry.of(about).filter(entry -> entry.document() == null);
    }

    RequestForm withItems(List<Basket.Entry> others) {
        return new RequestForm(
                kind,
                about,
                others,
                wanted,
                purpose,
                name,
                contact,
                identityNumber,
                onBehalfOf,
                feeGroup,
                paperUse,
                trap);
    }

    /**
     * @param asked what it is about that the applicant may know of
     */
    NewRequest toRequest(List<Asked> asked) {
        Kind known = KINDS.get(kind);
        if (known == null) {
            throw new IllegalStateException("A form with something wrong in it is not a request");
        }
        return new NewRequest(
                known,
                asked,
                wanted.strip(),
                purpose.strip(),
                name.strip(),
                contact.strip(),
                identityNumber.isBlank() ? null : identityNumber.replace(" ", ""),
                onBehalfOf.isBlank() ? null : onBehalfOf.strip(),
                null,
                used());
    }

    /** Words for a kind, as the form offers it. */
    static String keyOf(Kind kind) {
        return "request.kind." + kind.name().toLowerCase(Locale.ROOT);
    }

    private static String get(MultiValueMap<String, String> parameters, String name) {
        String value = parameters.getFirst(name);
        return value == null ? "" : value.strip();
    }
}
