/**
 * Papers to print and to send: headings, paragraphs, facts and long tables as a PDF with an
 * embedded Vietnamese font, written from top to bottom. {@link vn.tangthu.portal.paper.PaperPdf} is
 * all that others need; it knows nothing of what it prints.
 */
@NullMarked
package vn.tangthu.portal.paper;

import org.jspecify.annotations.NullMarked;
