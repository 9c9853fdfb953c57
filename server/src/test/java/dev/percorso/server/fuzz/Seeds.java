package dev.percorso.server.fuzz;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Writes what each target begins with, one folder for each. Argument: the folder of all. */
public final class Seeds {
    private static final Map<String, List<String>> OF = Map.of(
            "Protocol",
            List.of(
                    "\u0000{\"batch\":[{\"type\":\"track\",\"event\":\"A\",\"userId\":\"u\",\"properties\":{\"x\":1.5,\"y\":[1]}}]}",
                    "\u0001{\"userId\":\"u\",\"anonymousId\":\"a\",\"traits\":{\"email\":\"a@example.com\",\"n\":null}}",
                    "\u0003{\"groupId\":\"g\",\"userId\":\"u\",\"traits\":{\"name\":\"G\"},\"timestamp\":\"2026-01-01T00:00:00Z\"}",
                    "\u0005{\"api_key\":\"KEY\",\"batch\":[{\"event\":\"$identify\",\"distinct_id\":\"u\",\"$set\":{\"a\":1}}]}",
                    "\u0007data=eyJldmVudCI6IkEiLCJwcm9wZXJ0aWVzIjp7InRva2VuIjoiS0VZIn19",
                    "\u0008[{\"$token\":\"KEY\",\"$distinct_id\":\"u\",\"$set\":{\"a\":1},\"$add\":{\"b\":2}}]",
                    "\u000b{\"api_key\":\"KEY\",\"events\":[{\"event_type\":\"A\",\"user_id\":\"u\",\"revenue\":3}]}",
                    "\r{\"client_id\":\"c\",\"events\":[{\"name\":\"purchase\",\"params\":{\"value\":1}}]}",
                    "\u000e{\"requests\":[\"?idsite=KEY&rec=1&uid=u&e_c=c&e_a=a&e_v=2\"]}"),
            "Map",
            List.of(
                    "journey\n  title A\n  section B\n    C: 5: Me, You\n",
                    "stage,lane,text\nAwareness,Actions,Looks\n",
                    "{\"format\":\"percorso-map/1\",\"name\":\"A\",\"stages\":[{\"id\":\"s\",\"name\":\"S\"}],\"cards\":[]}",
                    "<?xml version=\"1.0\"?><cjml:journey xmlns:cjml=\"x\"><cjml:title>A</cjml:title></cjml:journey>"),
            "File",
            List.of(
                    "id,name,\"a \"\"b\"\"\"\n1,Ada,\"x\ny\"\n",
                    "a;b\n1,5;2\n",
                    "{\"a\":1,\"b\":{\"c\":[1,2]}}\n{\"a\":\"x\"}\n",
                    "<log><trace><event><string key=\"concept:name\" value=\"A\"/><date key=\"time:timestamp\""
                            + " value=\"2026-01-01T00:00:00Z\"/></event></trace></log>",
                    "PAR1",
                    "PK\u0003\u0004"),
            "Template",
            List.of(
                    "Hello {{ name | upcase | default: 'you' }}",
                    "{% for x in list limit: 2 %}{{ forloop.index }}{{ x.deep[0] }}{% else %}-{% endfor %}",
                    "{% if count > 2 and name contains 'A' %}{% assign y = price | times: 2 | round: 1 %}{{ y }}{% endif %}",
                    "{% case name %}{% when 'Ada', 'B' %}1{% else %}2{% endcase %}{% raw %}{{ }}{% endraw %}",
                    "{% capture a %}{{ 'now' | date: '%Y-%m-%d' }}{% endcapture %}{{- a | split: '-' | join: ',' -}}",
                    "{% liquid\nassign z = (1..3)\necho z\n%}{% tablerow i in (1..3) cols:2 %}{{ i }}{% endtablerow %}"),
            "Index",
            List.of("\u0000\u0000\u0000damage", "\u0001\u0000\u0008\u00ff\u00ff\u00ff\u00ff", "\u0002\u0000\u0010"));

    private Seeds() {}

    public static void main(String[] arguments) throws IOException {
        for (Map.Entry<String, List<String>> target : OF.entrySet()) {
            Path folder = Files.createDirectories(Path.of(arguments[0]).resolve(target.getKey()));
            for (int seed = 0; seed < target.getValue().size(); seed++) {
                Files.write(
                        folder.resolve("seed-" + seed),
                        target.getValue().get(seed).getBytes(StandardCharsets.ISO_8859_1));
            }
        }
    }
}
