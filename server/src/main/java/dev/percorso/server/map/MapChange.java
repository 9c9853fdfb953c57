package dev.percorso.server.map;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * One small change of a map, as an editor sends it. Many people's changes can be applied in any order: each touches one
 * field, or one entry of a list.
 *
 * @param id of the entry; of no meaning for a field of the map itself
 * @param field of a {@link Operation#SET}
 * @param value what the field becomes (absent: the field goes away), or the entry that is added
 * @param after id of the entry that it follows in its list; an empty one is the start, absent is the end
 */
public record MapChange(
        Operation type,
        Part part,
        String id,
        Optional<String> field,
        Optional<JsonNode> value,
        Optional<String> after) {
    /** What is done. */
    public enum Operation {
        SET,
        ADD,
        REMOVE,
        MOVE
    }

    /** To what it is done: the map's own fields, or one of its lists. */
    public enum Part {
        MAP(""),
        STAGES("stages"),
        LANES("lanes"),
        CARDS("cards"),
        EMOTIONS("emotions");

        private final String list;

        Part(String list) {
            this.list = list;
        }

        String list() {
            return list;
        }
    }

    public MapChange {
        require(type != null && part != null, "a change has a 'type' and a 'part'");
        id = id == null ? "" : id;
        field = field == null ? Optional.empty() : field;
        value = value == null ? Optional.empty() : value.filter(node -> !node.isNull());
        after = after == null ? Optional.empty() : after;
        require(part == Part.MAP || !id.isBlank(), "a change of an entry has its 'id'");
        require(part != Part.MAP || type == Operation.SET, "the map itself can only be 'set'");
        require(
                type != Operation.SET
                        || field.filter(name -> !name.equals("id")).isPresent(),
                "a 'set' has the 'field' that changes, which is not 'id'");
        require(
                type != Operation.ADD || value.filter(JsonNode::isObject).isPresent(),
                "an 'add' has the whole entry as its 'value'");
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
