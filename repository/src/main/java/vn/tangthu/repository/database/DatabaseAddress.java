package vn.tangthu.repository.database;

/**
 * Where a PostgreSQL database is and who logs in to it. Does not print its password.
 *
 * @param url {@code jdbc:postgresql://…}
 */
record DatabaseAddress(String url, String username, String password) {
    @Override
    public String toString() {
        return username + " at " + url;
    }
}
