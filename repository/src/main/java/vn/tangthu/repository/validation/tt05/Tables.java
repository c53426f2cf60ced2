package vn.tangthu.repository.validation.tt05;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The field tables of the circular's annexes, as developers have digested them: name, type with
 * most characters or digits, M mandatory, A of the minimum of Nghị định 113/2025. T0 would be text
 * without a limit; the circular has none.
 */
final class Tables {
    private static final String HOSO =
            """
            title T1000 M
            maintenance MAINTENANCE M
            mode MODE A
            language LANGUAGE A
            startDate D A
            endDate D A
            keyword T100
            totalDoc N10 A
            numberOfPaper N10
            numberOfPage N10
            format FORMAT
            inforSign T30
            confidenceLevel CONFIDENCE
            paperFileCode T100
            riskRecovery B
            riskRecoveryStatus RISK
            description T2000
            """;
    private static final String DOCUMENT =
            """
            typeName TYPE_NAME
            codeNumber T11
            codeNotation T30
            issuedDate D A
            subject T500 M
            language LANGUAGE
            numberOfPage N4
            inforSign T30
            keyword T100
            mode MODE
            confidenceLevel CONFIDENCE
            autograph T2000
            format FORMAT
            process B
            description T500
            """;
    private static final String PICTURE =
            """
            maintenance MAINTENANCE
            typePic PICTURE
            archivesNumber T50
            inforSign T30
            eventName T500
            imageTitle T500 A
            photographer T300
            photoPlace T300
            photoTime D
            colour COLOUR
            filmSize T30
            docAttached T500
            mode MODE
            format FORMAT
            riskRecovery B
            riskRecoveryStatus RISK
            description T500
            """;
    private static final String MEDIA =
            """
            maintenance MAINTENANCE
            typeMedia MEDIA
            archivesNumber T50
            inforSign T30
            eventName T500
            movieTitle T500 A
            recorder T300
            recordPlace T300
            recordDate D
            language LANGUAGE
            playTime T8
            quality T50
            docAttached T500
            mode MODE
            format FORMAT
            riskRecovery B
            riskRecoveryStatus RISK
            description T500
            """;
    private static final List<Field> SIP_HOSO = Field.table("fileCode T100 M\n" + HOSO);
    private static final List<Field> AIP_HOSO = Field.table("arcFileCode T100 M\n" + HOSO);
    private static final List<Field> SIP_TAILIEU =
            Field.table(
                    "fileCode T100 M\ntitle T1000 M\nsource SOURCE\ntotalDoc N10 A\ndescription T2000");
    private static final List<Field> AIP_TAILIEU =
            Field.table("arcFileCode T100 M\ntitle T1000 M\nsource SOURCE\ndescription T2000");
    private static final List<Field> DIP =
            Field.table(
                    """
                    requestID T100 M
                    requestDate D M
                    purpose PURPOSE M
                    purposeContent T500
                    feeObjectType FEE
                    researchTopic T250
                    description T2000
                    """);
    private static final List<Field> SIP_DOC =
            Field.table(
                    "docId T25\ndocCode T100 M\nmaintenance MAINTENANCE\norganName T200 A\n"
                            + "riskRecovery B\nriskRecoveryStatus RISK\n"
                            + DOCUMENT);
    private static final List<Field> AIP_DOC =
            Field.table(
                    "arcFileCode T100 M\ndocCode T100 M\ndocOrdinal N10 M\norganName T200 A\n"
                            + DOCUMENT);
    private static final List<Field> DIP_DOC =
            Field.table(
                    "arcDocCode T100 M\nmaintenance MAINTENANCE\nriskRecovery B\n"
                            + "riskRecoveryStatus RISK\ndocOrdinal N10\narcFileCode T100\n"
                            + DOCUMENT);
    private static final List<Field> PIC = Field.table("docCode T100 M\n" + PICTURE);
    private static final List<Field> DIP_PIC = Field.table("arcDocCode T100 M\n" + PICTURE);
    private static final List<Field> SOUND = Field.table("docCode T100 M\n" + MEDIA);
    private static final List<Field> DIP_SOUND = Field.table("arcDocCode T100 M\n" + MEDIA);

    /** Every name that some table has. */
    static final Set<String> KNOWN =
            Stream.of(SIP_HOSO, AIP_HOSO, SIP_TAILIEU, DIP, SIP_DOC, AIP_DOC, DIP_DOC, PIC, SOUND)
                    .flatMap(List::stream)
                    .map(Field::name)
                    .collect(Collectors.toUnmodifiableSet());

    private Tables() {}

    /** EAD.xml of a package. */
    static List<Field> ofPackage(PackageKind kind) {
        return switch (kind) {
            case SIP_HOSO -> SIP_HOSO;
            case AIP_HOSO -> AIP_HOSO;
            case SIP_TAILIEU -> SIP_TAILIEU;
            case AIP_TAILIEU -> AIP_TAILIEU;
            case DIP -> DIP;
        };
    }

    /**
     * A document's description.
     *
     * @param name of the file: {@code EAD_doc_…}, {@code EAD_pic_…} or {@code EAD_media_…}
     */
    static List<Field> ofDocument(PackageKind kind, String name) {
        boolean dip = kind == PackageKind.DIP;
        if (name.startsWith("EAD_pic")) {
            return dip ? DIP_PIC : PIC;
        }
        if (name.startsWith("EAD_media")) {
            return dip ? DIP_SOUND : SOUND;
        }
        return dip ? DIP_DOC : kind.isAip() ? AIP_DOC : SIP_DOC;
    }
}
