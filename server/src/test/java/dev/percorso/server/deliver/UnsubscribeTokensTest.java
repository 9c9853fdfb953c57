package dev.percorso.server.deliver;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.percorso.server.event.WorkspaceId;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class UnsubscribeTokensTest {
    private static final UnsubscribeTokens TOKENS = new UnsubscribeTokens(new DeliverySecret("secret"));
    private static final UnsubscribeTokens.Claim CLAIM =
            new UnsubscribeTokens.Claim(new WorkspaceId("shop"), 12, "hash", Optional.of(7L));

    @Test
    void shouldReadWhatItMadeAndNothingOfAnotherInstallation() {
        String token = TOKENS.of(CLAIM);

        assertEquals(Optional.of(CLAIM), TOKENS.read(token));
        UnsubscribeTokens.Claim old =
                new UnsubscribeTokens.Claim(CLAIM.workspace(), CLAIM.person(), CLAIM.addressHash(), Optional.empty());
        assertEquals(Optional.of(old), TOKENS.read(TOKENS.of(old)));
        assertEquals(Optional.empty(), new UnsubscribeTokens(new DeliverySecret("other")).read(token));
    }

    @Property(tries = 300)
    void shouldRefuseEveryChangedCharacter(@ForAll @IntRange(max = 60) int position, @ForAll char replacement) {
        String token = TOKENS.of(CLAIM);
        int at = position % token.length();
        String changed = token.substring(0, at) + replacement + token.substring(at + 1);

        if (!changed.equals(token)) {
            assertEquals(Optional.empty(), TOKENS.read(changed));
        }
    }

    @Property(tries = 300)
    void shouldSurviveAnyText(@ForAll String text) {
        assertEquals(Optional.empty(), TOKENS.read(text));
    }
}
