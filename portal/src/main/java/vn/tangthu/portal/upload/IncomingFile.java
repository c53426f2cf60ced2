package vn.tangthu.portal.upload;

/**
 * A file of a package on its way.
 *
 * @param key names it in addresses; made of its path
 * @param path below the package, parted by slashes
 * @param modified milliseconds since 1970, as the sender's disk says; tells a file that was changed
 *     between two attempts from the one that was begun
 * @param offset bytes that are here and durable
 */
record IncomingFile(String key, String path, long size, long modified, long offset) {
    boolean complete() {
        return offset == size;
    }

    IncomingFile at(long newOffset) {
        return new IncomingFile(key, path, size, modified, newOffset);
    }
}
