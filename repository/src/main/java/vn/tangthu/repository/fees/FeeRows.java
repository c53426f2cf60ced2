package vn.tangthu.repository.fees;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.AccessRequests.Kind;
import vn.tangthu.repository.FeeGroup;
import vn.tangthu.repository.Fees.Claim;
import vn.tangthu.repository.Fees.ClaimDecision;
import vn.tangthu.repository.Fees.Estimate;
import vn.tangthu.repository.Fees.Fee;
import vn.tangthu.repository.Fees.Line;
import vn.tangthu.repository.Fees.Method;
import vn.tangthu.repository.Fees.NewPayment;
import vn.tangthu.repository.Fees.NewTable;
import vn.tangthu.repository.Fees.Payment;
import vn.tangthu.repository.Fees.Relief;
import vn.tangthu.repository.Fees.Row;
import vn.tangthu.repository.Fees.Table;
import vn.tangthu.repository.Fees.Unit;

/** Tables of fees, what was told and what was paid, as rows. Who writes holds a transaction. */
@Component
class FeeRows {
    private static final int MOST_VERSIONS = 50;

    private final JdbcClient jdbc;

    FeeRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    int insert(NewTable table, Instant at, String by) {
        int number =
                jdbc.sql(
                                "insert into kept.fee_table (valid_from, basis, how_to_pay, holds,"
                                        + " at, done_by) values (?, ?, ?, ?, ?, ?) returning n")
                        .params(
                                table.validFrom(),
                                table.basis().strip(),
                                table.howToPay().strip(),
                                table.holds(),
                                time(at),
                                by)
                        .query(Integer.class)
                        .single();
        int n = 1;
        for (Row row : table.rows()) {
            jdbc.sql("insert into kept.fee_row values (?, ?, ?, ?, ?, ?)")
                    .params(
                            number,
                            n++,
                            row.use().name(),
                            row.label().strip(),
                            row.unit().name(),
                            row.amount())
                    .update();
        }
        n = 1;
        for (Relief relief : table.reliefs()) {
            jdbc.sql("insert into kept.fee_relief values (?, ?, ?, ?, ?, ?)")
                    .params(
                            number,
                            n++,
                            relief.group().code(),
                            relief.percent(),
                            relief.basis().strip(),
                            relief.evidence().strip())
                    .update();
        }
        return number;
    }

    /**
     * @param entered at the latest: what was entered later nobody could read
     */
    Optional<Table> inForce(LocalDate day, Instant entered) {
        return jdbc.sql(
                        "select * from kept.fee_table where valid_from <= ? and at <= ? order by"
                                + " valid_from desc, n desc limit 1")
                .params(day, time(entered))
                .query((row, i) -> table(row))
                .optional();
    }

    List<Table> tables(int limit) {
        return jdbc.sql("select * from kept.fee_table order by n desc limit ?")
                .param(limit)
                .query((row, i) -> table(row))
                .list();
    }

    Table table(int number) {
        return jdbc.sql("select * from kept.fee_table where n = ?")
                .param(number)
                .query((row, i) -> table(row))
                .single();
    }

    private Table table(ResultSet table) throws SQLException {
        int number = table.getInt("n");
        List<Row> rows =
                jdbc.sql("select * from kept.fee_row where fee_table = ? order by n")
                        .param(number)
                        .query(
                                (row, i) ->
                                        new Row(
                                                Kind.valueOf(row.getString("use")),
                                                row.getString("label"),
                                                Unit.valueOf(row.getString("unit")),
                                                row.getLong("amount")))
                        .list();
        List<Relief> reliefs =
                jdbc.sql("select * from kept.fee_relief where fee_table = ? order by n")
                        .param(number)
                        .query(
                                (row, i) ->
                                        new Relief(
                                                Objects.requireNonNull(
                                                        group(row.getString("fee_group"))),
                                                row.getInt("percent"),
                                                row.getString("basis"),
                                                row.getString("evidence")))
                        .list();
        return new Table(
                number,
                new NewTable(
                        table.getObject("valid_from", LocalDate.class),
                        table.getString("basis"),
                        table.getString("how_to_pay"),
                        table.getBoolean("holds"),
                        rows,
                        reliefs),
                at(table),
                table.getString("done_by"));
    }

    /** As it was decided; what else settles it is not in it. */
    Optional<Claim> claim(String reference) {
        return jdbc.sql("select * from kept.fee_claim where reference = ?")
                .param(reference)
                .query(
                        (row, i) ->
                                new Claim(
                                        Objects.requireNonNull(group(row.getString("fee_group"))),
                                        row.getObject("at", OffsetDateTime.class).toInstant(),
                                        decision(row),
                                        null))
                .optional();
    }

    private static @Nullable ClaimDecision decision(ResultSet row) throws SQLException {
        OffsetDateTime at = row.getObject("decided_at", OffsetDateTime.class);
        return at == null
                ? null
                : new ClaimDecision(
                        row.getBoolean("accepted"),
                        at.toInstant(),
                        row.getString("decided_by"),
                        row.getString("answer"));
    }

    void decide(String reference, boolean accepted, String answer, Instant at, String by) {
        jdbc.sql(
                        "update kept.fee_claim set accepted = ?, answer = ?, decided_at = ?,"
                                + " decided_by = ? where reference = ?")
                .params(accepted, answer, at.atOffset(ZoneOffset.UTC), by, reference)
                .update();
    }

    private static @Nullable FeeGroup group(@Nullable String code) {
        return Arrays.stream(FeeGroup.values())
                .filter(group -> group.code().equals(code))
                .findFirst()
                .orElse(null);
    }

    /** Until the end of the transaction nobody else changes what it is told. */
    void lock(String reference) {
        jdbc.sql("select reference from kept.access_request where reference = ? for update")
                .param(reference)
                .query(String.class)
                .single();
    }

    List<Fee> history(String reference) {
        List<Payment> payments = payments(reference);
        return jdbc.sql(
                        "select * from kept.fee where reference = ? order by version desc limit "
                                + MOST_VERSIONS)
                .param(reference)
                .query((row, i) -> fee(row, payments))
                .list();
    }

    Optional<Fee> newest(String reference) {
        return jdbc.sql("select * from kept.fee where reference = ? order by version desc limit 1")
                .param(reference)
                .query((row, i) -> fee(row, payments(reference)))
                .optional();
    }

    private Fee fee(ResultSet fee, List<Payment> payments) throws SQLException {
        String reference = fee.getString("reference");
        int version = fee.getInt("version");
        List<Line> lines =
                jdbc.sql(
                                "select * from kept.fee_line where reference = ? and version = ?"
                                        + " order by n")
                        .params(reference, version)
                        .query(
                                (row, i) ->
                                        new Line(
                                                row.getInt("n"),
                                                row.getString("label"),
                                                Unit.valueOf(row.getString("unit")),
                                                row.getLong("amount"),
                                                row.getObject("quantity", Integer.class)))
                        .list();
        Set<Integer> items =
                Arrays.stream((Integer[]) fee.getArray("items").getArray())
                        .collect(Collectors.toSet());
        return new Fee(
                reference,
                version,
                new Estimate(table(fee.getInt("fee_table")), lines, items),
                group(fee.getString("fee_group")),
                fee.getInt("percent"),
                fee.getObject("total", Long.class),
                fee.getBoolean("waived"),
                fee.getBoolean("by_hand"),
                at(fee),
                fee.getString("done_by"),
                fee.getString("why"),
                payments);
    }

    void insert(Fee fee) {
        jdbc.sql(
                        "insert into kept.fee values (:reference, :version, :table, :items, :group,"
                                + " :percent, :total, :waived, :hand, :at, :by, :why)")
                .param("reference", fee.reference())
                .param("version", fee.version())
                .param("table", fee.estimate().table().number())
                .param("items", fee.estimate().items().stream().sorted().toArray(Integer[]::new))
                .param("group", fee.group() == null ? null : fee.group().code(), Types.VARCHAR)
                .param("percent", fee.percent())
                .param("total", fee.total(), Types.BIGINT)
                .param("waived", fee.waived())
                .param("hand", fee.byHand())
                .param("at", time(fee.at()))
                .param("by", fee.by())
                .param("why", fee.why())
                .update();
        for (Line line : fee.estimate().lines()) {
            jdbc.sql(
                            "insert into kept.fee_line values (:reference, :version, :n, :label,"
                                    + " :unit, :amount, :quantity)")
                    .param("reference", fee.reference())
                    .param("version", fee.version())
                    .param("n", line.row())
                    .param("label", line.label())
                    .param("unit", line.unit().name())
                    .param("amount", line.amount())
                    .param("quantity", line.quantity(), Types.INTEGER)
                    .update();
        }
    }

    private List<Payment> payments(String reference) {
        return jdbc.sql("select * from kept.fee_payment where reference = ? order by n")
                .param(reference)
                .query(
                        (row, i) ->
                                new Payment(
                                        row.getInt("n"),
                                        row.getLong("amount"),
                                        row.getObject("paid_on", LocalDate.class),
                                        row.getString("receipt"),
                                        Method.valueOf(row.getString("method")),
                                        at(row),
                                        row.getString("done_by"),
                                        row.getString("cancelled_why")))
                .list();
    }

    void insert(String reference, NewPayment payment, Instant at, String by) {
        jdbc.sql(
                        "insert into kept.fee_payment (reference, n, amount, paid_on, receipt,"
                                + " method, at, done_by) select ?, coalesce(max(n), 0) + 1, ?, ?, ?, ?,"
                                + " ?, ? from kept.fee_payment where reference = ?")
                .params(
                        reference,
                        payment.amount(),
                        payment.paidOn(),
                        payment.receipt().strip(),
                        payment.method().name(),
                        time(at),
                        by,
                        reference)
                .update();
    }

    /**
     * @return whether there was one that is not cancelled
     */
    boolean cancel(String reference, int number, Instant at, String by, String why) {
        return jdbc.sql(
                                "update kept.fee_payment set cancelled_at = ?, cancelled_by = ?,"
                                        + " cancelled_why = ? where reference = ? and n = ? and"
                                        + " cancelled_at is null")
                        .params(time(at), by, why, reference, number)
                        .update()
                > 0;
    }

    private static Instant at(ResultSet row) throws SQLException {
        return row.getObject("at", OffsetDateTime.class).toInstant();
    }

    private static OffsetDateTime time(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
