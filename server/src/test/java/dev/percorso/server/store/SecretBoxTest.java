package dev.percorso.server.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretBoxTest {
    private static final String NEW_KEY = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("secrets.key");
    }

    @Test
    void shouldOpenWhatItSealedAfterARestartAndForItsOwnerOnly() throws Exception {
        String sealed = SecretBox.open(file()).seal("hush", "connector-1");

        SecretBox again = SecretBox.open(file());
        assertEquals(Optional.of("hush"), again.unseal(sealed, "connector-1"));
        assertEquals(Optional.empty(), again.unseal(sealed, "connector-2"));
        assertFalse(sealed.contains("hush"));
        assertNotEquals(sealed, again.seal("hush", "connector-1"));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file())));
    }

    @Test
    void shouldNoticeAChangeAndAMissingKey() throws Exception {
        String sealed = SecretBox.open(file()).seal("hush", "a");
        int last = sealed.length() - 5;
        String changed =
                sealed.substring(0, last) + (sealed.charAt(last) == 'A' ? 'B' : 'A') + sealed.substring(last + 1);

        assertEquals(Optional.empty(), SecretBox.open(file()).unseal(changed, "a"));
        Files.delete(file());
        assertEquals(Optional.empty(), SecretBox.open(file()).unseal(sealed, "a"));
    }

    @Test
    void shouldSealWithANewKeyAndStillOpenWithTheOld() throws Exception {
        SecretBox before = SecretBox.open(file());
        String sealed = before.seal("hush", "a");
        Files.write(file(), List.of(NEW_KEY, Files.readString(file()).strip()));

        SecretBox after = SecretBox.open(file());
        assertTrue(before.isCurrent(sealed));
        assertFalse(after.isCurrent(sealed));
        assertEquals(Optional.of("hush"), after.unseal(sealed, "a"));
        assertTrue(after.isCurrent(after.seal("hush", "a")));
        assertFalse(after.isCurrent("hush"));
        assertEquals(Optional.of("hush"), after.unseal("hush", "a"), "what was never sealed");
    }

    @Test
    void shouldSayWhatIsWrongWithTheFileAndKeepOthersOut() throws Exception {
        Files.writeString(file(), "not a key\n");
        IllegalStateException failure = assertThrows(IllegalStateException.class, () -> SecretBox.open(file()));
        assertTrue(String.valueOf(failure.getMessage()).contains("openssl rand -base64 32"), failure.getMessage());

        Files.writeString(file(), NEW_KEY);
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-r--r--"));
        SecretBox.open(file());
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file())));
    }
}
