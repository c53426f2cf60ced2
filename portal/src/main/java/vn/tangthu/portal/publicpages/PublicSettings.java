package vn.tangthu.portal.publicpages;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * What differs from archive to archive.
 *
 * @param archiveName the archive's name as it stands in the header and in citations
 * @param archiveNameEnglish the same in English
 * @param publicUrl the address people reach the pages under, without a slash at the end; blank:
 *     that of each request
 * @param contact how to reach the reading room, one line; blank: the line is left out
 */
@Component
record PublicSettings(
        @Value("${tangthu.portal.archive-name:Lưu trữ lịch sử tỉnh}") String archiveName,
        @Value("${tangthu.portal.archive-name-en:Provincial Historical Archives}")
                String archiveNameEnglish,
        @Value("${tangthu.portal.public-url:}") String publicUrl,
        @Value("${tangthu.portal.contact:}") String contact) {}
