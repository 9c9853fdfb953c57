package dev.percorso.server.audience;

/**
 * What opens a destination's API.
 *
 * @param accessToken of Meta and TikTok
 * @param clientId of Google, as the next two
 * @param refreshToken that a sign-in of the account's user gave
 */
record SyncSecrets(String accessToken, String clientId, String clientSecret, String refreshToken) {
    SyncSecrets {
        accessToken = plain(accessToken);
        clientId = plain(clientId);
        clientSecret = plain(clientSecret);
        refreshToken = plain(refreshToken);
    }

    private static String plain(String text) {
        return text == null ? "" : text.strip();
    }

    /** Whether everything is there that the destination needs. */
    boolean areComplete(Destination destination) {
        return switch (destination) {
            case GOOGLE -> !clientId.isEmpty() && !clientSecret.isEmpty() && !refreshToken.isEmpty();
            case META, TIKTOK -> !accessToken.isEmpty();
        };
    }

    boolean areNone() {
        return accessToken.isEmpty() && clientId.isEmpty() && clientSecret.isEmpty() && refreshToken.isEmpty();
    }
}
