package vn.tangthu.portal.desk;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.tangthu.portal.outgoing.Purposes;
import vn.tangthu.portal.security.CurrentReader;
import vn.tangthu.portal.shell.PageView;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.FormatRisks;
import vn.tangthu.repository.HoldingFigures;
import vn.tangthu.repository.HoldingFigures.InFormat;

/** The hồ sơ with files of one format, a page at a time. */
@Route("so-lieu/dinh-dang")
@RolesAllowed({"ARCHIVIST", "ADMINISTRATOR"})
class FormatHoldersView extends PageView implements BeforeEnterObserver {
    private static final long serialVersionUID = 1L;
    private static final int PAGE = 100;
    private static final int LONGEST = 40;

    private final transient HoldingFigures figures;
    private final transient FormatRisks risks;
    private final transient CurrentReader current;

    FormatHoldersView(HoldingFigures figures, FormatRisks risks, CurrentReader current) {
        this.figures = figures;
        this.risks = risks;
        this.current = current;
    }

    static String address(@Nullable String puid, @Nullable AipId after) {
        return "/app/so-lieu/dinh-dang?puid="
                + URLEncoder.encode(FormatFigures.key(puid), StandardCharsets.UTF_8)
                + (after == null ? "" : "&sau=" + after);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        QueryParameters asked = event.getLocation().getQueryParameters();
        String key = asked.getSingleParameter("puid").orElse(FormatRisks.UNKNOWN);
        if (key.length() > LONGEST) {
            throw new NotFoundException();
        }
        String puid =
                key.equals(FormatRisks.NOT_LOOKED)
                        ? null
                        : key.equals(FormatRisks.UNKNOWN) ? "" : key;
        clear();
        title(t("formatHolders.title", FormatFigures.label(puid, "", words())));
        add(row(new Anchor("/app/so-lieu", t("figures.title"))));
        FormatRisks.Risk risk = risks.of(puid);
        String reason = risk.reason(locale());
        add(
                hint(
                        words().of(risk.level())
                                + (reason.isEmpty()
                                        ? ""
                                        : ": " + reason + " (" + risk.source() + ")")));
        List<InFormat> page =
                figures.inFormat(
                        puid,
                        asked.getSingleParameter("sau").map(FormatHoldersView::id).orElse(null),
                        PAGE,
                        current.reader());
        if (page.isEmpty()) {
            add(hint(t("figures.none")));
            return;
        }
        UnorderedList list = new UnorderedList();
        list.addClassName("tt-linked");
        for (InFormat one : page) {
            list.add(
                    new ListItem(
                            new Anchor(
                                    Purposes.checking("/app/kho/ho-so/" + one.aip()),
                                    one.arcFileCode()),
                            new Span(
                                    " "
                                            + (one.title() == null ? "" : one.title())
                                            + " · "
                                            + t("formatHolders.files", one.files()))));
        }
        add(list);
        if (page.size() == PAGE) {
            add(new Anchor(address(puid, page.getLast().aip()), t("formatHolders.next")));
        }
    }

    private static AipId id(String text) {
        try {
            return new AipId(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            throw new NotFoundException();
        }
    }
}
