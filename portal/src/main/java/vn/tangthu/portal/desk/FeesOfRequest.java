package vn.tangthu.portal.desk;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.UnorderedList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.tangthu.portal.security.CurrentReader;
import vn.tangthu.portal.shell.Marks;
import vn.tangthu.portal.shell.Notices;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.AccessRequests.Request;
import vn.tangthu.repository.Fees;
import vn.tangthu.repository.Fees.Claim;
import vn.tangthu.repository.Fees.ClaimDecision;
import vn.tangthu.repository.Fees.Estimate;
import vn.tangthu.repository.Fees.Fee;
import vn.tangthu.repository.Fees.Line;
import vn.tangthu.repository.Fees.Payment;
import vn.tangthu.repository.Fees.State;
import vn.tangthu.repository.Role;

/**
 * What a request costs: the rows of the table that fire, what was told, paid and waived. Before it
 * is granted only what it would come to.
 */
class FeesOfRequest extends Div {
    private static final long serialVersionUID = 1L;
    private final transient Fees fees;
    private final transient CurrentReader current;
    private final transient Words words;
    private final transient Request request;
    private final String reference;

    FeesOfRequest(Fees fees, CurrentReader current, Words words, Request request) {
        this.fees = fees;
        this.current = current;
        this.words = words;
        this.request = request;
        this.reference = request.reference().value();
        refresh();
    }

    /** Whether there is anything to show: without a table of fees there is not. */
    static boolean has(Fees fees, Request request) {
        return fees.of(request.reference().value()).isPresent()
                || fees.claim(request.reference().value()).isPresent()
                || fees.estimate(request).isPresent();
    }

    private void refresh() {
        removeAll();
        Optional<Estimate> estimate = fees.estimate(request);
        fees.claim(reference).ifPresent(claim -> add(new Paragraph(inWords(claim))));
        List<Fee> history = fees.history(reference);
        if (history.isEmpty()) {
            estimate.ifPresent(this::expected);
        } else {
            told(history.getFirst(), estimate.orElse(null));
            if (history.size() > 1) {
                UnorderedList before = new UnorderedList();
                history.stream().skip(1).forEach(fee -> before.add(new ListItem(version(fee))));
                add(new Paragraph(words.of("fees.before")), before);
            }
        }
        if (fees.leavesOut(request)) {
            add(Notices.box(Marks.Tone.WARN, words.of("fees.leaves-out")));
        }
        Div acts = row();
        if (request.hasGranted()) {
            estimate.ifPresent(now -> acts.add(act("fees.correct", () -> correct(now, history))));
        }
        if (!history.isEmpty()) {
            Fee fee = history.getFirst();
            if (fee.owed() > 0) {
                acts.add(act("fees.pay", () -> pay(fee)));
            }
            if (!fee.isSettled()) {
                acts.add(act("fees.waive", () -> waive(fee)));
            }
        }
        acts.add(new Anchor("/app/bieu-phi", words.of("fees.table")));
        add(acts);
    }

    private String inWords(Claim claim) {
        ClaimDecision decided = claim.decided();
        String state =
                decided == null
                        ? words.of(
                                claim.settled() == null
                                        ? "fees.claim.waits"
                                        : "fees.claim." + claim.settled())
                        : words.of(
                                decided.accepted() ? "fees.claim.accepted" : "fees.claim.refused",
                                decided.by(),
                                words.minute(decided.at()),
                                decided.answer());
        return words.of("fees.claim", words.code(claim.group()), state);
    }

    private void expected(Estimate estimate) {
        add(
                new Paragraph(
                        words.of(
                                request.hasGranted() ? "fees.untold" : "fees.expected",
                                estimate.table().of().basis())));
        lines(estimate);
        add(
                new Paragraph(
                        estimate.isCounted()
                                ? words.of("fees.sum", words.dong(estimate.sum()))
                                : words.of("fees.uncounted")));
    }

    private void told(Fee fee, @Nullable Estimate now) {
        add(row(Marks.mark(words.of("fees.state." + fee.state()), tone(fee.state()))));
        lines(fee.estimate());
        if (fee.group() != null) {
            add(
                    new Paragraph(
                            words.of(
                                    "fees.relief",
                                    words.code(fee.group()),
                                    fee.percent(),
                                    Optional.ofNullable(
                                                    Fees.relief(
                                                            fee.estimate().table(), fee.group()))
                                            .map(Fees.Relief::basis)
                                            .orElse(""))));
        }
        Long total = fee.total();
        if (total != null && !fee.waived()) {
            add(
                    new Paragraph(
                            words.of(
                                    fee.owed() < 0 ? "fees.account.over" : "fees.account",
                                    words.dong(total),
                                    words.dong(fee.paid()),
                                    words.dong(Math.abs(fee.owed())))));
        }
        add(new Paragraph(version(fee)));
        if (fee.holds()) {
            add(Notices.box(Marks.Tone.WARN, words.of("fees.holds")));
        }
        if (now != null && !now.items().equals(fee.estimate().items())) {
            add(Notices.box(Marks.Tone.WARN, words.of("fees.stale")));
        }
        payments(fee);
    }

    private void lines(Estimate estimate) {
        getElement()
                .appendChild(
                        FigureTable.of(
                                words.of("fees.title"),
                                List.of(
                                        words.of("fees.label"),
                                        words.of("fees.unit"),
                                        words.of("fees.amount"),
                                        words.of("fees.quantity"),
                                        words.of("fees.line.sum")),
                                1,
                                estimate.lines().stream().map(this::cells).toList(),
                                List.of()));
    }

    private List<String> cells(Line line) {
        Integer quantity = line.quantity();
        return List.of(
                line.label(),
                words.of("fees.unit." + line.unit()),
                words.dong(line.amount()),
                quantity == null ? "?" : words.number(quantity),
                quantity == null ? "?" : words.dong(line.sum()));
    }

    private String version(Fee fee) {
        Long total = fee.total();
        return words.of(
                        fee.waived() ? "fees.version.waived" : "fees.version",
                        fee.version(),
                        words.minute(fee.at()),
                        fee.by(),
                        total == null ? "?" : words.dong(total))
                + (fee.why().isEmpty() ? "" : ": " + fee.why());
    }

    private void payments(Fee fee) {
        if (fee.payments().isEmpty()) {
            return;
        }
        UnorderedList list = new UnorderedList();
        for (Payment payment : fee.payments()) {
            ListItem line =
                    new ListItem(
                            words.of(
                                    "fees.payment",
                                    words.dong(payment.amount()),
                                    words.day(payment.paidOn()),
                                    payment.receipt(),
                                    words.of("fees.method." + payment.method()),
                                    payment.by()));
            if (payment.cancelled() == null) {
                Button cancel = act("fees.cancel", () -> cancel(payment));
                cancel.setAriaLabel(words.of("fees.cancel") + " " + payment.receipt());
                line.add(cancel);
            } else {
                line.add(" " + words.of("fees.cancelled", payment.cancelled()));
            }
            list.add(line);
        }
        add(new Paragraph(words.of("fees.payments")), list);
    }

    private void correct(Estimate now, List<Fee> history) {
        Fee last = history.isEmpty() ? null : history.getFirst();
        new FeeDialog(
                        words,
                        now,
                        last,
                        fees.claim(reference).orElse(null),
                        (quantities, group, why, answer) -> {
                            fees.correct(
                                    reference,
                                    new Fees.Counted(
                                            last == null ? 0 : last.version(),
                                            now.items(),
                                            quantities,
                                            group),
                                    why,
                                    answer,
                                    current.require(Role.ARCHIVIST));
                            saved();
                        })
                .open();
    }

    private void pay(Fee fee) {
        new FeePaymentDialog(
                        words,
                        fee.owed(),
                        payment -> {
                            fees.pay(
                                    reference,
                                    fee.version(),
                                    payment,
                                    current.require(Role.ARCHIVIST));
                            saved();
                        })
                .open();
    }

    private void waive(Fee fee) {
        new ReasonDialog(
                        words,
                        words.of("fees.waive"),
                        words.of("fees.waive.sure"),
                        words.of("fees.waive"),
                        why -> {
                            fees.waive(
                                    reference, fee.version(), why, current.require(Role.ARCHIVIST));
                            saved();
                        })
                .open();
    }

    private void cancel(Payment payment) {
        new ReasonDialog(
                        words,
                        words.of("fees.cancel"),
                        words.of("fees.cancel.sure", payment.receipt()),
                        words.of("fees.cancel"),
                        why -> {
                            fees.cancelPayment(
                                    reference,
                                    payment.number(),
                                    why,
                                    current.require(Role.ARCHIVIST));
                            saved();
                        })
                .open();
    }

    private void saved() {
        Notices.done(words.of("saved"));
        refresh();
        LiveView view = findAncestor(LiveView.class);
        if (view != null) {
            view.follow(); // copies that waited for it
        }
    }

    private Button act(String key, Runnable what) {
        Button act = new Button(words.of(key), e -> what.run());
        act.addThemeVariants(ButtonVariant.LUMO_TERTIARY);
        return act;
    }

    private static Marks.Tone tone(State state) {
        return switch (state) {
            case TO_BE_COUNTED, DUE -> Marks.Tone.WARN;
            case PAID -> Marks.Tone.OK;
            case WAIVED, FREE -> Marks.Tone.PLAIN;
        };
    }

    private static Div row(Component... content) {
        Div row = new Div(content);
        row.addClassName("tt-row");
        return row;
    }
}
