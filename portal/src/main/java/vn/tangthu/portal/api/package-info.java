/** Deliveries for programs: REST with a token (docs/api.md). */
@NullMarked
package vn.tangthu.portal.api;

import org.jspecify.annotations.NullMarked;
