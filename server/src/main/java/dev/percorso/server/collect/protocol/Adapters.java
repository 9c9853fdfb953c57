package dev.percorso.server.collect.protocol;

import java.util.List;
import java.util.Optional;

/** All protocols. */
record Adapters(
        SegmentAdapter segment,
        PostHogAdapter postHog,
        MixpanelAdapter mixpanel,
        GoogleAdapter google,
        MatomoAdapter matomo,
        AmplitudeAdapter amplitude) {
    Adapters() {
        this(
                new SegmentAdapter(),
                new PostHogAdapter(),
                new MixpanelAdapter(),
                new GoogleAdapter(),
                new MatomoAdapter(),
                new AmplitudeAdapter());
    }

    List<ProtocolAdapter> all() {
        return List.of(segment, postHog, mixpanel, google, matomo, amplitude);
    }

    /** Who reads events of this form. */
    Optional<ProtocolAdapter> of(String form) {
        return all().stream().filter(adapter -> adapter.forms().contains(form)).findFirst();
    }
}
