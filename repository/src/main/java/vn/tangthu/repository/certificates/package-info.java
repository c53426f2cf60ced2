/** The register of certificates, and what a fonds comes to when it is certified. */
@NullMarked
package vn.tangthu.repository.certificates;

import org.jspecify.annotations.NullMarked;
