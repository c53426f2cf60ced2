package vn.tangthu.portal.security;

import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.Accounts;

/** Makes the first account when the server starts and there is none. */
@Component
@ConditionalOnWebApplication
class FirstAdministrator {
    /** The name of the first account. */
    static final String USERNAME = "quantri";

    private final Accounts accounts;
    private final ObjectProvider<OneTimePasswordNotice> notice;

    FirstAdministrator(Accounts accounts, ObjectProvider<OneTimePasswordNotice> notice) {
        this.accounts = accounts;
        this.notice = notice;
    }

    @EventListener(ApplicationReadyEvent.class)
    void makeWhenThereIsNone() {
        Optional<String> password = accounts.createFirstAdministrator(USERNAME);
        password.ifPresent(
                word ->
                        notice.getIfAvailable(() -> FirstAdministrator::toTheConsole)
                                .tell(USERNAME, word));
    }

    // Not a logger: the password must be in no log file.
    @SuppressWarnings("SystemOut")
    private static void toTheConsole(String username, String password) {
        System.out.printf(
                "%nTài khoản quản trị đầu tiên / first administrator: %s%n"
                        + "Mật khẩu dùng một lần / one-time password: %s%n"
                        + "(Chỉ hiện một lần; phải đổi khi đăng nhập. Shown once.)%n%n",
                username, password);
    }
}
