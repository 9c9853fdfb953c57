package dev.percorso.server.compose;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.percorso.server.compose.block.Block;
import dev.percorso.server.compose.block.Brand;
import dev.percorso.server.event.DisplayName;
import dev.percorso.server.event.Ids;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.ErrorCode;
import dev.percorso.server.http.ProblemException;
import dev.percorso.server.store.Database;
import dev.percorso.server.store.DocumentStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The brand of each workspace and the blocks that many templates share. */
public final class Brands {
    private static final String THE_ONE = "brand";
    private static final int MOST_BLOCKS = 60;

    private final DocumentStore<Brand> brands;
    private final DocumentStore<SavedContent> blocks;
    private final Ids ids;

    public Brands(Database database, InstantSource clock, Ids ids) {
        this.brands = new DocumentStore<>(database, clock, "email-brand", Brand.class);
        this.blocks = new DocumentStore<>(database, clock, "email-block", SavedContent.class);
        this.ids = ids;
    }

    /**
     * Blocks under a name.
     *
     * @param blocks in mails of every language that is not among the variants
     * @param variants by language, as ISO 639
     */
    public record SavedContent(String name, List<Block> blocks, Map<String, List<Block>> variants) {
        public SavedContent {
            if (!DisplayName.isValid(name)) {
                throw new IllegalArgumentException("a saved block needs a 'name' " + DisplayName.RULE);
            }
            name = name.strip();
            blocks = checked(blocks);
            Map<String, List<Block>> all = new TreeMap<>();
            if (variants != null) {
                variants.forEach((language, own) -> all.put(TemplateContent.language(language), checked(own)));
            }
            variants = Collections.unmodifiableMap(all);
        }

        private static List<Block> checked(@Nullable List<Block> blocks) {
            List<Block> list = blocks == null ? List.of() : List.copyOf(blocks);
            if (list.size() > MOST_BLOCKS) {
                throw new IllegalArgumentException("a saved block has at most 60 blocks");
            }
            if (list.stream().anyMatch(Block.Saved.class::isInstance)) {
                throw new IllegalArgumentException("a saved block holds no other saved block");
            }
            return list;
        }

        private List<Block> in(String language) {
            return variants.getOrDefault(language, blocks);
        }
    }

    /** Blocks that are kept apart. */
    public record SavedBlock(String id, @JsonUnwrapped SavedContent content, Instant updatedAt, String updatedBy) {
        static SavedBlock of(DocumentStore.Stored<SavedContent> stored) {
            return new SavedBlock(stored.id(), stored.content(), stored.updatedAt(), stored.updatedBy());
        }
    }

    Brand brand(WorkspaceId workspace) {
        return brands.find(workspace, THE_ONE)
                .map(DocumentStore.Stored::content)
                .orElse(Brand.PLAIN);
    }

    /** The host of the site that the brand names, and of its subdomains; a "www." before it says nothing. */
    Optional<String> host(WorkspaceId workspace) {
        return WebAddress.host(brand(workspace).site()).map(host -> host.startsWith("www.") ? host.substring(4) : host);
    }

    Brand save(WorkspaceId workspace, Brand brand, String by) {
        return brands.save(workspace, THE_ONE, brand, by).content();
    }

    List<SavedBlock> blocks(WorkspaceId workspace) {
        return blocks.all(workspace).stream()
                .map(SavedBlock::of)
                .sorted(Comparator.comparing(block -> block.content().name(), String.CASE_INSENSITIVE_ORDER))
                .toList();
    }

    /** What a saved block says in mails of a language. */
    Optional<List<Block>> block(WorkspaceId workspace, String id, String language) {
        return blocks.find(workspace, id).map(stored -> stored.content().in(language));
    }

    SavedBlock create(WorkspaceId workspace, SavedContent content, String by) {
        return SavedBlock.of(blocks.save(workspace, ids.next(), content, by));
    }

    SavedBlock update(WorkspaceId workspace, String id, SavedContent content, String by) {
        if (blocks.find(workspace, id).isEmpty()) {
            throw missing(id);
        }
        return SavedBlock.of(blocks.save(workspace, id, content, by));
    }

    /** @param users names of the templates that use it */
    void delete(WorkspaceId workspace, String id, List<String> users) {
        if (!users.isEmpty()) {
            throw ProblemException.of(
                    ErrorCode.IN_USE,
                    "The saved block is used by %s; take it out there first. Nothing was deleted"
                            .formatted(String.join(", ", users)));
        }
        if (!blocks.delete(workspace, id)) {
            throw missing(id);
        }
    }

    private static ProblemException missing(String id) {
        return ProblemException.notFound("The saved block '" + id + "'");
    }
}
