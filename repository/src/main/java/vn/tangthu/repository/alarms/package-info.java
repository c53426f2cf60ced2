/** Alarms: what must not wait is watched for, and told by e-mail and webhook until it was taken. */
@NullMarked
package vn.tangthu.repository.alarms;

import org.jspecify.annotations.NullMarked;
