package vn.tangthu.repository.catalogue;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.ContentFileId;
import vn.tangthu.repository.KeptFiles;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;

/** By the index on the digest. */
@Component
class JdbcKeptFiles implements KeptFiles {
    private final JdbcClient jdbc;

    JdbcKeptFiles(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<Kept> find(Collection<Digest> sha512) {
        if (sha512.isEmpty()) {
            return List.of();
        }
        return jdbc.sql(
                        """
                        select distinct on (c.sha512) c.sha512, r.arc_file_code, c.original_name,
                            greatest(f.access, r.access, d.access) = 0 as open, c.id
                        from projection.content_file c
                        join projection.document d on d.id = c.document_id
                        join projection.record r on r.id = c.aip_id
                        join projection.fonds f on f.id = r.fonds_id
                        where c.sha512 = any(?) and r.visible
                        order by c.sha512, open desc, r.sort_key, c.path
                        """)
                .param((Object) sha512.stream().map(Digest::hex).toArray(String[]::new))
                .query(
                        (row, n) ->
                                new Kept(
                                        new Digest(DigestAlgorithm.SHA512, row.getString(1)),
                                        row.getString(2),
                                        row.getString(3),
                                        row.getBoolean(4),
                                        new ContentFileId(row.getObject(5, UUID.class))))
                .list();
    }

    @Override
    public Map<String, String> spelledOtherwise(Collection<String> arcFileCodes) {
        Map<String, String> found = new HashMap<>();
        if (!arcFileCodes.isEmpty()) {
            jdbc.sql(
                            """
                            select asked.code, r.arc_file_code from unnest(?::text[]) as asked (code)
                            join projection.record r on lower(r.arc_file_code) = lower(asked.code)
                                and r.arc_file_code <> asked.code
                            join projection.fonds f on f.id = r.fonds_id
                            where r.visible and greatest(f.access, r.access) < 2
                            """)
                    .param((Object) arcFileCodes.toArray(String[]::new))
                    .query(
                            row -> {
                                found.put(row.getString(1), row.getString(2));
                            });
        }
        return found;
    }
}
