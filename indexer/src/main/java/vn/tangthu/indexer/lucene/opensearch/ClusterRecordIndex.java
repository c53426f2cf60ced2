package vn.tangthu.indexer.lucene.opensearch;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.search.Query;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import vn.tangthu.indexer.RecordIndex;
import vn.tangthu.indexer.SearchBusyException;
import vn.tangthu.indexer.lucene.Analysis;
import vn.tangthu.indexer.lucene.Schema;
import vn.tangthu.indexer.lucene.Scope;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.Reader;

/**
 * The generations of the index on a cluster: each an index of its own; an alias names the one that
 * answers and another the one that is being built. Aliases move in one step and outlive every node.
 */
final class ClusterRecordIndex implements RecordIndex {
    private static final Logger LOG = LoggerFactory.getLogger(ClusterRecordIndex.class);

    /** The first version whose answers were compared with Lucene's own. */
    private static final int OLDEST_SERVER = 3;

    /** Until layout 2 all cursors, and whose they are, stood in an index of their own. */
    private static final String FORMER_CURSORS = "-cursors";

    private static final Pattern GENERATION =
            Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final Cluster cluster;
    private final Analysis analysis;
    private final SearchProperties properties;
    private final UUID archive;
    private final String current;
    private final String building;
    private volatile ClusterGeneration answering;
    private volatile boolean outdated;
    private volatile Set<FondsId> withheld = Set.of();
    private @Nullable ClusterGeneration begun;

    /**
     * @param archive whose index it is: another's is never written to, nor deleted
     */
    ClusterRecordIndex(
            Cluster cluster, Analyzer analyzer, SearchProperties properties, UUID archive)
            throws IOException {
        this.cluster = cluster;
        this.analysis = new Analysis(analyzer);
        this.properties = properties;
        this.archive = archive;
        String prefix = properties.prefixOrDefault();
        this.current = prefix + "-current";
        this.building = prefix + "-building";
        checkServer();
        refuseOthers();
        this.answering = opened();
        String left = named(building);
        ClusterGeneration filling =
                left != null && !left.equals(answering.name()) && schemaOf(left) == Schema.VERSION
                        ? generation(left)
                        : null;
        this.begun = filling != null && filling.isWhole() ? filling : null;
        deleteOthers();
    }

    /**
     * What the alias names, if it can be asked and tells how far it is filled. Of anything else
     * nobody knows what is missing in it, or what it has that was taken away since: an empty one
     * takes its place.
     */
    private ClusterGeneration opened() throws IOException {
        String name = named(current);
        int schema = name == null ? 0 : schemaOf(name);
        outdated = false;
        if (name != null && schema >= Schema.OLDEST && schema <= Schema.VERSION) {
            ClusterGeneration generation = generation(name);
            if (generation.isWhole()) {
                outdated = schema != Schema.VERSION;
                return generation;
            }
        }
        ClusterGeneration fresh = fresh(current);
        if (name != null) {
            LOG.warn("The index {} does not tell how far it is filled; another is filled", name);
            delete(name);
        }
        return fresh;
    }

    private void checkServer() throws IOException {
        JsonNode version = cluster.get("").path("version");
        String number = version.path("number").asString("");
        String kind = version.path("distribution").asString("");
        int major = number.matches("\\d+\\..*") ? Integer.parseInt(number.split("\\.")[0]) : 0;
        if (!kind.equals("opensearch") || major < OLDEST_SERVER) {
            throw new IllegalStateException(
                    "Cần OpenSearch 3 trở lên / OpenSearch 3 or newer is needed: "
                            + kind
                            + " "
                            + number);
        }
        LOG.info("The index lies on OpenSearch {}", number);
    }

    /** Whose it is stands in each index, so that none is written to, nor deleted, by another. */
    private void refuseOthers() throws IOException {
        for (String name : generations()) {
            JsonNode notes = notes(name);
            String owner =
                    notes.has(IndexBody.ARCHIVE)
                            ? notes.path(IndexBody.ARCHIVE).asString("")
                            : formerOwner();
            if (!owner.equals(archive.toString())) {
                throw new IllegalStateException(
                        "tangthu.search.prefix: "
                                + properties.prefixOrDefault()
                                + " là của kho khác trên cụm này; nếu thư mục dữ liệu được lập lại"
                                + " thì xóa các chỉ mục của nó trước / is another archive's on this"
                                + " cluster; if this home was made anew, delete its indices first");
            }
        }
    }

    private String formerOwner() throws IOException {
        String path = properties.prefixOrDefault() + FORMER_CURSORS + "/_doc/archive";
        Cluster.Answer known = cluster.send("GET", path, null);
        if (!known.isGood() && !known.isMissing()) {
            throw new Cluster.RefusedException(known.status(), Cluster.reason(known.body()));
        }
        return known.body().path("_source").path("archive").asString("");
    }

    /** All indices of this prefix that hold records, whoever made them. */
    private List<String> generations() throws IOException {
        String begin = properties.prefixOrDefault() + "-g-";
        List<String> names = new ArrayList<>();
        for (String name : cluster.get(begin + "*/_alias").propertyNames()) {
            // Others are of an archive whose prefix goes on after ours.
            if (name.startsWith(begin)
                    && GENERATION.matcher(name.substring(begin.length())).matches()) {
                names.add(name);
            }
        }
        return names;
    }

    /** The one index that an alias names; null for none. */
    private @Nullable String named(String alias) throws IOException {
        Cluster.Answer answer = cluster.send("GET", "_alias/" + alias, null);
        if (answer.isMissing()) {
            return null;
        }
        if (!answer.isGood()) {
            throw new Cluster.RefusedException(answer.status(), Cluster.reason(answer.body()));
        }
        List<String> names = new ArrayList<>(answer.body().propertyNames());
        if (names.size() != 1) {
            throw new IllegalStateException(
                    "Bí danh của nhiều chỉ mục, như sau khi khôi phục; xóa chỉ mục thừa / An alias"
                            + " of several indices, as after a restore; delete those not meant: "
                            + alias
                            + " "
                            + names);
        }
        return names.getFirst();
    }

    private JsonNode notes(String name) throws IOException {
        return cluster.get(name + "/_mapping").path(name).at("/mappings/_meta");
    }

    /** 0 for one that cannot be asked; an older layout is no better than an older schema. */
    private int schemaOf(String name) throws IOException {
        JsonNode notes = notes(name);
        int layout = notes.path(IndexBody.LAYOUT).asInt(1);
        int schema = notes.path(IndexBody.SCHEMA).asInt(0);
        if (layout < IndexBody.OLDEST_LAYOUT || layout > IndexBody.PRESENT_LAYOUT) {
            return 0;
        }
        return layout == IndexBody.PRESENT_LAYOUT ? schema : Math.min(schema, Schema.VERSION - 1);
    }

    private ClusterGeneration generation(String name) throws IOException {
        return new ClusterGeneration(cluster, analysis, name);
    }

    private void delete(String name) throws IOException {
        Cluster.Answer deleted = cluster.send("DELETE", name, null);
        if (!deleted.isGood() && !deleted.isMissing()) {
            throw new Cluster.RefusedException(deleted.status(), Cluster.reason(deleted.body()));
        }
    }

    /** A new, empty index that this alias names from the beginning. */
    private ClusterGeneration fresh(String alias) throws IOException {
        String name = properties.prefixOrDefault() + "-g-" + UUID.randomUUID();
        ObjectNode body = IndexBody.of(properties, archive);
        body.putObject("aliases").putObject(ClusterGeneration.writing(name));
        JsonNode unused = cluster.put(name, body);
        ClusterGeneration generation = generation(name).begun();
        try {
            refuseOthers(); // who began at the same moment
        } catch (IllegalStateException e) {
            delete(name);
            throw e;
        }
        move(alias, name);
        return generation;
    }

    /** In one step, whatever it named before. */
    private void move(String alias, String to) throws IOException {
        ObjectNode body = QueryJson.object();
        ArrayNode actions = body.putArray("actions");
        String before = named(alias);
        if (before != null) {
            actions.addObject().putObject("remove").put("index", before).put("alias", alias);
        }
        actions.addObject().putObject("add").put("index", to).put("alias", alias);
        JsonNode unused = cluster.post("_aliases", body);
    }

    private void deleteOthers() throws IOException {
        for (String name : generations()) {
            boolean kept = begun != null && name.equals(begun.name());
            if (!kept && !name.equals(answering.name())) {
                delete(name);
            }
        }
        if (formerOwner().equals(archive.toString())) {
            delete(properties.prefixOrDefault() + FORMER_CURSORS);
        }
    }

    /**
     * Asks the index that answers now; all of it or, after an exception, nothing.
     *
     * @throws SearchBusyException when the cluster has too much to do
     */
    JsonNode search(ObjectNode body) throws IOException {
        for (int again = 0; ; again++) {
            Cluster.Answer answer =
                    cluster.ask(
                            // Not the alias: a restore may let it name others besides.
                            answering.name() + "/_search?allow_partial_search_results=false",
                            Cluster.bytes(body));
            if (answer.isGood()) {
                return answer.body();
            }
            if (answer.status() == Cluster.BUSY) {
                throw new SearchBusyException();
            }
            // The index was replaced meanwhile.
            if (!answer.isMissing() || again > 0) {
                if (answer.isMissing()) {
                    answering.lost();
                }
                throw new Cluster.RefusedException(answer.status(), Cluster.reason(answer.body()));
            }
        }
    }

    @Override
    public void withhold(Set<FondsId> fonds) {
        withheld = Set.copyOf(fonds);
    }

    /** What this reader may have matched; to be asked before the cluster is. */
    Query rights(Reader reader) {
        return Scope.of(reader, withheld);
    }

    @Override
    public Generation current() {
        return answering;
    }

    @Override
    public synchronized Generation begin() throws IOException {
        return fresh(building);
    }

    @Override
    public synchronized Optional<Generation> begun() {
        Optional<Generation> once = Optional.ofNullable(begun);
        begun = null;
        return once;
    }

    @Override
    public synchronized void swap(Generation fresh) throws IOException {
        if (!(fresh instanceof ClusterGeneration generation)) {
            throw new IllegalArgumentException("Not a generation of this index");
        }
        generation.refresh();
        ClusterGeneration former = answering;
        ObjectNode body = QueryJson.object();
        ArrayNode actions = body.putArray("actions");
        String before = named(current);
        if (before != null) {
            actions.addObject().putObject("remove").put("index", before).put("alias", current);
        }
        actions.addObject()
                .putObject("remove")
                .put("index", generation.name())
                .put("alias", building);
        actions.addObject().putObject("add").put("index", generation.name()).put("alias", current);
        JsonNode unused = cluster.post("_aliases", body);
        answering = generation;
        outdated = false;
        try {
            former.abandon();
        } catch (IOException | RuntimeException e) {
            LOG.warn("The former index was not deleted; the next start does it", e);
        }
    }

    /** Where it was deleted, another begins empty, and fills. */
    @Override
    public synchronized void reopen() throws IOException {
        answering = opened().after(answering);
    }

    /** The server looks after its files and takes a copy that is whole. */
    @Override
    public boolean damaged() {
        return false;
    }

    @Override
    public boolean outdated() {
        return outdated;
    }
}
