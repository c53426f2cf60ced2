/**
 * Packages in the object store: the AIP as an OCFL object whose content is the AIP_hoso tree of
 * Thông tư 05/2025 (METS, EAD, PREMIS). The only room that knows the package layout and
 * inventory.json.
 */
@NullMarked
package vn.tangthu.repository.aip;

import org.jspecify.annotations.NullMarked;
