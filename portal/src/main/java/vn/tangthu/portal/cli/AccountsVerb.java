package vn.tangthu.portal.cli;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vn.tangthu.repository.Accounts;
import vn.tangthu.repository.Accounts.Account;
import vn.tangthu.repository.Accounts.NewAccount;
import vn.tangthu.repository.Bodies;
import vn.tangthu.repository.Body;
import vn.tangthu.repository.BodyId;
import vn.tangthu.repository.Inheritance;
import vn.tangthu.repository.Inheritance.Ground;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.Role;

@Command(
        name = "accounts",
        description = {
            "Tài khoản: liệt kê, hoặc gắn tài khoản cơ quan với một cơ quan trong danh mục (--body MÃ, --no-body),"
                    + " mở lại tài khoản đã đóng theo cơ quan (--reopen LÝ-DO).",
            "Accounts: lists them; binds an agency's account to a body of the register; opens one again that was"
                    + " closed with its body."
        })
final class AccountsVerb extends Verb {
    private static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");
    private static final int PAGE = 500;

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "Login name; none lists all")
    String name = "";

    @Option(
            names = "--body",
            paramLabel = "CODE",
            description = "Reference or code of the body it belongs to")
    @Nullable String body;

    @Option(names = "--no-body", description = "It belongs to no body of the register")
    boolean noBody;

    @Option(
            names = "--reopen",
            paramLabel = "REASON",
            description = "Opens it again after it was closed with its body")
    @Nullable String reopen;

    AccountsVerb(Session session, Ports ports) {
        super(session, ports);
    }

    @Override
    public Integer call() {
        boolean changes = body != null || noBody || reopen != null;
        if ((body != null && noBody) || (changes && name.isEmpty())) {
            complain("NAME, --body | --no-body, --reopen");
            return 2;
        }
        Accounts accounts = ports.accounts().getObject();
        if (name.isEmpty()) {
            for (int offset = 0; ; offset += PAGE) {
                List<Account> page = accounts.list(offset, PAGE).items();
                page.forEach(this::tell);
                if (page.size() < PAGE) {
                    return 0;
                }
            }
        }
        Optional<Account> known = accounts.findByUsername(name);
        if (known.isEmpty()) {
            complain("Không có tài khoản / No account: " + Findings.printable(name));
            return 1;
        }
        Account account = known.get();
        if (body != null || noBody) {
            BodyId bound = null;
            if (body != null) {
                Optional<Body> found = ports.bodies().getObject().byCode(body, today());
                if (found.isEmpty()) {
                    complain("Không có cơ quan / No body: " + Findings.printable(body));
                    return 1;
                }
                bound = found.get().id();
            }
            accounts.update(
                    account.id(),
                    new NewAccount(
                            account.username(),
                            account.displayName(),
                            account.roles(),
                            account.fonds(),
                            bound),
                    account.enabled(),
                    Reader.OPERATOR);
        }
        if (reopen != null) {
            ports.closings().getObject().reopen(account.id(), reopen, Reader.OPERATOR);
        }
        accounts.find(account.id()).ifPresent(this::tell);
        return 0;
    }

    private static LocalDate today() {
        return LocalDate.now(ZONE);
    }

    private void tell(Account account) {
        BodyId bound = account.body();
        Bodies bodies = ports.bodies().getObject();
        String of = "";
        if (bound != null) {
            Inheritance.Estate estate = ports.inheritance().getObject().of(bound, today());
            long undecided =
                    estate.items().stream()
                            .filter(item -> item.ground() == Ground.UNDECIDED)
                            .count();
            of =
                    bodies.lines(List.of(bound)).stream()
                                    .map(
                                            line ->
                                                    "  "
                                                            + line.name()
                                                            + " ["
                                                            + line.reference()
                                                            + "]"
                                                            + (line.until() == null
                                                                    ? ""
                                                                    : " trước " + line.until()))
                                    .collect(Collectors.joining())
                            + "  phông "
                            + estate.readable().size()
                            + (undecided == 0 ? "" : ", chưa phân định " + undecided);
        }
        say(
                account.username()
                        + "  "
                        + account.roles().stream()
                                .map(Role::name)
                                .sorted()
                                .collect(Collectors.joining(","))
                        + (account.enabled() ? "" : "  đã khóa")
                        + of);
    }
}
