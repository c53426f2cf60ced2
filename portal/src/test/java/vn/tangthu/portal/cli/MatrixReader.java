package vn.tangthu.portal.cli;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.Role;

/** A column of the table of addresses and readers; named as the table names it. */
enum MatrixReader {
    ANONYMOUS(null),
    /** Whose request was granted. */
    CITIZEN(Role.CITIZEN),
    OTHER_CITIZEN(Role.CITIZEN),
    /** Whose request was granted, and is over. */
    EXPIRED(Role.CITIZEN),
    /** Made the fonds, and goes on. */
    AGENCY(Role.AGENCY),
    /** Has nothing to do with the fonds. */
    OTHER_AGENCY(Role.AGENCY),
    /** Of a body that made the fonds, and has ended. */
    SUCCESSOR(Role.AGENCY),
    ARCHIVIST(Role.ARCHIVIST),
    APPROVER(Role.APPROVER),
    AUDITOR(Role.AUDITOR),
    ADMINISTRATOR(Role.ADMINISTRATOR),
    SECRETS_OFFICER(Role.SECRETS_OFFICER);

    private final @Nullable Role role;

    MatrixReader(@Nullable Role role) {
        this.role = role;
    }

    /** Empty for who is not logged in. */
    Set<Role> roles() {
        return role == null ? Set.of() : Set.of(role);
    }

    /** As the account is called. */
    String username() {
        return "nguoi-doc-" + ordinal();
    }

    /** Whose grants the requests, copies and readings of a row are that this reader asks for. */
    MatrixReader owner() {
        return this == EXPIRED ? EXPIRED : CITIZEN;
    }

    /** Who may read what is only listed in the fonds. */
    boolean readsListed() {
        return this == AGENCY || this == SUCCESSOR || this == ARCHIVIST;
    }
}
