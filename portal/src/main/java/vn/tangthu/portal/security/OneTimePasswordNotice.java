package vn.tangthu.portal.security;

/**
 * Tells the person at the server a password that is shown once. Without such a bean it is printed
 * on standard output. Never write it to a log file.
 */
@FunctionalInterface
public interface OneTimePasswordNotice {
    void tell(String username, String password);
}
