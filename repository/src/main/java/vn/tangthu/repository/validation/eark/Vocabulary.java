package vn.tangthu.repository.validation.eark;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Closed lists of the specification and of METS. Compared without case and kind of dash. */
final class Vocabulary {
    static final Set<String> CONTENT_CATEGORY =
            folded(
                    """
                    Textual works – Print
                    Textual works – Digital
                    Textual works – Electronic Serials
                    Digital Musical Composition (score-based representations)
                    Musical Scores - Print
                    Musical Scores - Digital
                    Photographs – Print
                    Photographs – Digital
                    Other Graphic Images – Print
                    Other Graphic Images – Digital
                    Microforms
                    Audio – On Tangible Medium (digital or analog)
                    Audio – Media-independent (digital)
                    Motion Pictures – Digital and Physical Media
                    Video – File-based and Physical Media
                    Software
                    Software and Video Games
                    Email
                    Dataset
                    Datasets
                    Geospatial Data
                    Geographic Information System (GIS) - Vector Data
                    GIS Raster and Georeferenced Images
                    GIS Vector and Raster Combined
                    Non-GIS Cartographic
                    2D and 3D Computer Aided Design
                    Design (schematics, architectural drawings) - Print
                    Scanned 3D Objects (output from photogrammetry scanning)
                    Databases
                    Websites
                    Web Archives
                    Collection
                    Event
                    Image
                    Interactive resource
                    Moving image
                    Sound
                    Still image
                    Text
                    Physical object
                    Service
                    Mixed
                    Other
                    """);
    static final Set<String> CONTENT_INFORMATION =
            folded(
                    """
                    ERMS
                    SMURFERMS
                    SMURFSFSB
                    SIARD1
                    SIARD2
                    SIARDDK
                    GeoData
                    GeoVectorGML
                    GeoRasterGeotiff
                    citscarchival_v1_0
                    citsarchival_v1_0
                    citserms_v2_1
                    citspremis_v1_0
                    citsehpj_v1_0
                    citsehcr_v1_0
                    citssiard_v1_0
                    citsgeospatial_v3_0
                    MIXED
                    OTHER
                    """);

    /**
     * The terms that the list has had from its beginning: no name for something that is not on it.
     * Of later ones nobody can tell whether they were on it when a package was made.
     */
    static final Set<String> CONTENT_INFORMATION_FIRST =
            folded(
                    """
                    ERMS
                    SMURFERMS
                    SMURFSFSB
                    SIARD1
                    SIARD2
                    SIARDDK
                    GeoData
                    GeoVectorGML
                    GeoRasterGeotiff
                    MIXED
                    """);

    /** The top-level types that IANA has registered (RFC 6838, 9694); of subtypes it adds daily. */
    private static final Set<String> MEDIA =
            Set.of(
                    "application",
                    "audio",
                    "example",
                    "font",
                    "haptics",
                    "image",
                    "message",
                    "model",
                    "multipart",
                    "text",
                    "video");

    static final Set<String> PACKAGE_TYPE = Set.of("SIP", "AIP", "DIP", "AIU", "AIC");
    static final Set<String> STATUS = Set.of("CURRENT", "SUPERSEDED");
    static final Set<String> RECORD_STATUS =
            Set.of("NEW", "SUPPLEMENT", "REPLACEMENT", "TEST", "VERSION", "DELETE", "OTHER");
    static final Set<String> METADATA_TYPE =
            Set.of(
                    "MARC",
                    "MODS",
                    "EAD",
                    "DC",
                    "NISOIMG",
                    "LC-AV",
                    "VRA",
                    "TEIHDR",
                    "DDI",
                    "FGDC",
                    "LOM",
                    "PREMIS",
                    "PREMIS:OBJECT",
                    "PREMIS:AGENT",
                    "PREMIS:RIGHTS",
                    "PREMIS:EVENT",
                    "TEXTMD",
                    "METSRIGHTS",
                    "ISO 19115:2003 NAP",
                    "EAC-CPF",
                    "LIDO",
                    "OTHER");
    static final Set<String> CHECKSUM_TYPE =
            Set.of(
                    "Adler-32",
                    "CRC32",
                    "HAVAL",
                    "MD5",
                    "MNP",
                    "SHA-1",
                    "SHA-256",
                    "SHA-384",
                    "SHA-512",
                    "TIGER",
                    "WHIRLPOOL");

    private Vocabulary() {}

    private static Set<String> folded(String lines) {
        return lines.lines().map(Vocabulary::fold).collect(Collectors.toUnmodifiableSet());
    }

    /** Of something that has the form of a media type. */
    static boolean isMediaType(String mime) {
        return MEDIA.contains(mime.substring(0, mime.indexOf('/')).toLowerCase(Locale.ROOT));
    }

    static boolean has(Set<String> folded, String value) {
        return folded.contains(fold(value));
    }

    private static String fold(String text) {
        return text.strip()
                .toLowerCase(Locale.ROOT)
                .replaceAll("[\\u2010-\\u2015]", "-")
                .replaceAll("\\s+", " ");
    }
}
