package vn.tangthu.portal.security;

/**
 * How often one reference of a request may be tried, right or wrong, wherever it is typed and from
 * whatever network: its secret has four characters.
 */
@FunctionalInterface
public interface ReferenceTries {
    /** Whether it may be tried once more now; it is counted if so. */
    boolean mayTry(String reference);
}
