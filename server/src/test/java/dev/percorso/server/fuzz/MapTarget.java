package dev.percorso.server.fuzz;

import dev.percorso.server.RunningPercorso.Answer;

/** Journey maps of other programs: own JSON, CJML, Mermaid, CSV, XLSX. */
public final class MapTarget {
    private MapTarget() {}

    public static void fuzzerTestOneInput(byte[] data) {
        FuzzServer server = FuzzServer.running();
        Answer answer = server.use(FuzzServer.SHOP + "/maps/import", data);
        if (answer.status() == 201) {
            server.delete(
                    FuzzServer.SHOP + "/maps/" + answer.json().at("/map/id").asString());
        }
    }
}
