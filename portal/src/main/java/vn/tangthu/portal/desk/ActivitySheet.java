package vn.tangthu.portal.desk;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.tangthu.portal.papers.TablePaper;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.ActivitySearch;
import vn.tangthu.repository.ActivitySearch.Asked;
import vn.tangthu.repository.ActivitySearch.Found;
import vn.tangthu.repository.ActivitySearch.Page;
import vn.tangthu.repository.ActivitySearch.Place;
import vn.tangthu.repository.Reader;

/** Lines of the log as a spreadsheet, read and written a page at a time; nothing is a formula. */
final class ActivitySheet {
    /** Lines; with more it says that there are more. */
    static final int MOST = 100_000;

    private ActivitySheet() {}

    static void write(
            ActivitySearch search,
            Asked asked,
            Reader reader,
            ActivityWords told,
            Words words,
            OutputStream out)
            throws IOException {
        Page page = search.find(asked, null, ActivitySearch.MOST, reader); // refuses before a byte
        try (TablePaper paper =
                new TablePaper(
                        out,
                        words.of("activity.sheet"),
                        words.of("nav.activity")
                                + " "
                                + words.day(asked.from())
                                + " – "
                                + words.day(asked.through()),
                        List.of(
                                words.of("activity.at"),
                                words.of("activity.actor"),
                                words.of("activity.action"),
                                words.of("activity.subject"),
                                words.of("activity.detail"),
                                words.of("activity.purpose")),
                        List.of(18, 18, 30, 36, 40, 40))) {
            int written = 0;
            while (true) {
                for (Found found : page.found()) {
                    paper.row(
                            List.of(
                                    words.minute(found.entry().at()),
                                    found.entry().actor(),
                                    told.did(found.entry()),
                                    orNothing(found.entry().subject()),
                                    orNothing(found.entry().detail()),
                                    told.purpose(found)));
                }
                written += page.found().size();
                if (!page.more() || written >= MOST) {
                    break;
                }
                Place last = page.found().getLast().place();
                page = search.find(asked, last, ActivitySearch.MOST, reader);
            }
            if (page.more() || page.tooWide()) {
                paper.row(List.of(words.of("activity.sheet.more", words.number(written))));
            }
        }
    }

    private static String orNothing(@Nullable String text) {
        return text == null ? "" : text;
    }
}
