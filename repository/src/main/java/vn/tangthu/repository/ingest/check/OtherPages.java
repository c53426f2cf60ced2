package vn.tangthu.repository.ingest.check;

import vn.tangthu.repository.KeptFiles;
import vn.tangthu.repository.PagePrints;

/** What the pages of a delivery are compared with, its own among them. */
public record OtherPages(PagePrints prints, KeptFiles kept) {}
