package vn.tangthu.repository.validation.tt05;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A field of one of the circular's flat descriptions.
 *
 * @param kind what may stand in it
 * @param length most characters of a text, most digits of a number
 * @param need whether it must be there
 * @param list the code list, of codes only
 */
record Field(String name, Kind kind, int length, Need need, CodeList list) {
    enum Kind {
        TEXT,
        NUMBER,
        DATE,
        BOOLEAN,
        CODE,
        CODES
    }

    enum Need {
        MANDATORY,
        /** Of the minimum of Nghị định 113/2025. */
        ADVISED,
        OPTIONAL
    }

    /** The lists of the circular, the same for all packages. */
    enum CodeList {
        NONE(""),
        MAINTENANCE("01 Vĩnh viễn;02 70 năm;03 50 năm;04 30 năm;05 20 năm;06 10 năm;07 Khác"),
        MODE("01 Công khai;02 Sử dụng có điều kiện;03 Mật"),
        CONFIDENCE("01 Gốc điện tử;02 Số hóa;03 Hỗn hợp"),
        FORMAT("01 Tốt;02 Bình thường;03 Hỏng"),
        LANGUAGE(
                "01 Tiếng Việt;02 Tiếng Anh;03 Tiếng Pháp;04 Tiếng Nga;05 Tiếng Trung;06 Việt-Anh;07"
                        + " Việt-Nga;08 Việt-Pháp;09 Hán Nôm;10 Việt-Trung;11 Khác"),
        TYPE_NAME(
                "01 Nghị quyết;02 Quyết định;03 Chỉ thị;04 Quy chế;05 Quy định;06 Thông cáo;07 Thông"
                        + " báo;08 Hướng dẫn;09 Chương trình;10 Kế hoạch;11 Phương án;12 Đề án;13 Dự"
                        + " án;14 Báo cáo;15 Tờ trình;16 Giấy ủy quyền;17 Phiếu gửi;18 Phiếu"
                        + " chuyển;19 Phiếu báo;20 Biên bản;21 Hợp đồng;22 Công văn;23 Công điện;24"
                        + " Bản ghi nhớ;25 Bản thỏa thuận;26 Giấy mời;27 Giấy giới thiệu;28 Giấy nghỉ"
                        + " phép;29 Thư công;30 Bản đồ;31 Bản vẽ kỹ thuật;32 Khác"),
        RISK("01 Đã dự phòng;02 Chưa dự phòng"),
        SOURCE("0 Văn bản đi;1 Văn bản đến"),
        PICTURE("01 Phim;02 Ảnh"),
        COLOUR("01 Màu;02 Đen trắng"),
        MEDIA("01 Âm thanh;02 Video"),
        PURPOSE("01 Cá nhân;02 Công vụ;03 Công vụ đặc biệt"),
        FEE(
                "01 Học sinh, sinh viên;02 Thân nhân liệt sĩ;03 Thương binh, bệnh binh;04 Người hoạt"
                        + " động kháng chiến;05 Có công giúp đỡ cách mạng;06 Thờ cúng liệt sĩ;07 Hưu"
                        + " trí;08 Mất sức, tai nạn lao động;09 Bệnh nghề nghiệp;10 Khác");

        private final Map<String, String> words = new LinkedHashMap<>();

        CodeList(String entries) {
            for (String entry : entries.split(";")) {
                int space = entry.indexOf(' ');
                if (space > 0) {
                    words.put(entry.substring(0, space), entry.substring(space + 1));
                }
            }
        }

        /** Codes with what they mean. */
        Map<String, String> words() {
            return words;
        }
    }

    /** A table line: {@code title T1000 M}; M mandatory, A advised. */
    static List<Field> table(String lines) {
        return lines.lines().map(String::strip).filter(l -> !l.isEmpty()).map(Field::of).toList();
    }

    private static Field of(String line) {
        String[] words = line.split(" ");
        Need need =
                words.length < 3
                        ? Need.OPTIONAL
                        : words[2].equals("M") ? Need.MANDATORY : Need.ADVISED;
        String type = words[1];
        int length = type.matches("[TN][0-9]+") ? Integer.parseInt(type.substring(1)) : 0;
        if (length > 0) {
            Kind kind = type.charAt(0) == 'T' ? Kind.TEXT : Kind.NUMBER;
            return new Field(words[0], kind, length, need, CodeList.NONE);
        }
        return switch (type) {
            case "D" -> new Field(words[0], Kind.DATE, 0, need, CodeList.NONE);
            case "B" -> new Field(words[0], Kind.BOOLEAN, 0, need, CodeList.NONE);
            case "LANGUAGE" -> new Field(words[0], Kind.CODES, 0, need, CodeList.LANGUAGE);
            default -> new Field(words[0], Kind.CODE, 0, need, CodeList.valueOf(type));
        };
    }
}
