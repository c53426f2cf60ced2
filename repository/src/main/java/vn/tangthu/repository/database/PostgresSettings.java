package vn.tangthu.repository.database;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Settings of the embedded server: durable first, then small, since portal, index and database
 * share one little machine. Given on the command line, so that they are those of this release and
 * not of the day the data directory was made.
 */
final class PostgresSettings {
    static final Map<String, String> ALL = all();

    private PostgresSettings() {}

    private static Map<String, String> all() {
        Map<String, String> s = new LinkedHashMap<>();
        // An acknowledgement is a commit that is on the disk.
        s.put("fsync", "on");
        s.put("synchronous_commit", "on");
        s.put("full_page_writes", "on");
        // Loopback only; no socket file, whose path may be at most 107 bytes long.
        s.put("listen_addresses", "127.0.0.1");
        s.put("unix_socket_directories", "");
        // Memory: 32 MB shared; the working set of the lists is in the file cache anyway.
        s.put("shared_buffers", "32MB");
        s.put("max_connections", "30");
        s.put("work_mem", "4MB");
        s.put("maintenance_work_mem", "32MB");
        s.put("wal_buffers", "1MB");
        // Processes: none that this application has no use for.
        s.put("io_method", "sync");
        s.put("jit", "off");
        s.put("max_worker_processes", "2");
        s.put("max_parallel_workers_per_gather", "0");
        s.put("max_parallel_maintenance_workers", "0");
        s.put("max_logical_replication_workers", "0");
        s.put("autovacuum_max_workers", "1");
        s.put("autovacuum_worker_slots", "2");
        // No replicas read the log: the smallest that crash recovery needs.
        s.put("wal_level", "minimal");
        s.put("max_wal_senders", "0");
        s.put("max_wal_size", "256MB");
        s.put("min_wal_size", "32MB");
        s.put("checkpoint_timeout", "5min");
        // Solid state disks are the rule; random reads cost little more than sequential ones.
        s.put("random_page_cost", "1.5");
        s.put("timezone", "UTC");
        s.put("lc_messages", "C");
        s.put("log_timezone", "UTC");
        s.put("log_min_messages", "warning");
        s.put("log_line_prefix", "%m [%p] ");
        return s;
    }
}
