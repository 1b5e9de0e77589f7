package org.remanence.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestTest {
    private static final List<String> VERBS = List.of("portrait", "score", "sample", "list", "show", "run");

    @Test
    void findsTheWordThatWasMeant() {
        assertEquals("portrait", Nearest.to("potrait", VERBS));
        assertEquals("score", Nearest.to("scroe", VERBS));
        assertEquals("run", Nearest.to("rnu", VERBS));
    }

    @Test
    void findsNothingFarAway() {
        assertEquals("", Nearest.to("quantum", VERBS));
    }

    @Test
    void countsInsertionsDeletionsAndReplacements() {
        assertEquals(3, Nearest.distance("kitten", "sitting"));
        assertEquals(4, Nearest.distance("", "list"));
    }
}
