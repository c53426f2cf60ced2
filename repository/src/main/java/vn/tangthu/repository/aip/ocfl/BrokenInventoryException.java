package vn.tangthu.repository.aip.ocfl;

import vn.tangthu.repository.AipStore;

/** An inventory that is not one, or that breaks a rule of OCFL 1.1. */
final class BrokenInventoryException extends AipStore.DamagedPackageException {
    private static final long serialVersionUID = 1L;

    BrokenInventoryException(String message) {
        super(message);
    }

    BrokenInventoryException(String message, Throwable cause) {
        super(message, cause);
    }
}
