package vn.tangthu.repository.aip;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vn.tangthu.repository.ArchivalDate;
import vn.tangthu.repository.CodeListEntry;
import vn.tangthu.repository.ConfidenceLevel;
import vn.tangthu.repository.DocumentType;
import vn.tangthu.repository.FeeGroup;
import vn.tangthu.repository.LanguageCode;
import vn.tangthu.repository.Maintenance;
import vn.tangthu.repository.PhysicalCondition;
import vn.tangthu.repository.UseMode;
import vn.tangthu.repository.UsePurpose;

/**
 * A field of a flat description, as the circular's tables list it. From these lists come the order
 * in which fields are written and our schemas.
 *
 * @param name element name
 * @param kind what may stand in it
 * @param length most characters of a text, most digits of a number; 0 where the kind says it
 * @param mandatory without it the description is not valid
 */
record EadField(String name, Kind kind, int length, boolean mandatory) {

    enum Kind {
        TEXT,
        NUMBER,
        /** DD/MM/YYYY, MM/YYYY or YYYY. */
        DATE,
        /** 1 yes, 0 no. */
        YES_NO,
        /** 01 done, 02 not yet. */
        DONE_NOT_YET,
        MAINTENANCE(Maintenance.values()),
        MODE(UseMode.values()),
        /** One or more codes parted by semicolons. */
        LANGUAGES(LanguageCode.values()),
        CONFIDENCE(ConfidenceLevel.values()),
        CONDITION(PhysicalCondition.values()),
        TYPE_NAME(DocumentType.values()),
        PURPOSE(UsePurpose.values()),
        FEE_GROUP(FeeGroup.values());

        private final CodeListEntry[] codes;

        Kind(CodeListEntry... codes) {
            this.codes = codes;
        }

        List<String> codes() {
            return Arrays.stream(codes).map(CodeListEntry::code).toList();
        }
    }

    /** The 18 fields of AIP_hoso EAD.xml. */
    static final List<EadField> FILE =
            List.of(
                    new EadField("arcFileCode", Kind.TEXT, 100, true),
                    new EadField("title", Kind.TEXT, 1000, true),
                    new EadField("maintenance", Kind.MAINTENANCE, 0, true),
                    new EadField("mode", Kind.MODE, 0, false),
                    new EadField("language", Kind.LANGUAGES, 0, false),
                    new EadField("startDate", Kind.DATE, 0, false),
                    new EadField("endDate", Kind.DATE, 0, false),
                    new EadField("keyword", Kind.TEXT, 100, false),
                    new EadField("totalDoc", Kind.NUMBER, 10, false),
                    new EadField("numberOfPaper", Kind.NUMBER, 10, false),
                    new EadField("numberOfPage", Kind.NUMBER, 10, false),
                    new EadField("format", Kind.CONDITION, 0, false),
                    new EadField("inforSign", Kind.TEXT, 30, false),
                    new EadField("confidenceLevel", Kind.CONFIDENCE, 0, false),
                    new EadField("paperFileCode", Kind.TEXT, 100, false),
                    new EadField("riskRecovery", Kind.YES_NO, 0, false),
                    new EadField("riskRecoveryStatus", Kind.DONE_NOT_YET, 0, false),
                    new EadField("description", Kind.TEXT, 2000, false));

    /** The 19 fields of AIP EAD_doc. */
    static final List<EadField> DOCUMENT =
            List.of(
                    new EadField("arcFileCode", Kind.TEXT, 100, true),
                    new EadField("mode", Kind.MODE, 0, false),
                    new EadField("language", Kind.LANGUAGES, 0, false),
                    new EadField("keyword", Kind.TEXT, 100, false),
                    new EadField("numberOfPage", Kind.NUMBER, 4, false),
                    new EadField("format", Kind.CONDITION, 0, false),
                    new EadField("inforSign", Kind.TEXT, 30, false),
                    new EadField("confidenceLevel", Kind.CONFIDENCE, 0, false),
                    new EadField("description", Kind.TEXT, 500, false),
                    new EadField("docCode", Kind.TEXT, 100, true),
                    new EadField("docOrdinal", Kind.NUMBER, 10, true),
                    new EadField("typeName", Kind.TYPE_NAME, 0, false),
                    new EadField("codeNumber", Kind.TEXT, 11, false),
                    new EadField("codeNotation", Kind.TEXT, 30, false),
                    new EadField("issuedDate", Kind.DATE, 0, false),
                    new EadField("organName", Kind.TEXT, 200, false),
                    new EadField("subject", Kind.TEXT, 500, true),
                    new EadField("autograph", Kind.TEXT, 2000, false),
                    new EadField("process", Kind.YES_NO, 0, false));

    /** The 18 fields of SIP_hoso EAD.xml: the hồ sơ's own code, without the archive's. */
    static final List<EadField> SIP_FILE =
            Stream.concat(
                            Stream.of(new EadField("fileCode", Kind.TEXT, 100, true)),
                            FILE.stream().skip(1))
                    .toList();

    /** The 21 fields of SIP EAD_doc. */
    static final List<EadField> SIP_DOCUMENT =
            Stream.concat(
                            Stream.of(
                                    new EadField("docId", Kind.TEXT, 25, false),
                                    new EadField("maintenance", Kind.MAINTENANCE, 0, false),
                                    new EadField("riskRecovery", Kind.YES_NO, 0, false),
                                    new EadField(
                                            "riskRecoveryStatus", Kind.DONE_NOT_YET, 0, false)),
                            DOCUMENT.stream()
                                    .filter(field -> !field.name().equals("arcFileCode"))
                                    .filter(field -> !field.name().equals("docOrdinal")))
                    .toList();

    /** The 7 fields of DIP EAD.xml: the request. */
    static final List<EadField> USE =
            List.of(
                    new EadField("requestID", Kind.TEXT, 100, true),
                    new EadField("requestDate", Kind.DATE, 0, true),
                    new EadField("purpose", Kind.PURPOSE, 0, true),
                    new EadField("purposeContent", Kind.TEXT, 500, false),
                    new EadField("feeObjectType", Kind.FEE_GROUP, 0, false),
                    new EadField("researchTopic", Kind.TEXT, 250, false),
                    new EadField("description", Kind.TEXT, 2000, false));

    /**
     * The 20 fields of DIP EAD_doc. Known of them: arcDocCode, no organName, 20 in all; they are
     * those of the SIP that are not its sender's (docId), and the place of the document in its hồ
     * sơ.
     */
    static final List<EadField> DIP_DOCUMENT =
            Stream.concat(
                            Stream.of(
                                    new EadField("arcDocCode", Kind.TEXT, 100, true),
                                    new EadField("docOrdinal", Kind.NUMBER, 10, false)),
                            SIP_DOCUMENT.stream()
                                    .filter(field -> !field.name().equals("docId"))
                                    .filter(field -> !field.name().equals("docCode"))
                                    .filter(field -> !field.name().equals("organName")))
                    .toList();

    /** A value of the description as the field's text. */
    static String write(Object value) {
        return switch (value) {
            case String text -> text;
            case Integer number -> number.toString();
            case ArchivalDate date -> date.toString();
            case CodeListEntry entry -> entry.code();
            case List<?> codes ->
                    codes.stream().map(EadField::write).collect(Collectors.joining(";"));
            default -> throw new IllegalArgumentException("No field holds " + value.getClass());
        };
    }
}
