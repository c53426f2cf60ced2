package vn.tangthu.indexer.lucene.opensearch;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.lucene.analysis.Analyzer;
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

/**
 * The generations of the index on a cluster: each an index of its own; an alias names the one that
 * answers and another the one that is being built. Aliases move in one step and outlive every node.
 */
final class ClusterRecordIndex implements RecordIndex {
    private static final Logger LOG = LoggerFactory.getLogger(ClusterRecordIndex.class);

    /** The first version whose answers were compared with Lucene's own. */
    private static final int OLDEST_SERVER = 3;

    /** Beside the cursors, whose they are. */
    private static final String ARCHIVE = "archive";

    private static final Pattern GENERATION =
            Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final Cluster cluster;
    private final Analysis analysis;
    private final SearchProperties properties;
    private final String current;
    private final String building;
    private final String states;
    private volatile ClusterGeneration answering;
    private volatile boolean outdated;
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
        String prefix = properties.prefixOrDefault();
        this.current = prefix + "-current";
        this.building = prefix + "-building";
        this.states = prefix + "-cursors";
        checkServer();
        makeStates();
        claim(archive);
        String name = named(current);
        int schema = name == null ? 0 : schemaOf(name);
        boolean fit = schema >= Schema.OLDEST && schema <= Schema.VERSION;
        this.answering = name == null || !fit ? fresh(current) : generation(name);
        this.outdated = fit && schema != Schema.VERSION;
        String left = named(building);
        this.begun =
                left != null && !left.equals(answering.name()) && schemaOf(left) == Schema.VERSION
                        ? generation(left)
                        : null;
        deleteOthers();
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

    private void makeStates() throws IOException {
        if (!cluster.send("GET", states + "/_settings", null).isMissing()) {
            return;
        }
        ObjectNode body = QueryJson.object();
        body.putObject("settings")
                .put("number_of_shards", 1)
                .put("number_of_replicas", properties.replicasOrDefault());
        body.putObject("mappings").put("dynamic", "false");
        JsonNode unused = cluster.put(states, body);
    }

    private void claim(UUID archive) throws IOException {
        Cluster.Answer known = cluster.send("GET", states + "/_doc/" + ARCHIVE, null);
        if (known.isMissing()) {
            ObjectNode own = QueryJson.object().put(ARCHIVE, archive.toString());
            JsonNode unused = cluster.put(states + "/_create/" + ARCHIVE, own);
            return;
        }
        if (!known.isGood()) {
            throw new Cluster.RefusedException(known.status(), Cluster.reason(known.body()));
        }
        if (!known.body().path("_source").path(ARCHIVE).asString("").equals(archive.toString())) {
            throw new IllegalStateException(
                    "tangthu.search.prefix: "
                            + properties.prefixOrDefault()
                            + " là của kho khác trên cụm này; nếu thư mục dữ liệu được lập lại thì"
                            + " xóa các chỉ mục của nó trước / is another archive's on this"
                            + " cluster; if this home was made anew, delete its indices first");
        }
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
            throw new IllegalStateException("Alias " + alias + ": " + names);
        }
        return names.getFirst();
    }

    private int schemaOf(String name) throws IOException {
        JsonNode mappings = cluster.get(name + "/_mapping").path(name).path("mappings");
        return mappings.path("_meta").path("schema").asInt(0);
    }

    private ClusterGeneration generation(String name) throws IOException {
        return new ClusterGeneration(cluster, analysis, name, states);
    }

    /** A new, empty index that this alias names from the beginning. */
    private ClusterGeneration fresh(String alias) throws IOException {
        String name = properties.prefixOrDefault() + "-g-" + UUID.randomUUID();
        ObjectNode body = IndexBody.of(properties);
        body.putObject("aliases").putObject(ClusterGeneration.writing(name));
        JsonNode unused = cluster.put(name, body);
        move(alias, name);
        return generation(name);
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
        String begin = properties.prefixOrDefault() + "-g-";
        for (String name : cluster.get(begin + "*/_alias").propertyNames()) {
            if (!name.startsWith(begin)
                    || !GENERATION.matcher(name.substring(begin.length())).matches()) {
                continue; // of an archive whose prefix goes on after ours
            }
            boolean kept = begun != null && name.equals(begun.name());
            if (!kept && !name.equals(answering.name())) {
                generation(name).abandon();
            }
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
                            current + "/_search?allow_partial_search_results=false",
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

    /** It was deleted: another begins empty, and fills. */
    @Override
    public synchronized void reopen() throws IOException {
        String name = named(current);
        answering = name == null ? fresh(current) : generation(name);
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
