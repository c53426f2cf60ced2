package vn.tangthu.portal.publicpages;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.Bodies;
import vn.tangthu.repository.Body;
import vn.tangthu.repository.Body.Dated;
import vn.tangthu.repository.BodyId;
import vn.tangthu.repository.BodyKind;
import vn.tangthu.repository.BodyNames;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.Succession;
import vn.tangthu.repository.SuccessionKind;

/**
 * A district that was parted between two communes, with the fonds that it made and a hidden one.
 */
final class FakeBodies implements Bodies {
    static final String DISTRICT = "huyen-dien-khanh-khanh-hoa";
    static final String COMMUNE = "xa-dien-khanh-khanh-hoa-2025";

    /** A name on the record that anybody may see; it went the way of the district. */
    static final String TOWNSHIP = "thi-tran-vinh-luong";

    private static final LocalDate DAY = LocalDate.of(2025, 7, 1);

    private final List<Body> bodies =
            List.of(
                    body(DISTRICT, BodyKind.DISTRICT, "Huyện Diên Khánh", null, DAY),
                    body(COMMUNE, BodyKind.COMMUNE, "Xã Diên Khánh", DAY, null),
                    body("xa-dien-lac-2025", BodyKind.COMMUNE, "Xã Diên Lạc <b>", DAY, null),
                    body(TOWNSHIP, BodyKind.TOWNSHIP, "Thị trấn Vĩnh Lương", null, DAY));

    private static Body body(
            String reference,
            BodyKind kind,
            String name,
            @Nullable LocalDate from,
            @Nullable LocalDate until) {
        return new Body(
                BodyId.of(reference),
                reference,
                kind,
                from,
                until,
                List.of(Dated.always(name)),
                kind == BodyKind.DISTRICT ? List.of(new Dated("H32.16", null, DAY)) : List.of(),
                List.of(),
                List.of(),
                null,
                kind == BodyKind.DISTRICT
                        ? List.of(FakeArchive.FONDS, FakeArchive.HIDDEN_FONDS)
                        : List.of(),
                1);
    }

    private static Body.Line line(Body body) {
        return new Body.Line(
                body.id(),
                body.reference(),
                body.kind(),
                body.name(),
                "Tỉnh Khánh Hòa",
                body.from(),
                body.until());
    }

    @Override
    public Map<FondsId, Set<BodyId>> unitsOfFonds() {
        return Map.of();
    }

    @Override
    public Map<FondsId, Origin> origins(LocalDate day) {
        return Map.of(
                FakeArchive.FONDS,
                new Origin(creators(FakeArchive.FONDS), responsible(FakeArchive.FONDS, day)));
    }

    @Override
    public Optional<Body> find(BodyId id) {
        return bodies.stream().filter(b -> b.id().equals(id)).findFirst();
    }

    @Override
    public Optional<Body> byCode(String code, LocalDate day) {
        return bodies.stream()
                .filter(
                        b ->
                                b.reference().equals(code)
                                        || b.codes().stream().anyMatch(c -> c.value().equals(code)))
                .findFirst();
    }

    @Override
    public List<Body.Line> lines(Collection<BodyId> ids) {
        return ids.stream()
                .map(this::find)
                .flatMap(Optional::stream)
                .map(FakeBodies::line)
                .toList();
    }

    @Override
    public List<Body.Line> named(String text, Body.@Nullable Line after, int limit) {
        return bodies.stream()
                .filter(b -> BodyNames.bare(b.name()).startsWith(BodyNames.folded(text)))
                .map(FakeBodies::line)
                .toList();
    }

    @Override
    public List<Mention> mentioned(String text, int most) {
        List<String> words = List.of(text.split(" "));
        if (text.contains("Diên Thọ")) { // that five have
            int at = words.indexOf("Diên");
            return Collections.nCopies(5, new Mention(line(bodies.get(1)), at, at + 2));
        }
        List<Mention> mentions = new ArrayList<>();
        for (String name : List.of("Diên Khánh", "Vĩnh Lương")) {
            int at = words.indexOf(name.split(" ")[0]);
            bodies.stream()
                    .filter(b -> at >= 0 && b.name().endsWith(name))
                    .forEach(b -> mentions.add(new Mention(line(b), at, at + 2)));
        }
        return mentions;
    }

    @Override
    public Lineage lineage(BodyId id, LocalDate asOf) {
        BodyId parted = BodyId.of(id.equals(BodyId.of(TOWNSHIP)) ? TOWNSHIP : DISTRICT);
        List<Succession> edges =
                bodies.stream()
                        .filter(b -> b.kind() == BodyKind.COMMUNE)
                        .map(
                                b ->
                                        new Succession(
                                                UUID.randomUUID(),
                                                parted,
                                                b.id(),
                                                SuccessionKind.FUNCTION_TRANSFERRED,
                                                LocalDate.of(2025, 6, 16),
                                                DAY,
                                                "1667/NQ-UBTVQH15",
                                                "Địa bàn: Diên An",
                                                true))
                        .toList();
        Map<BodyId, Body.Line> all =
                bodies.stream()
                        .map(FakeBodies::line)
                        .collect(Collectors.toMap(Body.Line::id, Function.identity()));
        return new Lineage(
                id,
                edges.stream().filter(e -> id.equals(e.successor())).toList(),
                edges.stream().filter(e -> id.equals(e.predecessor())).toList(),
                all,
                false);
    }

    @Override
    public Responsible responsible(BodyId id, LocalDate day) {
        boolean district = id.equals(BodyId.of(DISTRICT)) || id.equals(BodyId.of(TOWNSHIP));
        Stream<Body> living = bodies.stream().filter(b -> b.livesOn(day));
        return new Responsible(
                living.filter(b -> district || b.id().equals(id)).map(FakeBodies::line).toList(),
                district);
    }

    @Override
    public Responsible responsible(FondsId fonds, LocalDate day) {
        return fonds.equals(FakeArchive.FONDS)
                ? responsible(BodyId.of(DISTRICT), day)
                : Responsible.NOBODY;
    }

    @Override
    public List<Body.Line> creators(FondsId fonds) {
        return bodies.stream()
                .filter(b -> b.fonds().contains(fonds))
                .map(FakeBodies::line)
                .toList();
    }
}
