/**
 * Judges the packages of Thông tư 05/2025/TT-BNV: SIP_hoso, SIP_tailieu, AIP_hoso, AIP_tailieu,
 * DIP.
 */
@NullMarked
package vn.tangthu.repository.validation.tt05;

import org.jspecify.annotations.NullMarked;
