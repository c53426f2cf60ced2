/**
 * Content on its way out: verified private copies, page images made from them, whole packages, and
 * what is derived from content. Nothing leaves before every byte of its file was matched.
 */
@NullMarked
package vn.tangthu.repository.dissemination;

import org.jspecify.annotations.NullMarked;
