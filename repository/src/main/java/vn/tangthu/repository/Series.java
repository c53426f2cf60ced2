package vn.tangthu.repository;

/**
 * A series: one mục lục hồ sơ of a fonds.
 *
 * @param code mục lục số, unique in its fonds
 */
public record Series(SeriesId id, FondsId fonds, String code, String title, long recordCount) {}
