package vn.tangthu.repository;

/** One of the two lists of a delivery. */
public enum DeliveryList {
    RECORDS,
    DOCUMENTS
}
