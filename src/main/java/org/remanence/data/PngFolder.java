package org.remanence.data;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.remanence.tensor.Precision;
import org.remanence.tensor.ShapeException;
import org.remanence.text.BadInput;
import org.remanence.text.Text;

/// Pattern sets as folders of PNG images of one size, gray or in colour, in the order of their names; images in
/// subfolders are labelled by the name of the subfolder. A channel of opacity is dropped, and said to be.
final class PngFolder {
    private PngFolder() { }

    static PatternSet open(Path folder, Precision precision, Arena arena) {
        List<Path> files = files(folder);
        PatternSet images = read(folder, files, precision, arena);
        boolean labelled = !files.getFirst().getParent().equals(folder);
        return labelled ? images.with(Labels.of(files.stream().map(each -> each.getParent().getFileName().toString()).toList())) : images;
    }

    /// The images, in the order of the patterns: those of the folder, else those of the folders in it.
    static List<Path> files(Path folder) {
        return Reading.of(folder, () -> {
            List<Path> files = new ArrayList<>(images(folder));
            if (files.isEmpty()) {
                for (Path each : children(folder)) {
                    if (Files.isDirectory(each)) {
                        files.addAll(images(each));
                    }
                }
            }
            if (files.isEmpty()) {
                throw new BadInput("%s must hold .png images, or folders of them, and has none", folder);
            }
            return List.copyOf(files);
        });
    }

    private static PatternSet read(Path folder, List<Path> files, Precision precision, Arena arena) {
        Pixels first = Pixels.read(files.getFirst());
        ImageShape shape = first.shape();
        StoredRows rows = StoredRows.zeros(files.size(), shape.size(), precision, arena);
        rows.write(0, 1, first.values());
        boolean dropped = first.alpha();
        for (int i = 1; i < files.size(); i++) {
            Pixels pixels = Pixels.read(files.get(i));
            if (!pixels.shape().equals(shape) || pixels.largest() != first.largest()) {
                throw new ShapeException(Text.of("%s must be like %s, %s, got %s: make all images of one size and kind", files.get(i), files.getFirst().getFileName(), first.kind(), pixels.kind()));
            }
            rows.write(i, 1, pixels.values());
            dropped |= pixels.alpha();
        }
        Description plain = Description.of(Reading.stem(folder), "PNG images in " + folder).with(shape);
        Description about = dropped ? plain.after("dropped the channel of opacity") : plain;
        return new PatternSet(rows, Labels.NONE, about.with(new ValueRange(0, first.largest())));
    }

    private static List<Path> images(Path folder) throws IOException {
        return children(folder).stream()
                .filter(each -> each.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".png")).toList();
    }

    private static List<Path> children(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.sorted().toList();
        }
    }

    /// One image as numbers.
    /// @param largest value a pixel can have
    /// @param alpha whether it had a channel of opacity
    private record Pixels(ImageShape shape, int largest, boolean alpha, double[] values) {
        private static final long SIGNATURE = 0x89504E470D0A1A0AL;
        private static final int END = 0x49454E44;
        private static final int CHECKSUM = 4;

        static Pixels read(Path file) {
            BufferedImage image = Reading.of(file, () -> {
                checkEnd(file);
                try (InputStream in = Files.newInputStream(file)) {
                    return ImageIO.read(in);
                } catch (RuntimeException e) {
                    throw new BadInput(e, "%s is a damaged image: %s", file, e.getMessage());
                }
            });
            if (image == null) {
                throw notAnImage(file);
            }
            boolean alpha = image.getColorModel().hasAlpha();
            return image.getColorModel() instanceof IndexColorModel palette
                    ? indexed(image, palette, alpha) : direct(image, alpha);
        }

        /// Walks to the last chunk, because the library shows what there is of a truncated image without complaint.
        private static void checkEnd(Path file) throws IOException {
            try (DataInputStream in = new DataInputStream(Reading.unpacked(file))) {
                if (in.readLong() != SIGNATURE) {
                    throw notAnImage(file);
                }
                int type = 0;
                while (type != END) {
                    long length = Integer.toUnsignedLong(in.readInt()) + CHECKSUM;
                    type = in.readInt();
                    in.skipNBytes(length);
                }
            }
        }

        private static IllegalArgumentException notAnImage(Path file) {
            return new BadInput("%s is not a PNG image", file);
        }

        private static Pixels direct(BufferedImage image, boolean alpha) {
            int channels = image.getRaster().getNumBands() - (alpha ? 1 : 0);
            ImageShape shape = new ImageShape(image.getHeight(), image.getWidth(), channels);
            double[] values = new double[shape.size()];
            for (int c = 0; c < channels; c++) {
                double[] channel = image.getRaster().getSamples(0, 0, shape.width(), shape.height(), c,
                        (double[]) null);
                for (int i = 0; i < channel.length; i++) {
                    values[i * channels + c] = channel[i];
                }
            }
            return new Pixels(shape, (1 << image.getSampleModel().getSampleSize(0)) - 1, alpha, values);
        }

        private static Pixels indexed(BufferedImage image, IndexColorModel palette, boolean alpha) {
            boolean gray = IntStream.range(0, palette.getMapSize())
                    .allMatch(i -> palette.getRed(i) == palette.getGreen(i)
                            && palette.getGreen(i) == palette.getBlue(i));
            ImageShape shape = new ImageShape(image.getHeight(), image.getWidth(), gray ? 1 : 3);
            int[] colours = image.getRGB(0, 0, shape.width(), shape.height(), null, 0, shape.width());
            double[] values = new double[shape.size()];
            for (int i = 0; i < values.length; i++) {
                int shift = 16 - 8 * (i % shape.channels());
                values[i] = colours[i / shape.channels()] >> shift & 0xFF;
            }
            return new Pixels(shape, 255, alpha, values);
        }

        String kind() {
            return Text.of("%d × %d with %d channel%s of at most %d", shape.height(), shape.width(), shape.channels(),
                            shape.channels() == 1 ? "" : "s", largest);
        }
    }
}
