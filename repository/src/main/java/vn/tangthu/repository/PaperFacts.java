package vn.tangthu.repository;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What the catalogue says of paper holdings besides reference, title and years, to whoever may see
 * all of an entry. Where they stand in the stacks is not in it: that is for the staff.
 *
 * @param seriesCode mục lục số
 * @param number hồ sơ số
 * @param metres mét giá, how much of a shelf they fill
 * @param boxes số hộp (cặp)
 * @param sheets số tờ
 * @param condition tình trạng vật lý
 * @param note ghi chú
 * @param rights joined with those of the fonds
 */
public record PaperFacts(
        @Nullable String seriesCode,
        @Nullable String number,
        @Nullable BigDecimal metres,
        @Nullable Integer boxes,
        @Nullable Integer sheets,
        @Nullable PhysicalCondition condition,
        @Nullable String note,
        Rights rights) {}
