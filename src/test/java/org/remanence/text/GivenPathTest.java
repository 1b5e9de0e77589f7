package org.remanence.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.Charset;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("locale")
class GivenPathTest {
    /// Repeated where the environment knows ASCII alone.
    @Test
    void aNameIsUnderstoodOrRefusedInOneSentence() {
        Charset letters = Charset.forName(System.getProperty("sun.jnu.encoding"));
        String name = "Größe x.npy";
        if (letters.newEncoder().canEncode(name)) {
            assertEquals(Path.of(name), GivenPath.of(name));
        } else {
            String sentence = assertThrows(BadInput.class, () -> GivenPath.of(name)).getMessage();
            assertTrue(sentence.contains(name) && sentence.contains("LC_ALL"), sentence);
        }
        assertEquals(Path.of("x.npy"), GivenPath.of("x.npy"));
    }

    @Test
    void whatNoFileIsCalledIsRefused() {
        String sentence = assertThrows(BadInput.class, () -> GivenPath.of("x\0y")).getMessage();
        assertTrue(sentence.startsWith("x?y is no name of a file"), sentence);
    }
}
