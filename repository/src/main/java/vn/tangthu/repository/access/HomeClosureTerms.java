package vn.tangthu.repository.access;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.AccessGround;
import vn.tangthu.repository.ClosureTerms;
import vn.tangthu.storage.TangThuHome;

/**
 * The archive's file below the home, which need not exist: a line for each ground, {@code
 * PERSONAL_DATA = 75}; {@code #} begins a remark. It is read each time somebody closes something,
 * so a change holds at once. A line that cannot be read is told in the log and proposes nothing.
 */
@Component
class HomeClosureTerms implements ClosureTerms {
    static final String FILE = "closure-years.txt";

    private static final Logger LOG = LoggerFactory.getLogger(HomeClosureTerms.class);
    private static final int MOST_BYTES = 100_000;

    private final Path file;

    HomeClosureTerms(TangThuHome home) {
        this.file = home.root().resolve(FILE);
    }

    @Override
    public OptionalInt years(AccessGround ground) {
        Integer years = read().get(ground);
        return years == null ? OptionalInt.empty() : OptionalInt.of(years);
    }

    private Map<AccessGround, Integer> read() {
        Map<AccessGround, Integer> years = new EnumMap<>(AccessGround.class);
        if (!Files.isRegularFile(file)) {
            return years;
        }
        List<String> lines;
        try {
            if (Files.size(file) > MOST_BYTES) {
                LOG.warn("{} is longer than {} bytes and is not read", file, MOST_BYTES);
                return years;
            }
            lines = Files.readAllLines(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            LOG.warn("{} cannot be read", file, e);
            return years;
        }
        for (int n = 0; n < lines.size(); n++) {
            String line = lines.get(n).replaceFirst("#.*", "").replace("\uFEFF", "").strip();
            if (!line.isEmpty() && !take(line, years)) {
                LOG.warn("Line {} of {} is not GROUND = YEARS and proposes nothing", n + 1, file);
            }
        }
        return years;
    }

    private static boolean take(String line, Map<AccessGround, Integer> years) {
        String[] halves = line.split("\\s*=\\s*", -1);
        try {
            if (halves.length == 2) {
                int number = Integer.parseInt(halves[1]);
                if (number >= 1 && number <= MOST_YEARS) {
                    years.put(AccessGround.valueOf(halves[0]), number);
                    return true;
                }
            }
        } catch (IllegalArgumentException e) {
            return false; // neither a number nor a ground, as below
        }
        return false;
    }
}
