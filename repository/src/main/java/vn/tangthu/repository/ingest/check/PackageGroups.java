package vn.tangthu.repository.ingest.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import vn.tangthu.repository.ingest.packages.DeliveredPackage;
import vn.tangthu.repository.ingest.packages.PackageReading;

/**
 * Which packages of a delivery are of one hồ sơ: its own, and those of loose documents
 * (SIP_tailieu, AIP_tailieu) whose EAD.xml has its code, with or without the archive's before it.
 * Where the hồ sơ itself does not lie in the delivery the first of them stands for it.
 */
final class PackageGroups {
    private final Function<String, Optional<String>> archivePrefix;
    private final Map<String, Optional<String>> prefixes = new HashMap<>();

    /**
     * @param archivePrefix by mã phông: what stands before the archive's codes
     */
    PackageGroups(Function<String, Optional<String>> archivePrefix) {
        this.archivePrefix = archivePrefix;
    }

    /**
     * A package that was read.
     *
     * @param refused whether a finding stands against it
     */
    record One(DeliveredPackage from, PackageReading reading, boolean refused) {
        boolean isLoose() {
            return reading.kind().isLoose();
        }
    }

    /**
     * @param first the hồ sơ, or the first package of documents for one that is kept
     * @param beside packages of loose documents of it
     */
    record Group(One first, List<One> beside) {
        /** It is taken in whole or not. */
        boolean refused() {
            return first.refused() || beside.stream().anyMatch(One::refused);
        }

        List<PackageReading> readings() {
            return beside.stream().map(One::reading).toList();
        }
    }

    /** Each group once, in the order of the delivery. */
    List<Group> of(List<One> packages) {
        Map<String, Group> own = new HashMap<>();
        for (One one : packages) {
            if (!one.isLoose()) {
                own.putIfAbsent(key(one), new Group(one, new ArrayList<>()));
            }
        }
        List<Group> groups = new ArrayList<>();
        for (One one : packages) {
            String key = key(one);
            Group group = own.get(key);
            if (one.reading().code().isEmpty() || group == null) {
                group = new Group(one, new ArrayList<>());
                own.putIfAbsent(key, group);
                groups.add(group);
            } else if (one.isLoose()) {
                group.beside().add(one);
            } else {
                // A second of the same code is told where codes are compared.
                groups.add(group.first() == one ? group : new Group(one, new ArrayList<>()));
            }
        }
        return groups;
    }

    private String key(One one) {
        String fonds = one.reading().fondsCode();
        String code = one.reading().code();
        String prefix = prefixes.computeIfAbsent(fonds, archivePrefix).orElse("");
        String plain =
                code.startsWith(prefix) && code.length() > prefix.length()
                        ? code.substring(prefix.length())
                        : code;
        return fonds + '\n' + plain;
    }
}
