/** Objects in a bucket of any S3 service; the only room that knows minio-java. */
@NullMarked
package vn.tangthu.storage.s3;

import org.jspecify.annotations.NullMarked;
