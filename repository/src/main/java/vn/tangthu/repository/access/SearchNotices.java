package vn.tangthu.repository.access;

import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import vn.tangthu.repository.AccountId;
import vn.tangthu.repository.Letters;
import vn.tangthu.repository.PublicAddress;
import vn.tangthu.repository.SavedSearches.Notice;

/** Where letters about saved searches go, {@code kept.search_notice}. */
final class SearchNotices {
    static final String ABOUT = "search-notice";
    private static final String SIGNS = "abcdefghijklmnopqrstuvwxyz234567";

    /** Stands before the code in each of these letters. */
    private static final String PAGE = "/thu-bao/";

    private static final int CODE_LENGTH = 26;
    private static final int LONGEST_ADDRESS = 200;
    private static final Duration BETWEEN_ASKING = Duration.ofDays(1);

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final Letters letters;
    private final Clock clock;
    private final String page;
    private final SecureRandom random = new SecureRandom();

    SearchNotices(
            JdbcClient jdbc,
            TransactionTemplate transactions,
            Letters letters,
            Clock clock,
            String address) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.letters = letters;
        this.clock = clock;
        this.page = PublicAddress.of(address) + PAGE;
    }

    Optional<Notice> of(AccountId account) {
        return jdbc.sql(
                        "select * from kept.search_notice where account = :account and email <>"
                                + " ''")
                .param("account", account.value())
                .query(SearchNotices::notice)
                .optional();
    }

    boolean ask(AccountId account, String email) {
        String to = Texts.stored(email, LONGEST_ADDRESS);
        String code = code();
        return Boolean.TRUE.equals(
                transactions.execute(
                        status -> {
                            int asked =
                                    jdbc.sql(
                                                    """
                                                    insert into kept.search_notice (account, email, code, asked_at)
                                                    values (:account, :email, :code, :now)
                                                    on conflict (account) do update set email = :email, code = :code,
                                                        asked_at = :now, confirmed_at = null
                                                    where kept.search_notice.asked_at <= :before
                                                    """)
                                            .param("account", account.value())
                                            .param("email", to)
                                            .param("code", code)
                                            .param("now", now())
                                            .param(
                                                    "before",
                                                    at(clock.instant().minus(BETWEEN_ASKING)))
                                            .update();
                            if (asked == 1) {
                                letters.write(
                                        to, ABOUT, "Xác nhận nhận thư báo", question(page + code));
                            }
                            return asked == 1;
                        }));
    }

    private static String question(String address) {
        return String.join(
                "\n",
                "Có người dùng Tàng Thư xin nhận thư báo về tìm kiếm đã lưu tại địa chỉ thư này.",
                "Nếu là ông/bà, xin xác nhận tại " + address,
                "Nếu không phải, xin bỏ qua: sẽ không có thư nào nữa.",
                "",
                "Somebody asked to have letters about saved searches sent to this address.",
                "If it was you, confirm it at " + address,
                "If not, do nothing: no other letter will come.",
                "");
    }

    Optional<Notice> byCode(String code) {
        return jdbc.sql("select * from kept.search_notice where code = :code and email <> ''")
                .param("code", code)
                .query(SearchNotices::notice)
                .optional();
    }

    void confirm(String code) {
        transactions.executeWithoutResult(
                status ->
                        jdbc.sql(
                                        "update kept.search_notice set confirmed_at = :now where"
                                                + " code = :code and confirmed_at is null returning"
                                                + " account")
                                .param("code", code)
                                .param("now", now())
                                .query(UUID.class)
                                .optional()
                                .ifPresent(this::allTold));
    }

    private void allTold(UUID account) {
        jdbc.sql(
                        "update kept.saved_search_found set told_at = :now where told_at is null"
                                + " and search in (select id from kept.saved_search where account ="
                                + " :account)")
                .param("now", now())
                .param("account", account)
                .update();
    }

    void stop(String code) {
        transactions.executeWithoutResult(
                status -> {
                    letters.takeBack(ABOUT, PAGE + code);
                    forget(code);
                });
    }

    /** The row stays without its address, so that stopping is no way to ask twice a day. */
    private void forget(String code) {
        jdbc.sql(
                        "update kept.search_notice set email = '', confirmed_at = null, code = :new"
                                + " where code = :code")
                .param("new", code())
                .param("code", code)
                .update();
    }

    private String code() {
        StringBuilder code = new StringBuilder();
        for (int i = 0; i < CODE_LENGTH; i++) {
            code.append(SIGNS.charAt(random.nextInt(SIGNS.length())));
        }
        return code.toString();
    }

    private static Notice notice(ResultSet row, int number) throws SQLException {
        OffsetDateTime confirmed = row.getObject("confirmed_at", OffsetDateTime.class);
        return new Notice(
                row.getString("email"),
                row.getString("code"),
                instant(row.getObject("asked_at", OffsetDateTime.class)),
                confirmed == null ? null : confirmed.toInstant());
    }

    private static Instant instant(@Nullable OffsetDateTime time) {
        return Objects.requireNonNull(time).toInstant();
    }

    private OffsetDateTime now() {
        return at(clock.instant());
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
