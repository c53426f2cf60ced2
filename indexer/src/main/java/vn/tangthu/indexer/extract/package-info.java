/**
 * Bytes become pages of text with word boxes, and pages become images: the worker processes, OCR
 * and the runner that works off the list of waiting files.
 */
@NullMarked
package vn.tangthu.indexer.extract;

import org.jspecify.annotations.NullMarked;
