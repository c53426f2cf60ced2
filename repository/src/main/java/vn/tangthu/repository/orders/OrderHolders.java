package vn.tangthu.repository.orders;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.AccountId;
import vn.tangthu.repository.Accounts.Account;
import vn.tangthu.repository.AgencyOrders.Holder;
import vn.tangthu.repository.AgencyOrders.Order;
import vn.tangthu.repository.Bodies;
import vn.tangthu.repository.Body;
import vn.tangthu.repository.BodyId;
import vn.tangthu.repository.Inheritance;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.Role;

/**
 * Whose an order is today: that of the body that sent it, and after its end of the one that alone
 * followed it, by the register of bodies.
 */
@Component
class OrderHolders {
    private static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");

    private final JdbcClient jdbc;
    private final Bodies bodies;
    private final Inheritance inheritance;
    private final Clock clock;

    OrderHolders(JdbcClient jdbc, Bodies bodies, Inheritance inheritance, Clock clock) {
        this.jdbc = jdbc;
        this.bodies = bodies;
        this.inheritance = inheritance;
        this.clock = clock;
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZONE);
    }

    boolean theirs(Order order, Account account, Reader reader) {
        BodyId body = account.body();
        return reader.is(Role.AGENCY)
                && body != null
                && (body.equals(order.body()) || followed(body, order));
    }

    /** Whether the body alone followed the one that sent the order. */
    private boolean followed(BodyId body, Order order) {
        return inheritance.of(body, today()).whole().contains(order.body());
    }

    /** Of which bodies the orders are this one's; itself is among them. */
    Set<UUID> bodies(BodyId body) {
        Set<UUID> all = new HashSet<>(Set.of(body.value()));
        inheritance.of(body, today()).whole().forEach(one -> all.add(one.value()));
        return all;
    }

    Holder holder(Order order) {
        LocalDate ended =
                bodies.lines(List.of(order.body())).stream()
                        .findFirst()
                        .map(Body.Line::until)
                        .filter(until -> !today().isBefore(until))
                        .orElse(null);
        if (ended == null) {
            return new Holder(null, List.of(), true);
        }
        List<Body.Line> followers = bodies.responsible(order.body(), today()).bodies();
        boolean whole = followers.size() == 1 && followed(followers.getFirst().id(), order);
        return new Holder(ended, followers, whole);
    }

    /** Who sent it; after the end of the body also any account of the one that has the order. */
    boolean mayWithdraw(Order order, Reader actor) {
        AccountId account = actor.account();
        if (account == null || !actor.is(Role.AGENCY)) {
            return false;
        }
        boolean sent =
                jdbc.sql("select account from kept.agency_order where number = :number")
                        .param("number", order.number())
                        .query(UUID.class)
                        .single()
                        .equals(account.value());
        return sent
                || jdbc.sql("select body from kept.account where id = :id and body is not null")
                        .param("id", account.value())
                        .query(UUID.class)
                        .optional()
                        .map(BodyId::new)
                        .filter(body -> followed(body, order))
                        .isPresent();
    }
}
