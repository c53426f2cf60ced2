package vn.tangthu.portal.cli;

import java.io.IOException;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.Accounts;
import vn.tangthu.repository.Body;
import vn.tangthu.repository.BodyId;
import vn.tangthu.repository.BodyKind;
import vn.tangthu.repository.BodyList;
import vn.tangthu.repository.BodyRegister;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.Role;
import vn.tangthu.repository.SuccessionKind;

/** Bodies around one fonds, each with an account and somebody who is logged in with it. */
final class Agencies implements AutoCloseable {
    static final LocalDate DAY = LocalDate.of(2025, 7, 1);
    private static final String PASSWORD = "con mèo trèo cây cau 7 lần";
    private static final Reader ARCHIVIST =
            new Reader(null, "an", Set.of(Role.ARCHIVIST), Set.of());

    private final RunningArchive archive;
    private final String fondsCode;
    private final Map<Who, Visitor> people = new EnumMap<>(Who.class);

    enum Who {
        /** Made the fonds. */
        MAKER,
        SUCCESSOR,
        /** Of the two between whom the maker was parted. */
        OTHER_PART,
        /** Has nothing to do with it. */
        OTHER;

        String reference() {
            return "co-quan-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        BodyId body() {
            return BodyId.of(reference());
        }
    }

    Agencies(RunningArchive archive, String fondsCode) throws Exception {
        this.archive = archive;
        this.fondsCode = fondsCode;
        for (Who who : Who.values()) {
            save(who, null, 0);
            Accounts accounts = archive.port(Accounts.class);
            String once =
                    accounts.create(
                            new Accounts.NewAccount(
                                    who.reference(),
                                    "Văn thư",
                                    Set.of(Role.AGENCY),
                                    Set.of(),
                                    who.body()),
                            Reader.OPERATOR);
            accounts.changePassword(account(who).id(), once, PASSWORD);
        }
    }

    private void save(Who who, @Nullable LocalDate until, int revision) {
        BodyId unused =
                archive.port(BodyRegister.class)
                        .save(
                                new BodyList.Entry(
                                        "thử",
                                        who.reference(),
                                        BodyKind.OTHER,
                                        null,
                                        until,
                                        List.of(Body.Dated.always("Cơ quan " + who)),
                                        List.of(),
                                        List.of(),
                                        List.of(),
                                        null,
                                        who == Who.MAKER ? List.of(fondsCode) : List.of()),
                                revision,
                                "thử",
                                ARCHIVIST);
    }

    void theMakerEnds() {
        save(Who.MAKER, DAY, 1);
    }

    UUID followedBy(Who successor, boolean partly) {
        return archive.port(BodyRegister.class)
                .add(
                        new BodyList.Edge(
                                "thử",
                                Who.MAKER.reference(),
                                successor.reference(),
                                partly ? SuccessionKind.SPLIT : SuccessionKind.MERGED,
                                LocalDate.of(2025, 6, 16),
                                DAY,
                                "1667/NQ-UBTVQH15",
                                "Địa bàn cũ",
                                partly),
                        "thử",
                        ARCHIVIST);
    }

    Accounts.Account account(Who who) {
        return archive.port(Accounts.class).findByUsername(who.reference()).orElseThrow();
    }

    /** As whom the account reads now. */
    Reader reader(Who who) {
        return archive.port(Accounts.class).readerFor(account(who));
    }

    /** A session of its account, opened when it is first asked for. */
    Visitor person(Who who) throws Exception {
        Visitor known = people.get(who);
        if (known == null) {
            known = new Visitor(archive.address()).login(who.reference(), PASSWORD);
            people.put(who, known);
        }
        return known;
    }

    /** Whether somebody new would be let in with this account. */
    boolean letIn(Who who) throws Exception {
        try (Visitor visitor = new Visitor(archive.address())) {
            Visitor unused = visitor.login(who.reference(), PASSWORD);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        people.values().forEach(Visitor::close);
    }
}
