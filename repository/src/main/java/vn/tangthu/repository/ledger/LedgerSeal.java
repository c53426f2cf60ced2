package vn.tangthu.repository.ledger;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.LogSeal;
import vn.tangthu.repository.Tombstones;

/**
 * Signs with the key that signs checkpoints; believes the keys that this database saw announced.
 */
@Component
class LedgerSeal implements LogSeal {
    private final LedgerRows rows;
    private final Keys keys;
    private final JdbcClient jdbc;
    private final ObjectProvider<Sequencer> sequencer;

    LedgerSeal(LedgerRows rows, Keys keys, JdbcClient jdbc, ObjectProvider<Sequencer> sequencer) {
        this.rows = rows;
        this.keys = keys;
        this.jdbc = jdbc;
        this.sequencer = sequencer;
    }

    @Override
    public byte[] sign(byte[] text) throws IOException {
        ArchiveKey key = announced();
        if (key == null) {
            sequencer.getObject().writeAll(List.of()); // the first entries, or a key that was lost
            key = announced();
        }
        if (key == null) {
            throw new IOException("The log has not announced the key that is to sign");
        }
        return NoteText.sign(text, key);
    }

    private @Nullable ArchiveKey announced() throws IOException {
        String name = keys.name();
        if (name == null) {
            return null;
        }
        ArchiveKey key = keys.current(name);
        return rows.isAnnounced(key.publicKey(), Long.MAX_VALUE) ? key : null;
    }

    @Override
    public Function<byte[], Optional<byte[]>> opener() {
        List<PublicKey> known = rows.keys();
        return note ->
                Optional.ofNullable(NoteText.read(note))
                        .filter(read -> known.stream().anyMatch(read::isSignedBy))
                        .map(NoteText::text);
    }

    @Override
    public boolean isOrdered(UUID object) {
        return jdbc.sql("select exists (select from kept.erasure where object = ?)")
                .param(object)
                .query(Boolean.class)
                .single();
    }

    @Override
    public boolean isOrderedWhole(UUID object) {
        return jdbc.sql(
                        "select exists (select from kept.erasure where object = ? and successor is"
                                + " null)")
                .param(object)
                .query(Boolean.class)
                .single();
    }

    @Override
    public boolean isLogged(UUID object) {
        return rows.entryOf(Entry.Kind.ERASED.name(), Tombstones.keyOf(object).value(), 0)
                .isPresent();
    }
}
