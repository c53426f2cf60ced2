package vn.tangthu.indexer.extract.worker;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDPage;
import org.jspecify.annotations.Nullable;

/**
 * What the images of a PDF say of their size, also inside of forms and patterns. Dictionaries alone
 * are looked at, each once for all pages.
 */
final class PdfImages {
    /**
     * More objects than any scan or office document has; the rest is looked at when it is shown.
     */
    private static final int MOST = 100_000;

    private static final int DEEPEST = 12;

    private final Set<COSBase> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    /** Says so when an image of the page claims more pixels than any scanner makes. */
    @Nullable String flood(PDPage page) {
        return look(PdfPageFacts.resources(page.getCOSObject()), 0);
    }

    private @Nullable String look(@Nullable COSBase resources, int level) {
        if (!(resources instanceof COSDictionary dictionary) || !isNew(dictionary, level)) {
            return null;
        }
        for (COSName kind : List.of(COSName.XOBJECT, COSName.PATTERN)) {
            if (dictionary.getDictionaryObject(kind) instanceof COSDictionary all) {
                for (COSName name : all.keySet()) {
                    String flood = one(all.getDictionaryObject(name), level);
                    if (flood != null) {
                        return flood;
                    }
                }
            }
        }
        return null;
    }

    private @Nullable String one(@Nullable COSBase object, int level) {
        if (!(object instanceof COSStream stream) || !isNew(stream, level)) {
            return null;
        }
        if (COSName.IMAGE.equals(stream.getCOSName(COSName.SUBTYPE))) {
            long width = Math.max(0, stream.getLong(COSName.WIDTH));
            long height = Math.max(1, stream.getLong(COSName.HEIGHT));
            return width > Pixels.BELIEVED / height
                    ? "ảnh tự nhận có / has an image that says it has "
                            + width
                            + " × "
                            + height
                            + " pixels"
                    : one(stream.getDictionaryObject(COSName.SMASK), level + 1);
        }
        return look(stream.getDictionaryObject(COSName.RESOURCES), level + 1);
    }

    private boolean isNew(COSBase object, int level) {
        return level <= DEEPEST && seen.size() < MOST && seen.add(object);
    }
}
