package vn.tangthu.portal.samples;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The communes of the old districts, from units-2025.csv: real names for made-up records. */
final class SampleUnits {
    /**
     * District → its communes, both with their kind ("Huyện Diên Khánh" → "Xã Diên An", …), in the
     * file's order.
     */
    private final Map<String, List<String>> communes = new LinkedHashMap<>();

    SampleUnits() {
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(
                                Objects.requireNonNull(
                                        SampleUnits.class.getResourceAsStream("units-2025.csv")),
                                StandardCharsets.UTF_8))) {
            lines.readLine();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] columns = line.split(",", -1);
                communes.computeIfAbsent(columns[1], d -> new ArrayList<>()).add(columns[2]);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * @param district without its kind: "Diên Khánh"
     */
    List<String> communesOf(String district) {
        List<String> found = new ArrayList<>();
        communes.forEach(
                (name, units) -> {
                    if (name.endsWith(" " + district)) {
                        units.stream().filter(unit -> !found.contains(unit)).forEach(found::add);
                    }
                });
        if (found.isEmpty()) {
            throw new IllegalArgumentException("No such district: " + district);
        }
        return found;
    }
}
