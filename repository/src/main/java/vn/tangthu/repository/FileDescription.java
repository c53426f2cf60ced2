package vn.tangthu.repository;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The description of a hồ sơ: the 18 fields of AIP_hoso EAD.xml (Thông tư 05/2025, Phụ lục I), in
 * the circular's order, with its limits in characters.
 *
 * @param arcFileCode mã lưu trữ hồ sơ, 100, mandatory, unique in the archive
 * @param title tiêu đề hồ sơ, 1,000, mandatory
 * @param maintenance thời hạn lưu trữ, mandatory
 * @param mode chế độ sử dụng
 * @param languages ngôn ngữ
 * @param startDate thời gian bắt đầu
 * @param endDate thời gian kết thúc, not before the start
 * @param keyword từ khóa, 100
 * @param totalDoc tổng số tài liệu
 * @param numberOfPaper số lượng tờ
 * @param numberOfPage số lượng trang
 * @param format tình trạng vật lý
 * @param inforSign ký hiệu thông tin, 30
 * @param confidenceLevel mức độ tin cậy
 * @param paperFileCode mã hồ sơ giấy gốc, 100, mandatory when digitised
 * @param riskRecovery chế độ dự phòng
 * @param riskRecoveryStatus tình trạng dự phòng: true 01 done, false 02 not yet; mandatory if
 *     riskRecovery is true
 * @param description ghi chú, 2,000
 */
public record FileDescription(
        String arcFileCode,
        String title,
        Maintenance maintenance,
        @Nullable UseMode mode,
        List<LanguageCode> languages,
        @Nullable ArchivalDate startDate,
        @Nullable ArchivalDate endDate,
        @Nullable String keyword,
        @Nullable Integer totalDoc,
        @Nullable Integer numberOfPaper,
        @Nullable Integer numberOfPage,
        @Nullable PhysicalCondition format,
        @Nullable String inforSign,
        @Nullable ConfidenceLevel confidenceLevel,
        @Nullable String paperFileCode,
        @Nullable Boolean riskRecovery,
        @Nullable Boolean riskRecoveryStatus,
        @Nullable String description) {
    public FileDescription {
        languages = List.copyOf(languages);
    }

    /** The same with another number of pages. */
    public FileDescription withNumberOfPage(int pages) {
        return new FileDescription(
                arcFileCode,
                title,
                maintenance,
                mode,
                languages,
                startDate,
                endDate,
                keyword,
                totalDoc,
                numberOfPaper,
                pages,
                format,
                inforSign,
                confidenceLevel,
                paperFileCode,
                riskRecovery,
                riskRecoveryStatus,
                description);
    }

    /** The same with another number of documents. */
    public FileDescription withTotalDoc(int documents) {
        return new FileDescription(
                arcFileCode,
                title,
                maintenance,
                mode,
                languages,
                startDate,
                endDate,
                keyword,
                documents,
                numberOfPaper,
                numberOfPage,
                format,
                inforSign,
                confidenceLevel,
                paperFileCode,
                riskRecovery,
                riskRecoveryStatus,
                description);
    }
}
