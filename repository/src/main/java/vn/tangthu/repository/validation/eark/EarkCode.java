package vn.tangthu.repository.validation.eark;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/** Requirements that are judged, by their numbers in CSIP and SIP; EARK_… are ours. */
public final class EarkCode {
    /** MUST: not meeting one is an error. */
    public static final Set<String> MANDATORY =
            Set.of(
                    "CSIP1",
                    "CSIP2",
                    "CSIP6",
                    "CSIP117",
                    "CSIP7",
                    "CSIP9",
                    "CSIP10",
                    "CSIP11",
                    "CSIP12",
                    "CSIP13",
                    "CSIP14",
                    "CSIP15",
                    "CSIP16",
                    "CSIP18",
                    "CSIP22",
                    "CSIP23",
                    "CSIP24",
                    "CSIP25",
                    "CSIP26",
                    "CSIP27",
                    "CSIP28",
                    "CSIP29",
                    "CSIP30",
                    "CSIP33",
                    "CSIP36",
                    "CSIP37",
                    "CSIP38",
                    "CSIP39",
                    "CSIP40",
                    "CSIP41",
                    "CSIP42",
                    "CSIP43",
                    "CSIP44",
                    "CSIP46",
                    "CSIP49",
                    "CSIP50",
                    "CSIP51",
                    "CSIP52",
                    "CSIP53",
                    "CSIP54",
                    "CSIP55",
                    "CSIP56",
                    "CSIP57",
                    "CSIP19",
                    "CSIP59",
                    "CSIP60",
                    "CSIP113",
                    "CSIP114",
                    "CSIP64",
                    "CSIP65",
                    "CSIP66",
                    "CSIP67",
                    "CSIP68",
                    "CSIP69",
                    "CSIP70",
                    "CSIP71",
                    "CSIP72",
                    "CSIP76",
                    "CSIP77",
                    "CSIP78",
                    "CSIP79",
                    "CSIP80",
                    "CSIP81",
                    "CSIP82",
                    "CSIP83",
                    "CSIP84",
                    "CSIP85",
                    "CSIP86",
                    "CSIP88",
                    "CSIP89",
                    "CSIP90",
                    "CSIP94",
                    "CSIP96",
                    "CSIP98",
                    "CSIP100",
                    "CSIP104",
                    "CSIP116",
                    "CSIP118",
                    "CSIP119",
                    "CSIP102",
                    "CSIP106",
                    "CSIP107",
                    "CSIP108",
                    "CSIP109",
                    "CSIP110",
                    "CSIP111",
                    "CSIP112",
                    "CSIPSTR4",
                    "SIP2",
                    "SIP4",
                    "SIP11",
                    "SIP12",
                    "SIP14",
                    "SIP15",
                    "SIP16",
                    "SIP17",
                    "SIP18",
                    "SIP20",
                    "SIP24",
                    "SIP28",
                    "SIP29",
                    "SIP31",
                    "EARK_XML",
                    "EARK_SCHEMA",
                    "EARK_LINK");

    /** Errors of ZIP and tar files. */
    public static final Set<String> OF_ARCHIVES =
            Set.of("CSIPSTR1", "EARK_ARCHIVE_DAMAGED", "EARK_ARCHIVE_BOMB", "EARK_PATH_OUTSIDE");

    /**
     * SHOULD and MAY: warnings where something advised is not there, errors where the requirement's
     * text has a must for what is there (a value of no list, metadata that nothing describes).
     */
    public static final Set<String> ADVISED =
            Set.of(
                    "CSIP17",
                    "CSIP3",
                    "CSIP4",
                    "CSIP5",
                    "CSIP8",
                    "CSIP20",
                    "CSIP21",
                    "CSIP34",
                    "CSIP35",
                    "CSIP47",
                    "CSIP48",
                    "CSIP31",
                    "CSIP32",
                    "CSIP58",
                    "CSIP61",
                    "CSIP62",
                    "CSIP63",
                    "CSIP91",
                    "CSIP92",
                    "CSIP93",
                    "CSIP97",
                    "CSIP101",
                    "CSIP105",
                    "CSIPSTR2",
                    "CSIPSTR5",
                    "CSIPSTR9",
                    "CSIPSTR15",
                    "CSIPSTR16",
                    "CSIPSTR11",
                    "CSIPSTR12",
                    "SIP3",
                    "EARK_FILE_UNREFERENCED",
                    "EARK_UNREADABLE");

    /** All. */
    public static final Set<String> ALL = all();

    private EarkCode() {}

    private static Set<String> all() {
        Set<String> all = new TreeSet<>(MANDATORY);
        all.addAll(ADVISED);
        all.addAll(OF_ARCHIVES);
        return Collections.unmodifiableSet(all);
    }
}
