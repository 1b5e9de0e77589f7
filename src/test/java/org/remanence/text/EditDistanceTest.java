package org.remanence.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("locale")
class EditDistanceTest {
    private static final List<String> VERBS = List.of("portrait", "score", "sample", "list", "show", "run");

    @Test
    void findsTheWordThatWasMeant() {
        assertEquals(Optional.of("portrait"), EditDistance.nearest("potrait", VERBS));
        assertEquals(Optional.of("score"), EditDistance.nearest("scroe", VERBS));
        assertEquals(Optional.of("run"), EditDistance.nearest("rnu", VERBS));
    }

    @Test
    void findsNothingFarAway() {
        assertEquals(Optional.empty(), EditDistance.nearest("quantum", VERBS));
    }

    @Test
    void countsInsertionsDeletionsAndReplacements() {
        assertEquals(3, EditDistance.between("kitten", "sitting"));
        assertEquals(4, EditDistance.between("", "list"));
        assertEquals(1, EditDistance.between("digit", "digits"));
        assertEquals(0, EditDistance.between("mu", "mu"));
    }
}
