package org.remanence.data;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.remanence.tensor.Precision;
import org.remanence.tensor.ShapeException;
import org.remanence.text.BadInput;
import org.remanence.text.Text;

/// Pattern sets as folders of PNG or JPEG images of one size, gray or in colour, in the order of their names.
///
/// Images in subfolders are labelled by the name of the subfolder; a single folder around those is passed through. Hidden files
/// and whatever is no image is left aside, and said to be. Gray images among coloured ones become coloured. A channel of opacity
/// is dropped, and said to be.
final class ImageFolder {
    private static final int NAMED = 3;

    private ImageFolder() { }

    static PatternSet open(Path folder, FileForm form, Precision precision, Arena arena) {
        Listing listing = Listing.of(folder);
        PatternSet images = read(folder, listing, precision, arena);
        return !listing.labelled() || !form.autoLabels() ? images
                : FoundLabels.attach(images, "folders", false, () -> Labels.of(listing.classes()));
    }

    /// The images, in the order of the patterns.
    static List<Path> files(Path folder) {
        return Listing.of(folder).files();
    }

    private static PatternSet read(Path folder, Listing listing, Precision precision, Arena arena) {
        List<Path> files = listing.files();
        Pixels first = Pixels.read(files.getFirst());
        ImageShape shape = first.shape();
        for (Path each : shape.channels() == 1 ? files : List.<Path>of()) {
            shape = Pixels.isColoured(each) ? new ImageShape(shape.height(), shape.width(), 3) : shape;
        }
        StoredRows rows = StoredRows.zeros(files.size(), shape.size(), precision, arena);
        boolean dropped = false;
        int gray = 0;
        for (int i = 0; i < files.size(); i++) {
            Pixels pixels = i == 0 ? first : Pixels.read(files.get(i));
            if (pixels.shape().channels() == 1 && shape.channels() == 3) {
                pixels = pixels.coloured();
                gray++;
            }
            if (!pixels.shape().equals(shape) || pixels.largest() != first.largest()) {
                throw new ShapeException(Text.of("%s must be like %s, %s, got %s: make all images of one size and kind",
                        files.get(i), files.getFirst().getFileName(), first.kind(), pixels.kind()));
            }
            rows.write(i, 1, pixels.values());
            dropped |= pixels.alpha();
        }
        Description plain = Description.of(Reading.stem(folder), "images in " + listing.root()).with(shape);
        Description about = dropped ? plain.after("dropped the channel of opacity") : plain;
        about = listing.root().equals(folder) ? about : about.note("images in " + folder.relativize(listing.root()));
        about = gray == 0 ? about : about.note(Text.of("%d gray image%s read as coloured", gray, gray == 1 ? "" : "s"));
        about = listing.aside().isEmpty() ? about
                : about.note(Text.of("%d left aside: %s", listing.aside().size(), some(folder, listing.aside())));
        return new PatternSet(rows, Labels.NONE, about.with(new ValueRange(0, first.largest())));
    }

    private static String some(Path folder, List<Path> aside) {
        List<String> names = aside.stream().limit(NAMED).map(each -> folder.relativize(each).toString()).toList();
        return String.join(", ", names) + (aside.size() > NAMED ? ", …" : "");
    }

    /// What lies in a folder.
    /// @param root folder of the images, or of the folders with them
    /// @param files images, in the order of the patterns
    /// @param classes name of the folder of each image; empty if they lie in the root itself
    /// @param aside what is not read, folders not entered
    private record Listing(Path root, List<Path> files, List<String> classes, List<Path> aside) {
        static Listing of(Path folder) {
            return Reading.of(folder, () -> {
                List<Path> aside = new ArrayList<>();
                return of(folder, folder, aside);
            });
        }

        boolean labelled() {
            return !classes.isEmpty();
        }

        private static Listing of(Path folder, Path root, List<Path> aside) throws IOException {
            List<Path> children = children(root);
            List<Path> images = children.stream().filter(Listing::isImage).toList();
            children.stream().filter(each -> !isImage(each) && !isFolder(each)).forEach(aside::add);
            List<Path> folders = children.stream().filter(Listing::isFolder).toList();
            if (!images.isEmpty()) {
                aside.addAll(folders);
                return new Listing(root, images, List.of(), aside);
            }
            List<Path> holding = new ArrayList<>();
            for (Path each : folders) {
                if (within(each).anyMatch(Listing::isImage)) {
                    holding.add(each);
                } else {
                    aside.add(each);
                }
            }
            if (holding.isEmpty()) {
                throw new BadInput("%s must hold .png or .jpg images, or folders of them, and has none", folder);
            }
            boolean direct = false;
            for (Path each : holding) {
                direct |= children(each).stream().anyMatch(Listing::isImage);
            }
            if (direct) {
                return classes(root, holding, aside);
            }
            if (holding.size() > 1) {
                throw new BadInput("%s holds several folders of classes: give one of them, %s", folder,
                        String.join(" or ", holding.stream().limit(NAMED + 1).map(Path::toString).toList()));
            }
            return of(folder, holding.getFirst(), aside);
        }

        private static Listing classes(Path root, List<Path> folders, List<Path> aside) throws IOException {
            List<Path> files = new ArrayList<>();
            List<String> classes = new ArrayList<>();
            for (Path folder : folders) {
                within(folder).filter(each -> !Files.isDirectory(each)).forEach(each -> {
                    if (isImage(each)) {
                        files.add(each);
                        classes.add(folder.getFileName().toString());
                    } else {
                        aside.add(each);
                    }
                });
            }
            return new Listing(root, files, classes, aside);
        }

        /// Everything in a folder and the folders in it, in the order of the names; nothing in hidden folders.
        private static Stream<Path> within(Path folder) throws IOException {
            List<Path> found = new ArrayList<>();
            collect(folder, Set.of(), found);
            return found.stream();
        }

        /// @param above the folders on the way here: a link back to one of them is not followed
        private static void collect(Path folder, Set<Path> above, List<Path> found) throws IOException {
            Set<Path> way = new HashSet<>(above);
            if (!way.add(folder.toRealPath())) {
                return;
            }
            for (Path each : children(folder)) {
                if (isFolder(each)) {
                    collect(each, way, found);
                } else {
                    found.add(each);
                }
            }
        }

        private static boolean isFolder(Path path) {
            return Files.isDirectory(path) && !isHidden(path);
        }

        private static boolean isImage(Path path) {
            return !isHidden(path) && Files.isRegularFile(path)
                    && path.getFileName().toString().toLowerCase(Locale.ROOT).matches(".*\\.(png|jpg|jpeg)");
        }

        /// What systems and editors leave behind.
        private static boolean isHidden(Path path) {
            String name = path.getFileName().toString();
            return name.startsWith(".") || name.equals("__MACOSX");
        }

        private static List<Path> children(Path folder) throws IOException {
            try (Stream<Path> all = Files.list(folder)) {
                return all.sorted().toList();
            }
        }
    }
}
