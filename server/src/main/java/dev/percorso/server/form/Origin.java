package dev.percorso.server.form;

import java.util.Optional;

/**
 * Where a submission comes from.
 *
 * @param source id of the source that events come through
 * @param anonymousId of a browser whose visitor agreed to be followed
 * @param address of the caller, whole: it is only counted
 * @param network the same address, truncated
 * @param device class of the user agent, or empty
 */
record Origin(
        String source, Optional<String> anonymousId, String language, String address, String network, String device) {}
