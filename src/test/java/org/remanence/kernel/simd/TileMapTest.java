package org.remanence.kernel.simd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.remanence.kernel.PosteriorTile;
import org.remanence.kernel.States;
import org.remanence.kernel.Tiling;
import org.remanence.kernel.Workers;
import org.remanence.tensor.Matrix;
import org.remanence.tensor.Precision;

/// The map in `package-info` is true: it names every class, and tiles do use the parts that it gives them.
class TileMapTest {
    private static final Path SOURCES = Path.of("src/main/java/org/remanence/kernel/simd");
    private static final Pattern LINK = Pattern.compile("\\[(\\w+)]");

    /// Around every limit that the map states.
    @ParameterizedTest
    @CsvSource({"FLOAT, 12, 1, LowTile, 1", "FLOAT, 12, 9, LowTile, 12", "DOUBLE, 12, 100, LowTile, 12",
        "FLOAT, 13, 1, FewTile, 1", "FLOAT, 13, 8, FewTile, 8", "FLOAT, 13, 9, StripTile, 16",
        "DOUBLE, 13, 4, FewTile, 4", "DOUBLE, 13, 5, StripTile, 8",
        "FLOAT, 784, 48, StripTile, 16", "FLOAT, 784, 49, Tile, 64", "FLOAT, 784, 65, StripTile, 16", "FLOAT, 784, 97, Tile, 64",
        "DOUBLE, 784, 24, StripTile, 8", "DOUBLE, 784, 25, Tile, 32"})
    void eachShapeHasItsTile(Precision precision, int dimension, int states, String tile, int block) {
        States batch = new States(Matrix.zeros(states, dimension), new double[dimension], 1, 0, 1, Workers.ALONE);
        Tiling tiling = Tiling.of(dimension, precision);
        PosteriorTile actual = new SimdTiles().of(precision, tiling, batch, true, Workers.ALONE).get();
        assertEquals((precision == Precision.FLOAT ? "Float" : "Double") + tile, actual.getClass().getSimpleName());
        assertEquals(block, actual.block());
        assertEquals(block, new SimdTiles().block(precision, tiling, states));
    }

    @Test
    void everyClassIsOnTheMap() throws IOException {
        Set<String> classes;
        try (Stream<Path> files = Files.list(SOURCES)) {
            classes = files.map(file -> file.getFileName().toString().replace(".java", ""))
                    .filter(name -> !name.startsWith("Double") && !name.equals("package-info")).collect(Collectors.toCollection(TreeSet::new));
        }
        assertEquals(classes, new TreeSet<>(links(Files.readString(SOURCES.resolve("package-info.java")))));
    }

    @Test
    void tilesUseThePartsThatTheMapGivesThem() throws IOException {
        List<List<String>> rows = Files.readAllLines(SOURCES.resolve("package-info.java")).stream()
                .filter(line -> line.startsWith("/// |")).map(line -> Arrays.asList(line.substring(5).split("\\|"))).toList();
        int parts = rows.stream().map(row -> row.getFirst().strip()).toList().indexOf("part");
        List<String> tiles = rows.subList(2, parts).stream().flatMap(row -> links(row.getFirst()).stream()).toList();
        assertEquals(List.of("FloatLowTile", "FloatFewTile", "FloatStripTile", "FloatTile"), tiles);
        for (List<String> row : rows.subList(parts + 2, rows.size())) {
            for (int column = 1; column <= tiles.size(); column++) {
                Set<String> used = used(tiles.get(column - 1));
                for (String part : links(row.get(column))) {
                    assertTrue(used.contains(part), tiles.get(column - 1) + " does not use " + part);
                }
            }
        }
    }

    /// What a tile uses, directly or not, by the code without its comments. Strips get their states from [FloatTile#pack].
    private static Set<String> used(String tile) throws IOException {
        Set<String> used = new TreeSet<>(Set.of(tile));
        ArrayDeque<String> open = new ArrayDeque<>(used);
        if (tile.equals("FloatStripTile")) {
            used.add("FloatTile");
        }
        while (!open.isEmpty()) {
            String code = Files.readString(SOURCES.resolve(open.pop() + ".java")).replaceAll("(?m)^ *//.*$", "");
            var word = Pattern.compile("\\bFloat[A-Z]\\w*").matcher(code);
            while (word.find()) {
                if (Files.exists(SOURCES.resolve(word.group() + ".java")) && used.add(word.group())) {
                    open.push(word.group());
                }
            }
        }
        return used;
    }

    private static List<String> links(String text) {
        return LINK.matcher(text).results().map(link -> link.group(1)).toList();
    }
}
