package vn.tangthu.repository.catalogue;

import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.ContentFile;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.SuspectFiles;
import vn.tangthu.repository.SuspectedSecrets;

/** Rows of files of blocked records. */
@Component
class JdbcSuspectFiles implements SuspectFiles {
    private final JdbcClient jdbc;

    JdbcSuspectFiles(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Optional<ContentFile> find(UUID file, Reader reader) {
        if (!SuspectedSecrets.mayDecide(reader)) {
            return Optional.empty();
        }
        return jdbc.sql(
                        """
                        select c.* from projection.content_file c
                            join projection.record r on r.id = c.aip_id and r.blocked
                        where c.id = ? and exists (select from kept.suspicion s
                            where s.aip_id = c.aip_id and s.file_id = c.id and s.state = 'OPEN')
                        """)
                .param(file)
                .query((row, n) -> CatalogueRows.contentFile(row))
                .optional();
    }
}
