package vn.tangthu.portal.desk;

import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.upload.Upload;
import com.vaadin.flow.component.upload.UploadI18N;
import com.vaadin.flow.data.provider.CallbackDataProvider;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.streams.UploadEvent;
import com.vaadin.flow.server.streams.UploadHandler;
import jakarta.annotation.security.RolesAllowed;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import vn.tangthu.portal.security.CurrentReader;
import vn.tangthu.portal.shell.Marks;
import vn.tangthu.portal.shell.OpenMatters;
import vn.tangthu.repository.ActivityLog;
import vn.tangthu.repository.Contractors;
import vn.tangthu.repository.Deliveries;
import vn.tangthu.repository.Deliveries.Delivery;
import vn.tangthu.repository.Role;

/** What contractors and agencies hand in: upload, dry run, and everything on its way. */
@Route("giao-nop")
@RolesAllowed("ARCHIVIST")
class DeliveriesView extends LiveView {
    private static final long serialVersionUID = 1L;

    /** The largest package a browser may send; more goes in by the command line on the server. */
    static final long LARGEST = 20L * 1_000 * 1_000 * 1_000;

    private final transient Deliveries deliveries;
    private final UploadedList uploaded;
    private final LinePanel line;
    private final MatterNotices told;
    private final Grid<Delivery> grid = new Grid<>();
    private final CallbackDataProvider<Delivery, Void> rows;

    DeliveriesView(
            Deliveries deliveries,
            Uploads uploads,
            Contractors contractors,
            CurrentReader current,
            ActivityLog activity,
            ObjectProvider<OpenMatters> matters) {
        this.deliveries = deliveries;
        title(t("nav.deliveries"));
        uploaded = new UploadedList(uploads, contractors, current, words(), this::follow);
        add(
                section(
                        t("deliveries.upload"),
                        hint(t("deliveries.upload.hint")),
                        row(new Anchor("/app/don-vi-giao-nop", t("contractors.title"))),
                        upload(uploads, current)));
        add(uploaded);
        DeliveryProgress progress = new DeliveryProgress(words());
        line = new LinePanel(deliveries, current, activity, progress, words(), this::follow);
        told = new MatterNotices(matters, words());
        add(line, told);
        rows = Slices.of(deliveries::list);
        grid.addColumn(
                        new ComponentRenderer<>(
                                d -> new Anchor("/app/giao-nop/" + d.id().value(), d.name())))
                .setHeader(t("deliveries.name"))
                .setFlexGrow(2)
                .setWidth("12rem");
        grid.addColumn(new ComponentRenderer<>(progress::state))
                .setHeader(t("deliveries.state"))
                .setWidth("11rem");
        grid.addColumn(d -> words().number(d.records()))
                .setHeader(t("deliveries.records"))
                .setWidth("5rem")
                .setFlexGrow(0);
        grid.addColumn(new ComponentRenderer<>(this::findings))
                .setHeader(t("deliveries.findings"))
                .setWidth("9rem");
        grid.addColumn(Delivery::submitter).setHeader(t("deliveries.submitter")).setWidth("8rem");
        grid.addColumn(d -> words().minute(d.receivedAt()))
                .setHeader(t("deliveries.received"))
                .setWidth("11.5rem")
                .setFlexGrow(0);
        grid.setDataProvider(rows);
        grid.addThemeVariants(GridVariant.LUMO_WRAP_CELL_CONTENT);
        Slices.fit(grid, 28);
        grid.setEmptyStateText(t("deliveries.none"));
        grid.getElement().setAttribute("aria-label", t("deliveries.list"));
        add(section(t("deliveries.list"), grid));
    }

    private Span findings(Delivery delivery) {
        if (delivery.blocking() > 0) {
            return Marks.mark(
                    t("deliveries.blocking", words().number(delivery.blocking())),
                    Marks.Tone.ERROR);
        }
        return delivery.warnings() > 0
                ? Marks.mark(
                        t("deliveries.warnings", words().number(delivery.warnings())),
                        Marks.Tone.WARN)
                : new Span("–");
    }

    private Upload upload(Uploads uploads, CurrentReader current) {
        UploadHandler handler =
                new UploadHandler() {
                    private static final long serialVersionUID = 1L;

                    @Override
                    public void handleUploadRequest(UploadEvent event) throws IOException {
                        current.require(Role.ARCHIVIST);
                        if (event.getFileSize() > LARGEST) {
                            event.reject(t("deliveries.tooLarge"));
                            return;
                        }
                        try (InputStream in = event.getInputStream()) {
                            uploads.receive(event.getFileName(), in);
                        }
                    }

                    @Override
                    public long getRequestSizeMax() {
                        return LARGEST;
                    }

                    @Override
                    public long getFileSizeMax() {
                        return LARGEST;
                    }
                };
        Upload upload = new Upload(handler);
        upload.setAcceptedFileTypes(".zip", "application/zip");
        upload.setMaxFiles(20);
        upload.setI18n(words(words()));
        upload.addAllFinishedListener(
                e -> {
                    upload.clearFileList();
                    follow();
                });
        return upload;
    }

    private static UploadI18N words(vn.tangthu.portal.shell.Words words) {
        UploadI18N texts = new UploadI18N();
        texts.setAddFiles(
                new UploadI18N.AddFiles()
                        .setOne(words.of("upload.add"))
                        .setMany(words.of("upload.add")));
        texts.setDropFiles(
                new UploadI18N.DropFiles()
                        .setOne(words.of("upload.drop"))
                        .setMany(words.of("upload.drop")));
        texts.setError(
                new UploadI18N.Error()
                        .setTooManyFiles(words.of("upload.tooMany"))
                        .setFileIsTooBig(words.of("deliveries.tooLarge"))
                        .setIncorrectFileType(words.of("upload.zipOnly")));
        texts.setUploading(
                new UploadI18N.Uploading()
                        .setStatus(
                                new UploadI18N.Uploading.Status()
                                        .setConnecting(words.of("upload.connecting"))
                                        .setStalled(words.of("upload.stalled"))
                                        .setProcessing(words.of("upload.processing"))
                                        .setHeld(words.of("upload.held")))
                        .setRemainingTime(
                                new UploadI18N.Uploading.RemainingTime()
                                        .setPrefix(words.of("upload.remaining"))
                                        .setUnknown(words.of("upload.unknown")))
                        .setError(
                                new UploadI18N.Uploading.Error()
                                        .setServerUnavailable(words.of("upload.failed"))
                                        .setUnexpectedServerError(words.of("upload.failed"))
                                        .setForbidden(words.of("error.denied.title"))));
        texts.setFile(
                new UploadI18N.File()
                        .setRetry(words.of("upload.retry"))
                        .setStart(words.of("upload.start"))
                        .setRemove(words.of("upload.remove")));
        texts.setUnits(List.of("B", "kB", "MB", "GB", "TB"), 1_000);
        return texts;
    }

    @Override
    boolean refresh() {
        boolean checking = uploaded.refresh();
        line.refresh();
        told.refresh();
        rows.refreshAll();
        return checking
                || deliveries.list(0, 20).items().stream().anyMatch(DeliveryProgress::moves);
    }
}
