package vn.tangthu.portal.browser;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.AccountId;
import vn.tangthu.repository.Accounts;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.repository.Role;
import vn.tangthu.repository.Slice;

/** Accounts in memory, with passwords as they are: for tests only. */
final class FakeAccounts implements Accounts {
    private final Map<AccountId, Account> accounts = new LinkedHashMap<>();
    private final Map<AccountId, String> passwords = new LinkedHashMap<>();

    synchronized Account put(String username, String password, boolean oneTime, Set<Role> roles) {
        AccountId id = new AccountId(UUID.nameUUIDFromBytes(username.getBytes()));
        Account account =
                new Account(
                        id,
                        username,
                        "Nguyễn Thị " + username,
                        roles,
                        Set.<FondsId>of(),
                        true,
                        oneTime,
                        Instant.parse("2026-01-02T03:04:05Z"),
                        null,
                        null,
                        null);
        accounts.put(id, account);
        passwords.put(id, password);
        return account;
    }

    @Override
    public synchronized Login authenticate(String username, String password, String address) {
        if (username.equals("dong")) {
            return new Login.Throttled(42);
        }
        Account account = findByUsername(username).orElse(null);
        return account != null && account.enabled() && password.equals(passwords.get(account.id()))
                ? new Login.Ok(account)
                : new Login.Refused();
    }

    @Override
    public synchronized Optional<Account> find(AccountId id) {
        return Optional.ofNullable(accounts.get(id));
    }

    @Override
    public synchronized Optional<Account> findByUsername(String username) {
        return accounts.values().stream().filter(a -> a.username().equals(username)).findFirst();
    }

    @Override
    public synchronized Slice<Account> list(int offset, int limit) {
        return new Slice<>(
                accounts.values().stream().skip(offset).limit(limit).toList(),
                offset,
                accounts.size());
    }

    @Override
    public String create(NewAccount account, Reader actor) {
        put(account.username(), "một lần thôi nhé", true, account.roles());
        return "một lần thôi nhé";
    }

    @Override
    public synchronized void update(
            AccountId id, NewAccount to, boolean enabled, @Nullable Reader actor) {
        Account old = find(id).orElseThrow();
        accounts.put(
                id,
                new Account(
                        id,
                        to.username(),
                        to.displayName(),
                        to.roles(),
                        to.fonds(),
                        enabled,
                        old.mustChangePassword(),
                        old.createdAt(),
                        old.lastLoginAt(),
                        to.body(),
                        old.provider()));
    }

    @Override
    public void rename(AccountId id, String displayName, Reader actor) {
        throw new UnsupportedOperationException("Nobody is renamed here");
    }

    synchronized void close(String username) {
        Account old = findByUsername(username).orElseThrow();
        update(
                old.id(),
                new NewAccount(old.username(), old.displayName(), old.roles(), old.fonds()),
                false,
                null);
    }

    @Override
    public synchronized String resetPassword(AccountId id, Reader actor) {
        Account old = find(id).orElseThrow();
        put(old.username(), "mật khẩu tạm thời", true, old.roles());
        return "mật khẩu tạm thời";
    }

    @Override
    public synchronized void changePassword(AccountId id, String oldWord, String newWord) {
        if (!oldWord.equals(passwords.get(id)) || newWord.length() < 15) {
            throw new RefusedException(List.of(Finding.blocks("PASSWORD_TOO_SHORT", "mật khẩu")));
        }
        Account old = find(id).orElseThrow();
        put(old.username(), newWord, false, old.roles());
    }

    @Override
    public Optional<String> createFirstAdministrator(String username) {
        return Optional.empty();
    }

    @Override
    public Reader readerFor(Account account) {
        return new Reader(account.id(), account.username(), account.roles(), account.fonds());
    }
}
