package dev.percorso.server.store;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/** DuckDBs in memory, each as long as its connection: one thread, nothing on disk, no extension that is not built in. */
final class DuckDb {
    private DuckDb() {}

    static Connection open() throws SQLException {
        Properties properties = new Properties();
        // DuckDB does not count everything, so this is well below what the machine has.
        properties.setProperty("memory_limit", "512MB");
        properties.setProperty("threads", "1");
        properties.setProperty("temp_directory", "");
        properties.setProperty("preserve_insertion_order", "true");
        properties.setProperty("jdbc_stream_results", "true");
        properties.setProperty("autoinstall_known_extensions", "false");
        properties.setProperty("autoload_known_extensions", "false");
        properties.setProperty("allow_community_extensions", "false");
        Connection connection = DriverManager.getConnection("jdbc:duckdb:", properties);
        UnpackedLibraries.remove();
        return connection;
    }
}
