package vn.tangthu.portal.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import vn.tangthu.portal.desk.FindingsPdf;
import vn.tangthu.portal.desk.FindingsXlsx;
import vn.tangthu.portal.doors.DeliveryJson;
import vn.tangthu.portal.doors.DeliveryReport;
import vn.tangthu.repository.ActivityLog;
import vn.tangthu.repository.Deliveries;
import vn.tangthu.repository.Deliveries.Delivery;
import vn.tangthu.repository.Deliveries.Move;
import vn.tangthu.repository.Deliveries.Options;
import vn.tangthu.repository.DeliveryId;
import vn.tangthu.repository.DeliveryTokens.Answer;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.Role;

/**
 * Deliveries for programs (docs/openapi.yaml). A token of an archivist's account takes in and sees
 * all deliveries; one of an agency's hands in what an archivist then takes in, and sees its own.
 */
@RestController
@RequestMapping("/api")
class DeliveriesApi {
    private static final int LONGEST_NAME = 200;

    /** ZIP and tar, packed with gzip or not; what it is, its first bytes say. */
    private static final List<String> TYPES =
            List.of(
                    "application/zip",
                    "application/x-tar",
                    "application/gzip",
                    "application/x-gzip",
                    "application/octet-stream");

    private final Deliveries deliveries;
    private final DeliveryReport report;
    private final Receiving receiving;
    private final ActivityLog activity;

    DeliveriesApi(
            Deliveries deliveries,
            DeliveryReport report,
            Receiving receiving,
            ActivityLog activity) {
        this.deliveries = deliveries;
        this.report = report;
        this.receiving = receiving;
        this.activity = activity;
    }

    @PostMapping("/deliveries")
    ResponseEntity<DeliveryJson> deliver(
            HttpServletRequest request,
            Authentication authentication,
            @RequestParam(defaultValue = "delivery.zip") String name,
            @RequestParam(defaultValue = "") String submitter,
            @RequestParam(defaultValue = "false") boolean dryRun,
            @RequestParam(defaultValue = "false") boolean acceptSound)
            throws IOException {
        Answer.Ok by = by(authentication);
        Reader reader = by.reader();
        DeliveryId id = id(reader, request.getHeader("Idempotency-Key"));
        Delivery before = deliveries.find(id).orElse(null);
        if (before != null) {
            return ResponseEntity.ok(DeliveryJson.of(before));
        }
        if (!isArchive(request)) {
            throw new ApiProblem.Found(ApiProblem.NOT_A_ZIP);
        }
        Path file = receiving.receive(request);
        Path folder = Objects.requireNonNull(file.getParent());
        boolean takes = reader.is(Role.ARCHIVIST);
        String called = line(name).isEmpty() ? "delivery.zip" : line(name);
        // Whose headings and whose last delivery are used: an agency speaks for itself only.
        String from = takes && !line(submitter).isEmpty() ? line(submitter) : reader.name();
        try {
            deliveries.submit(
                    id, file, called, new Options(acceptSound, dryRun || !takes, from, reader));
        } catch (RuntimeException e) {
            if (deliveries.find(id).isEmpty()) {
                Receiving.erase(folder);
            }
            throw e;
        }
        note(by, takes && !dryRun ? "INGEST" : "DRY_RUN", id, called);
        return ResponseEntity.accepted()
                .header("Location", "/api/deliveries/" + id)
                .body(DeliveryJson.of(deliveries.find(id).orElseThrow()));
    }

    @GetMapping("/deliveries/{id}")
    DeliveryJson find(@PathVariable UUID id, Authentication authentication) {
        return DeliveryJson.of(visible(id, by(authentication)));
    }

    @GetMapping("/deliveries/{id}/findings.json")
    void findings(
            @PathVariable UUID id, Authentication authentication, HttpServletResponse response)
            throws IOException {
        Delivery delivery = visible(id, by(authentication));
        response.setContentType("application/json");
        report.json(delivery, response.getOutputStream());
    }

    @GetMapping("/deliveries/{id}/findings.xlsx")
    void spreadsheet(
            @PathVariable UUID id, Authentication authentication, HttpServletResponse response)
            throws IOException {
        Delivery delivery = visible(id, by(authentication));
        response.setContentType(FindingsXlsx.TYPE);
        report.xlsx(delivery.id(), response.getOutputStream());
    }

    @GetMapping("/deliveries/{id}/findings.pdf")
    void paper(@PathVariable UUID id, Authentication authentication, HttpServletResponse response)
            throws IOException {
        Delivery delivery = visible(id, by(authentication));
        response.setContentType(FindingsPdf.TYPE);
        report.pdf(delivery, response.getOutputStream());
    }

    @DeleteMapping("/deliveries/{id}")
    DeliveryJson cancel(@PathVariable UUID id, Authentication authentication) {
        return ask(id, by(authentication), "CANCEL", deliveries::cancel);
    }

    @PostMapping("/deliveries/{id}/pause")
    DeliveryJson pause(@PathVariable UUID id, Authentication authentication) {
        return ask(id, by(authentication), "PAUSE", deliveries::pause);
    }

    @PostMapping("/deliveries/{id}/resume")
    DeliveryJson resume(@PathVariable UUID id, Authentication authentication) {
        return ask(id, by(authentication), "RESUME", deliveries::resume);
    }

    @PostMapping("/deliveries/{id}/move")
    DeliveryJson move(
            @PathVariable UUID id, Authentication authentication, @RequestParam String to) {
        Move where =
                Stream.of(Move.values())
                        .filter(each -> each.name().equalsIgnoreCase(to))
                        .findFirst()
                        .orElseThrow(() -> new ApiProblem.Found(ApiProblem.BAD_REQUEST));
        return ask(
                id,
                by(authentication),
                "QUEUE_" + where,
                (delivery, reader) -> deliveries.move(delivery, where, reader));
    }

    /** Everything else below {@code /api}. */
    @RequestMapping({"", "/**"})
    void nothing() {
        throw new ApiProblem.Found(ApiProblem.NOT_FOUND);
    }

    /** Asks something of the queue, notes who did, and tells how the delivery stands then. */
    private DeliveryJson ask(
            UUID id, Answer.Ok by, String action, BiConsumer<DeliveryId, Reader> asked) {
        Delivery delivery = visible(id, by);
        asked.accept(delivery.id(), by.reader());
        note(by, action, delivery.id(), delivery.name());
        return DeliveryJson.of(visible(id, by));
    }

    private Delivery visible(UUID id, Answer.Ok by) {
        return deliveries
                .find(new DeliveryId(id))
                .filter(
                        delivery ->
                                by.reader().is(Role.ARCHIVIST)
                                        || by.token().account().equals(delivery.account()))
                .orElseThrow(() -> new ApiProblem.Found(ApiProblem.NOT_FOUND));
    }

    private static Answer.Ok by(Authentication authentication) {
        return (Answer.Ok) Objects.requireNonNull(authentication.getPrincipal());
    }

    /** The same key of the same account is the same delivery. */
    private static DeliveryId id(Reader reader, @Nullable String key) {
        if (key == null) {
            return new DeliveryId(UUID.randomUUID());
        }
        if (key.isBlank() || key.length() > LONGEST_NAME) {
            throw new ApiProblem.Found(ApiProblem.BAD_REQUEST);
        }
        String both = "delivery " + reader.account() + " " + key;
        return new DeliveryId(UUID.nameUUIDFromBytes(both.getBytes(StandardCharsets.UTF_8)));
    }

    private static boolean isArchive(HttpServletRequest request) {
        String type = String.valueOf(request.getContentType()).toLowerCase(Locale.ROOT);
        return TYPES.stream().anyMatch(type::startsWith)
                && request.getHeader("Content-Encoding") == null;
    }

    private static String line(String text) {
        String line = text.replaceAll("[\\p{C}\\uFFFD]", "").strip();
        return line.substring(0, Math.min(line.length(), LONGEST_NAME));
    }

    private void note(Answer.Ok by, String action, DeliveryId id, String name) {
        activity.record(
                by.reader(), action, id.toString(), "API · " + by.token().name() + " · " + name);
    }
}
