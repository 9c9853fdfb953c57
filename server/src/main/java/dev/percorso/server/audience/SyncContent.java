package dev.percorso.server.audience;

import dev.percorso.server.event.DisplayName;
import java.net.URI;
import java.util.Optional;

/**
 * An audience that follows a segment.
 *
 * @param active whether anything is told to the destination; a pause leaves the audience as it is
 * @param account Google Ads customer or TikTok advertiser that the audience belongs to; empty for Meta
 * @param manager Google Ads manager account whose user signed in; empty when it is the account itself
 * @param audience id of the user list or custom audience
 * @param proxy that stands for the destination's own address; absent for that
 */
record SyncContent(
        String name,
        boolean active,
        String segment,
        Destination destination,
        String account,
        String manager,
        String audience,
        Optional<URI> proxy) {
    private static final String ID = "[0-9]{1,25}";

    SyncContent {
        require(DisplayName.isValid(name), "an audience needs a name " + DisplayName.RULE);
        require(destination != null, "say where the audience is: google, meta or tiktok");
        require(segment != null && !segment.isBlank(), "choose the segment that the audience follows");
        account = digits(account);
        manager = digits(manager);
        audience = digits(audience);
        proxy = proxy == null
                ? Optional.empty()
                : proxy.filter(uri -> !uri.toString().isBlank());
        require(audience.matches(ID), "the id of the audience is a number, as the destination shows it");
        require(
                destination == Destination.META || account.matches(ID),
                "the id of the account is a number, as the destination shows it");
        require(manager.isEmpty() || manager.matches(ID), "the id of the manager account is a number, or empty");
    }

    /** Where to call what the destination has at its own address. */
    URI address(String own, String path) {
        return URI.create(proxy.map(URI::toString).orElse(own) + path);
    }

    /** Google shows numbers of accounts with hyphens. */
    private static String digits(String id) {
        return id == null ? "" : id.strip().replace("-", "");
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
