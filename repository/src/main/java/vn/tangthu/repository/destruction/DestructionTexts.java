package vn.tangthu.repository.destruction;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import vn.tangthu.repository.Destructions;
import vn.tangthu.repository.Destructions.Council;
import vn.tangthu.repository.Destructions.DestructionList;
import vn.tangthu.repository.Destructions.Item;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;

/** What people write in: how long, in which order of days; and the digest of a frozen list. */
final class DestructionTexts {
    private static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("HH:mm dd/MM/yyyy", Locale.ROOT);

    /** More members than that no council has. */
    private static final int MOST_MEMBERS = 30;

    private DestructionTexts() {}

    static void require(String field, String text, int most) {
        if (text.isBlank()) {
            throw new RefusedException(Finding.blocks("VALUE_MISSING", field, field));
        }
        atMost(field, text, most);
    }

    static void atMost(String field, String text, int most) {
        List<Finding> findings = new ArrayList<>();
        atMost(field, text, most, findings);
        if (!findings.isEmpty()) {
            throw new RefusedException(findings);
        }
    }

    private static void atMost(String field, String text, int most, List<Finding> findings) {
        int length = text.codePointCount(0, text.length());
        if (length > most) {
            findings.add(
                    Finding.blocks(
                            "TOO_LONG", field, Integer.toString(most), Integer.toString(length)));
        } else if (text.indexOf('\0') >= 0) {
            findings.add(Finding.blocks("UNPRINTABLE", field, "0"));
        }
    }

    /** All that is wrong with what was written in of a council. */
    static List<Finding> of(Council council, DestructionList list, LocalDate today) {
        List<Finding> findings = new ArrayList<>();
        text("minutes", council.minutes(), findings);
        text("authority", council.authority(), findings);
        text("approval", council.approval(), findings);
        text("decision", council.decision(), findings);
        council.members().forEach(member -> text("members", member, findings));
        long different = council.members().stream().map(String::strip).distinct().count();
        if (different < Destructions.LEAST_MEMBERS || council.members().size() > MOST_MEMBERS) {
            findings.add(
                    Finding.blocks(
                            "DESTRUCTION_COUNCIL",
                            list.notation(),
                            Integer.toString(Destructions.LEAST_MEMBERS)));
        }
        var frozen = list.frozen();
        LocalDate from = frozen == null ? LocalDate.MIN : frozen.at().atZone(VIETNAM).toLocalDate();
        boolean inOrder =
                !council.metOn().isBefore(from)
                        && !council.approvedOn().isBefore(council.metOn())
                        && !council.decidedOn().isBefore(council.approvedOn())
                        && !council.decidedOn().isAfter(today);
        if (!inOrder) {
            findings.add(Finding.blocks("DESTRUCTION_DATES", list.notation()));
        }
        return findings;
    }

    private static void text(String field, String text, List<Finding> findings) {
        if (text.isBlank()) {
            findings.add(Finding.blocks("VALUE_MISSING", field, field));
        }
        atMost(field, text, Destructions.LONGEST, findings);
    }

    /** Of one line for each hồ sơ, in the order of the list; no title enters. */
    static String sha256(List<Item> items) {
        StringBuilder lines = new StringBuilder();
        for (Item item : items) {
            lines.append(item.arcFileCode())
                    .append('\t')
                    .append(item.record())
                    .append('\t')
                    .append(item.version())
                    .append('\t')
                    .append(item.ground())
                    .append('\t')
                    .append(item.duplicateOf() == null ? "" : item.duplicateOf());
            item.parts().forEach(part -> lines.append('\t').append(part));
            lines.append('\n');
        }
        return Digest.of(DigestAlgorithm.SHA256, lines.toString().getBytes(StandardCharsets.UTF_8))
                .hex();
    }

    static String minute(Instant at) {
        return at.atZone(VIETNAM).format(MINUTE);
    }
}
