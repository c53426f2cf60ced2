package vn.tangthu.repository.access;

import java.util.UUID;
import vn.tangthu.repository.Access;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.database.TestDatabase;

/** Rows of the catalogue, as open as a test needs them; put again, they change. */
final class TestRecords {
    static final UUID FONDS = new UUID(3, 1);

    private TestRecords() {}

    static void fonds(TestDatabase database, UUID fonds, Access access) {
        int unused =
                database.jdbc()
                        .sql(
                                """
                                insert into projection.fonds (id, code, title, archive_code, access, title_public,
                                    created_at, version, sort_key)
                                values (:id, :id::text, 'Phông thử', 'H49', :access, true, now(), 1, :id::text)
                                on conflict (id) do update set access = excluded.access
                                """)
                        .param("id", fonds)
                        .param("access", access.ordinal())
                        .update();
    }

    /** In an open fonds, without documents. */
    static void record(TestDatabase database, AipId id, Access access) {
        fonds(database, FONDS, Access.PUBLIC);
        record(database, FONDS, id, access, 0, 0);
    }

    /**
     * @param listed documents that are
     * @param hidden documents that are
     */
    static void record(
            TestDatabase database, UUID fonds, AipId id, Access access, int listed, int hidden) {
        int unused =
                database.jdbc()
                        .sql(
                                """
                                insert into projection.record (id, fonds_id, arc_file_code, file_code, title, access,
                                    title_public, visible, version, fingerprint, submitter, stored_at, changed_at,
                                    description, history, documents_public, documents_listed, documents_hidden,
                                    pages_public, pages_listed, pages_hidden, sort_key)
                                values (:id, :fonds, :id::text, :id::text, 'Hồ sơ thử', :access, true, true, 1, 'x', 'x',
                                    now(), now(), '{}', '[]', 1, :listed, :hidden, 1, 0, 0, :id::text)
                                on conflict (id) do update set access = excluded.access,
                                    documents_listed = excluded.documents_listed,
                                    documents_hidden = excluded.documents_hidden
                                """)
                        .param("id", id.value())
                        .param("fonds", fonds)
                        .param("access", access.ordinal())
                        .param("listed", listed)
                        .param("hidden", hidden)
                        .update();
    }

    /** One more document of it. */
    static void document(TestDatabase database, AipId record, UUID document, Access access) {
        int unused =
                database.jdbc()
                        .sql(
                                """
                                insert into projection.document (id, aip_id, ordinal, access, title_public, description)
                                select :id, :record, count(*), :access, true, '{}'
                                from projection.document where aip_id = :record
                                """)
                        .param("id", document)
                        .param("record", record.value())
                        .param("access", access.ordinal())
                        .update();
    }
}
