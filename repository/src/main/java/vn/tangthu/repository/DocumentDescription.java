package vn.tangthu.repository;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The description of a document: the 19 fields of AIP EAD_doc and, at the end, those of the 21 of
 * SIP EAD_doc that it lacks (Thông tư 05/2025, Phụ lục I and III), with limits in characters.
 * {@code arcFileCode} is that of the hồ sơ.
 *
 * @param docCode mã tài liệu, 100, mandatory: the file code, a full stop and seven digits
 * @param docOrdinal số thứ tự in the hồ sơ, from 1
 * @param typeName tên loại
 * @param codeNumber số, 11; blank where the document never had one
 * @param codeNotation ký hiệu, 30
 * @param issuedDate ngày ban hành
 * @param organName cơ quan ban hành, 200
 * @param subject trích yếu, 500, mandatory
 * @param languages ngôn ngữ
 * @param numberOfPage số trang, 1 to 9,999
 * @param inforSign ký hiệu thông tin, 30
 * @param keyword từ khóa, 100
 * @param mode chế độ sử dụng; blank means that of the hồ sơ
 * @param confidenceLevel mức độ tin cậy
 * @param autograph bút tích, 2,000
 * @param format tình trạng vật lý
 * @param process quy trình xử lý was applied; mandatory for confidence levels 01 and 03
 * @param description ghi chú, 500
 * @param docId mã định danh văn bản, 25
 * @param maintenance thời hạn lưu trữ
 * @param riskRecovery chế độ dự phòng
 * @param riskRecoveryStatus tình trạng dự phòng: true done, false not yet
 */
public record DocumentDescription(
        String docCode,
        int docOrdinal,
        @Nullable DocumentType typeName,
        @Nullable String codeNumber,
        @Nullable String codeNotation,
        @Nullable ArchivalDate issuedDate,
        @Nullable String organName,
        String subject,
        List<LanguageCode> languages,
        @Nullable Integer numberOfPage,
        @Nullable String inforSign,
        @Nullable String keyword,
        @Nullable UseMode mode,
        @Nullable ConfidenceLevel confidenceLevel,
        @Nullable String autograph,
        @Nullable PhysicalCondition format,
        @Nullable Boolean process,
        @Nullable String description,
        @Nullable String docId,
        @Nullable Maintenance maintenance,
        @Nullable Boolean riskRecovery,
        @Nullable Boolean riskRecoveryStatus) {
    public DocumentDescription {
        languages = List.copyOf(languages);
    }

    /**
     * Number and notation as printed on the document, {@code 5023/KH-UBND}; empty when it has
     * neither.
     */
    public String printedNumber() {
        String number = codeNumber == null ? "" : codeNumber;
        String notation = codeNotation == null ? "" : codeNotation;
        return number.isEmpty() || notation.isEmpty() ? number + notation : number + "/" + notation;
    }

    /** The same document at another place of a hồ sơ. */
    public DocumentDescription at(String code, int ordinal) {
        return new DocumentDescription(
                code,
                ordinal,
                typeName,
                codeNumber,
                codeNotation,
                issuedDate,
                organName,
                subject,
                languages,
                numberOfPage,
                inforSign,
                keyword,
                mode,
                confidenceLevel,
                autograph,
                format,
                process,
                description,
                docId,
                maintenance,
                riskRecovery,
                riskRecoveryStatus);
    }
}
