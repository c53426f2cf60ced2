package vn.tangthu.portal.publicpages;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ResponseStatusException;
import vn.tangthu.portal.outgoing.SendingPlaces;
import vn.tangthu.repository.AccessRequests;
import vn.tangthu.repository.AccessRequests.Applicant;
import vn.tangthu.repository.AccessRequests.Request;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.repository.RequestAttachments;
import vn.tangthu.storage.TangThuHome;

/**
 * Papers that an applicant attaches to a request, without JavaScript. The only address of these
 * pages that takes files and keeps them: it reads its body itself, so that nothing is written
 * before the form's token and the two secrets of the request were right, and only so many at once.
 */
@Controller
class PapersController {
    static final String ADDRESS = "/yeu-cau/tra-cuu/giay-to";

    /** As little may be free as other jobs leave, too. */
    private static final long SPARE = 1L << 30;

    /** What is read on of who sends too much, so that they see why. */
    private static final long READ_ON = 200L << 20;

    private static final int RETRY_AFTER = 30;

    private final AccessRequests requests;
    private final RequestAttachments attachments;
    private final TrackedPage page;
    private final OwnRequests own;
    private final TangThuHome home;
    private final SendingPlaces places = new SendingPlaces(4, 2);
    private final UnreadRest rest = new UnreadRest(8, READ_ON);

    PapersController(
            AccessRequests requests,
            RequestAttachments attachments,
            TrackedPage page,
            OwnRequests own,
            TangThuHome home) {
        this.own = own;
        this.requests = requests;
        this.attachments = attachments;
        this.page = page;
        this.home = home;
    }

    /** Who sends, as the fields say that stand before the files. */
    private final class Sender {
        private final HttpServletRequest sent;
        boolean tokenIsRight;
        @Nullable ResponseStatusException tooOften;
        Optional<Applicant> applicant = Optional.empty();

        Sender(HttpServletRequest sent) {
            this.sent = sent;
        }

        boolean letIn(Map<String, String> fields) {
            tokenIsRight = FormToken.isRight(sent, fields.getOrDefault("_csrf", ""));
            if (!tokenIsRight) {
                return false;
            }
            try {
                applicant =
                        page.applicant(
                                fields.getOrDefault("ma", ""), fields.getOrDefault("bon-so", ""));
            } catch (ResponseStatusException e) {
                tooOften = e;
            }
            return applicant.flatMap(requests::track).isPresent();
        }
    }

    @PostMapping(ADDRESS)
    @Nullable String attach(
            HttpServletRequest sent, HttpServletResponse response, Model model, Locale locale)
            throws IOException {
        String network = Throttle.network(sent.getRemoteAddr());
        if (Files.getFileStore(home.tmp()).getUsableSpace() < SPARE || !places.take(network)) {
            boolean unused = rest.forget(sent.getInputStream());
            response.setHeader("Retry-After", "" + RETRY_AFTER);
            response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            return null;
        }
        try {
            return take(sent, response, model, locale);
        } finally {
            places.giveBack(network);
        }
    }

    private @Nullable String take(
            HttpServletRequest sent, HttpServletResponse response, Model model, Locale locale)
            throws IOException {
        InputStream body = sent.getInputStream();
        Sender sender = new Sender(sent);
        try (SentPapers papers =
                SentPapers.read(
                        sent.getContentType(),
                        new SteadyStream(body, System::nanoTime),
                        home.tmp(),
                        attachments.limits(),
                        sender::letIn)) {
            if (papers.trouble() != SentPapers.Trouble.NONE) {
                boolean unused = rest.forget(body);
            }
            if (sender.tooOften != null) {
                throw sender.tooOften;
            }
            if (!sender.tokenIsRight) {
                response.sendError(HttpServletResponse.SC_FORBIDDEN);
                return null;
            }
            String ma = papers.field("ma");
            String lastFour = papers.field("bon-so");
            try {
                refuse(papers.trouble(), ma);
                String text = papers.field("noi-dung");
                Optional<Request> done =
                        sender.applicant.isEmpty()
                                ? Optional.empty()
                                : attachments.add(sender.applicant.get(), papers.files(), text);
                Optional<String> back =
                        done.flatMap(
                                request ->
                                        own.back(
                                                papers.field("rieng"),
                                                request.reference().value(),
                                                "giay-to",
                                                sent));
                if (back.isPresent()) {
                    return back.get();
                }
                model.addAttribute("done", done.isPresent() ? "giay-to" : null);
                return page.of(done, ma, lastFour, model, response);
            } catch (RefusedException e) {
                response.setStatus(422);
                model.addAttribute("findings", TrackedPage.inWords(e, locale));
                model.addAttribute("saidBeside", papers.field("noi-dung"));
                own.mark(papers.field("rieng"), ma, sent, model);
                return page.of(
                        sender.applicant.flatMap(requests::track), ma, lastFour, model, response);
            }
        }
    }

    private void refuse(SentPapers.Trouble trouble, String ma) {
        RequestAttachments.Limits limits = attachments.limits();
        List<Finding> findings =
                switch (trouble) {
                    case NONE, NOT_LET_IN -> List.of();
                    case TOO_MANY -> List.of(limits.tooMany(ma));
                    case TOO_MUCH -> List.of(limits.tooMuch(ma));
                    case BROKEN -> List.of(RequestAttachments.notWhole(ma));
                };
        if (!findings.isEmpty()) {
            throw new RefusedException(findings);
        }
    }
}
