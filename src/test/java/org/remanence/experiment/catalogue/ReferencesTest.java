package org.remanence.experiment.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.remanence.experiment.ExperimentType;

/// Whether everything that an experiment names as its source can be cited.
final class ReferencesTest {
    private static final Set<String> OWN = Set.of("definition", "derived");

    /// Whoever names a work as the source of an experiment adds it to `references.bib`.
    @Test
    void everySourceHasAnEntry() {
        for (ExperimentType<?> each : types().toList()) {
            String source = each.about().source();
            assertEquals(List.of(), References.unknown(source), each.name());
            assertTrue(OWN.contains(source) || !References.of(source).isEmpty(), each.name() + " names no work: "
                    + source);
        }
    }

    @Test
    void everyEntryIsNamed() {
        Set<Reference> named = types().flatMap(each -> References.of(each.about().source()).stream())
                .collect(Collectors.toSet());
        assertEquals(Set.of(), References.all().stream().filter(each -> !named.contains(each)).map(Reference::key)
                .collect(Collectors.toSet()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "Biroli, Bonnaire, de Bortoli and Mézard, Dynamical regimes of diffusion models, 2024; estimator derived|biroli2024",
        "the network of Bonnaire, Urfin, Biroli and Mézard, Why diffusion models don''t memorize, 2025; its spectrum derived|bonnaire2025",
        "Ventura, Achilli, Silvestri, Lucibello and Ambrogioni, ICLR 2025, figures 5, 6|ventura2025",
        "Lucibello and Mézard 2024; Achilli et al. 2025; the collapse as a mutual information derived|lucibello2024 achilli2025",
        "Achilli et al., Losing dimensions, 2024, appendix C; Rényi's representation of order statistics; derived|achilli2024 renyi1953",
        "definition|''", "Biroli 1999|''", "Birolini 2024|''"})
    void sourcesAreReadAsPeopleReadThem(String source, String keys) {
        assertEquals(keys, References.of(source).stream().map(Reference::key).collect(Collectors.joining(" ")));
    }

    @Test
    void entriesAreWholeAndReadable() {
        assertEquals(References.all().size(), References.all().stream().map(Reference::key).distinct().count());
        for (Reference each : References.all()) {
            assertTrue(each.fields().keySet().containsAll(Set.of("author", "title")), each.key());
            assertFalse(each.text().matches(".*[{}\\\\].*"), each.text());
        }
        assertEquals("Achilli, Ambrogioni, Lucibello, Mézard and Ventura, Memorization and generalization in generative diffusion under the manifold "
                + "hypothesis, arXiv:2502.09578, 2025", References.of("Achilli 2025").getFirst().text());
    }

    private static Stream<ExperimentType<?>> types() {
        return Stream.concat(Experiments.all().stream(), Experiments.verbs().stream()).distinct();
    }
}
