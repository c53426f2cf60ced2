package vn.tangthu.portal.cli;

import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import vn.tangthu.repository.Accounts;
import vn.tangthu.repository.Reader;

@Command(
        name = "password",
        description = {
            "Cấp mật khẩu dùng một lần cho người quên mật khẩu.",
            "Gives a one-time password to somebody who lost theirs."
        })
final class PasswordVerb extends Verb {
    @Parameters(
            paramLabel = "NAME",
            description = "Login name; quantri is the first administrator's")
    String name = "";

    PasswordVerb(Session session, Ports ports) {
        super(session, ports);
    }

    @Override
    public Integer call() {
        Accounts accounts = ports.accounts().getObject();
        Optional<Accounts.Account> account = accounts.findByUsername(name);
        if (account.isEmpty()) {
            complain("Không có tài khoản / No account: " + Findings.printable(name));
            return 1;
        }
        say(accounts.resetPassword(account.get().id(), Reader.OPERATOR));
        return 0;
    }
}
