package vn.tangthu.repository.sets;

import java.time.Clock;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.tangthu.repository.Acknowledgements;
import vn.tangthu.repository.AipStore;
import vn.tangthu.repository.ArchiveSigner;
import vn.tangthu.repository.PackageCopying;
import vn.tangthu.repository.Recovery;
import vn.tangthu.repository.Tombstones;
import vn.tangthu.storage.DirectoryStores;
import vn.tangthu.storage.ObjectStore;

/** What writing and reading of sets need. */
@Component
record SetParts(
        PackageCopying packages,
        AipStore aips,
        ObjectStore archive,
        Acknowledgements acknowledgements,
        Tombstones tombstones,
        Recovery recovery,
        ArchiveSigner signer,
        DirectoryStores directories,
        SetRows rows,
        TransactionTemplate transactions,
        Clock clock) {}
