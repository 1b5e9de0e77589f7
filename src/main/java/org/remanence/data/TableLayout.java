package org.remanence.data;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.remanence.text.BadInput;
import org.remanence.text.Text;

/// Which line of a table names its columns, and what each column is.
/// @param header whether the first line names the columns
/// @param cells of a line
/// @param data columns that are data, in order, from 0
/// @param label column of the labels, −1 if there is none
/// @param weight column of the weights, −1 if there is none
/// @param names of the columns; `column 1`, … without a header
/// @param notes what was decided, for the line about what was read
record TableLayout(boolean header, int cells, List<Integer> data, int label, int weight, List<String> names,
        List<String> notes) {
    private static final Set<String> INDEX = Set.of("index", "id", "idx", "row", "rownames", "name", "names");
    /// Fewer numbers than an image of 4 × 4 has are no image with its label.
    private static final int LEAST_IMAGE = 16;
    /// The integers 0, 1, 2, … or 1, 2, 3, … in a first line are column numbers if there are so many of them, whatever follows.
    private static final int SURELY_NUMBERS = 8;
    private static final String FRACTION = "[+-]?\\d*[.,]\\d.*";

    /// The layout that the first lines suggest, and the user's word overrules.
    /// @param first lines of the table, at least one
    /// @param rows lines there are in all, the first one included
    static TableLayout of(List<List<String>> first, long rows, TableStyle style, FileForm form, String file) {
        return new Decision(first, rows, style, form, file).layout();
    }

    /// Numbers of a pattern.
    int dimension() {
        return data.size();
    }

    /// Whether there is a column of labels.
    boolean labelled() {
        return label >= 0;
    }

    /// Whether there is a column of weights.
    boolean weighted() {
        return weight >= 0;
    }

    /// The way to the layout of one table.
    private static final class Decision {
        private final List<String> top;
        private final List<List<String>> body;
        private final long rows;
        private final TableStyle style;
        private final FileForm form;
        private final String file;
        private final List<String> notes = new ArrayList<>();
        private final int width;
        private final boolean scikit;
        private boolean header;
        private int weight;
        private List<String> names;

        Decision(List<List<String>> first, long rows, TableStyle style, FileForm form, String file) {
            this.body = first.subList(1, first.size());
            this.rows = rows;
            this.style = style;
            this.form = form;
            this.file = file;
            this.scikit = form.header() != FileForm.Header.NO && isScikit(first.getFirst());
            this.top = scikit ? Collections.nCopies(body.getFirst().size(), "") : completed(first.getFirst());
            this.width = top.size();
        }

        /// The names of all columns, also where the first line is one cell short: of row names, as R writes them, or of the empty
        /// column behind a separator that ends the lines below.
        private List<String> completed(List<String> line) {
            if (body.isEmpty() || form.header() == FileForm.Header.NO || line.stream().anyMatch(this::isNumber)
                    || !body.stream().allMatch(each -> each.size() == line.size() + 1)) {
                return line;
            }
            List<String> corner = List.of("");
            return (all(line.size(), String::isEmpty) ? Stream.of(line, corner) : Stream.of(corner, line))
                    .flatMap(List::stream).toList();
        }

        /// Whether a first line holds the numbers of rows and of features and the names of the classes, as scikit-learn writes it.
        private boolean isScikit(List<String> line) {
            int last = body.isEmpty() ? 0 : body.getFirst().size() - 1;
            return last > 0 && line.size() > 2 && line.get(0).equals(String.valueOf(rows - 1))
                    && line.get(1).equals(String.valueOf(last))
                    && line.stream().skip(2).allMatch(TableLayout::isWord)
                    && all(last, cell -> cell.matches("\\d+"));
        }

        TableLayout layout() {
            header = switch (form.header()) {
                case AUTO -> namesColumns();
                case YES -> true;
                case NO -> false;
            };
            names = IntStream.range(0, width).mapToObj(k -> header && !top.get(k).isEmpty() ? top.get(k) : "column " + (k + 1))
                    .toList();
            notes.addFirst("header " + (header ? "yes" : "no"));
            weight = form.weightName().map(name -> column(name, "weights")).orElse(-1);
            int label = label();
            List<Integer> data = form.columns().equals(FileForm.AUTO_WORD) ? usual(label) : chosen(label);
            return new TableLayout(header, width, data, label, weight, names, notes);
        }

        private boolean namesColumns() {
            if (top.stream().allMatch(cell -> !isNumber(cell) && !isMissing(cell) || cell.isEmpty())) {
                return true;
            }
            return numbersColumns();
        }

        /// Column numbers, as pandas writes them where columns have no names.
        private boolean numbersColumns() {
            List<String> numbers = top.stream().filter(this::isNumber).toList();
            boolean counting = isCount(numbers);
            if (!counting || body.isEmpty()) {
                noteWholes();
                return false;
            }
            boolean others = IntStream.range(0, width).anyMatch(k -> names(k, numbers.getFirst().equals("0")));
            boolean fractions = numbers.getFirst().equals("0") && IntStream.range(0, width).filter(k -> isNumber(top.get(k)))
                    .anyMatch(k -> all(k, cell -> cell.matches(FRACTION)));
            boolean sure = others || fractions || numbers.size() >= SURELY_NUMBERS;
            if (!sure && numbers.size() > 1) {
                notes.add(Text.of("first line %s taken as data (--header yes if it numbers the columns)",
                        String.join(",", numbers)));
            }
            return sure;
        }

        /// Whole numbers above fractions alone, such as years, may be names.
        private void noteWholes() {
            boolean wholes = top.stream().allMatch(cell -> cell.matches("\\d+(\\.0+)?")) && top.stream().distinct().count() == width;
            if (wholes && width > 1 && body.size() > 1
                    && IntStream.range(0, width).allMatch(k -> all(k, cell -> cell.matches(FRACTION)))) {
                notes.add(Text.of("first line %s%s taken as data (--header yes if it names the columns)",
                        String.join(",", top.stream().limit(SURELY_NUMBERS).toList()),
                                width > SURELY_NUMBERS ? ",…" : ""));
            }
        }

        /// Whether a cell of the first line can only be the name of a column, beside column numbers: the empty one above row names,
        /// a usual name of labels, or a word above numbers, or above other words.
        /// @param fromZero whether the column numbers begin with 0, as those of pandas do
        private boolean names(int k, boolean fromZero) {
            String cell = top.get(k);
            if (cell.isEmpty()) {
                return k == 0 && !all(0, String::isEmpty) && (fromZero || isCount(below(0)));
            }
            return LabelNames.has(cell) || fromZero && isWord(cell)
                    && (all(k, this::isNumber) || all(k, word -> !word.equals(cell)));
        }

        private int label() {
            if (form.labelName().isPresent()) {
                return column(form.labelName().get(), "labels");
            }
            int found = usualLabel();
            if (found >= 0 && !form.autoLabels()) {
                notes.add(Text.of("column %s left out, which looks like labels", names.get(found).replaceFirst("^column ", "")));
                return -1;
            }
            return found;
        }

        private int usualLabel() {
            if (scikit) {
                return width - 1;
            }
            List<String> lower = top.stream().map(cell -> cell.strip().toLowerCase(Locale.ROOT)).toList();
            int named = header ? LabelNames.ALL.stream().mapToInt(lower::indexOf).filter(k -> k >= 0).findFirst().orElse(-1) : -1;
            boolean coordinate = named >= 0 && lower.get(named).equals("y") && lower.contains("x");
            if (coordinate) {
                notes.add("column y taken as data beside x (--labels y otherwise)");
            }
            return named < 0 || coordinate ? textColumn() : named;
        }

        /// The one column of words, where words return: an identifier never does, and begins with a digit as often as not.
        private int textColumn() {
            int[] texts = IntStream.range(0, width).filter(k -> !body.isEmpty() && all(k, TableLayout::isWord)).toArray();
            if (texts.length != 1) {
                return -1;
            }
            List<String> words = cells(texts[0]);
            return words.stream().distinct().count() < words.size() && words.stream().allMatch(TableLayout::isWord) ? texts[0] : -1;
        }

        private List<Integer> usual(int label) {
            List<Integer> data = new ArrayList<>();
            int aside = form.labelName().isPresent() || form.autoLabels() ? label : usualLabel();
            for (int k = 0; k < width; k++) {
                if (k == aside || k == weight) {
                    continue;
                }
                if (!body.isEmpty() && all(k, String::isEmpty) && (header || top.get(k).isEmpty())) {
                    notes.add(Text.of("empty column %d left out", k + 1));
                } else if (isIndex(k)) {
                    notes.add(Text.of("column %d%s left out: row names", k + 1, top.get(k).isEmpty() ? ""
                            : Text.of(" ('%s')", top.get(k))));
                } else {
                    if (header && label >= 0 && LabelNames.has(top.get(k)) && !top.get(k).equalsIgnoreCase("y")) {
                        notes.add(Text.of("column %s taken as data (--columns leaves it out)", top.get(k)));
                    }
                    data.add(k);
                }
            }
            if (!header && data.size() > 1 && data.getFirst() == 0 && body.size() > 1 && isCount(cells(0))
                    && data.stream().skip(1).anyMatch(k -> all(k, cell -> cell.contains(".") || cell.contains(",")))) {
                notes.add(Text.of("column 1 counts the rows and is taken as data (--columns 2-%d leaves it out)", width));
            }
            if (label < 0) {
                noteLikelyLabels(data);
            }
            return data;
        }

        /// The digit before the bytes of an image, which is taken as data, is worth a hint.
        private void noteLikelyLabels(List<Integer> data) {
            int side = (int) Math.round(Math.sqrt(width - 1.0));
            if (!header && form.autoLabels() && width > LEAST_IMAGE && side * side == width - 1 && data.size() == width
                    && IntStream.range(0, width).allMatch(k -> all(k, cell -> cell.matches("\\d{1,3}")))) {
                notes.add(Text.of("column 1 taken as data, although %d columns are an image of %d × %d and one more (--labels 1 if it holds them)",
                        width, side, side));
            }
        }

        private boolean isIndex(int k) {
            if (!header || scikit || body.isEmpty() || width < 2) {
                return false;
            }
            String name = top.get(k);
            return name.isEmpty() && k == 0 || name.matches("Unnamed: \\d+(\\.\\d+)*")
                    && (k == 0 || all(k, cell -> cell.matches("\\d+")))
                    || k == 0 && INDEX.contains(name.toLowerCase(Locale.ROOT)) && body.size() > 1 && isIdentifiers(below(k));
        }

        /// Whether cells tell rows apart and measure nothing: whole numbers, or words, all of them different.
        private static boolean isIdentifiers(List<String> cells) {
            return cells.stream().distinct().count() == cells.size()
                    && (cells.stream().allMatch(cell -> cell.matches("\\d+")) || cells.stream().allMatch(TableLayout::isWord));
        }

        /// The first cells of a column, without that of a header.
        private List<String> cells(int k) {
            return header ? below(k) : Stream.concat(Stream.of(top.get(k)), below(k).stream()).toList();
        }

        /// The first cells of a column below the first line; empty where a line is too short.
        private List<String> below(int k) {
            return body.stream().map(line -> line.size() > k ? line.get(k) : "").toList();
        }

        private List<Integer> chosen(int label) {
            List<Integer> data = new ArrayList<>();
            for (String part : form.columns().split(",")) {
                String text = part.strip();
                boolean range = text.matches("\\d+-\\d+") && !names.contains(text);
                int from = column(range ? text.substring(0, text.indexOf('-')) : text, "columns");
                int to = range ? column(text.substring(text.indexOf('-') + 1), "columns") : from;
                if (to < from) {
                    throw new BadInput("columns must run upwards, got %s", text);
                }
                IntStream.rangeClosed(from, to).filter(k -> k != label && k != weight).forEach(data::add);
            }
            notes.add("columns " + form.columns());
            return data;
        }

        /// A column by its name, else by its number from 1.
        private int column(String text, String what) {
            int named = header ? top.indexOf(text) : -1;
            if (named >= 0) {
                return named;
            }
            if (text.matches("\\d{1,9}") && Integer.parseInt(text) >= 1 && Integer.parseInt(text) <= width) {
                return Integer.parseInt(text) - 1;
            }
            throw new BadInput("%s names '%s', but %s has %d columns%s", what, text, file, width,
                    header ? ", called " + String.join(", ", names.stream().limit(12).toList()) + (width > 12 ? ", …" : "")
                            : " without names");
        }

        private boolean all(int k, Predicate<String> test) {
            return body.stream().allMatch(line -> line.size() > k && test.test(line.get(k)));
        }

        private boolean isNumber(String cell) {
            return !Double.isNaN(style.number(cell));
        }
    }

    /// Whether these are 0, 1, 2, … or 1, 2, 3, …
    private static boolean isCount(List<String> cells) {
        if (cells.isEmpty() || !cells.getFirst().matches("[01]")) {
            return false;
        }
        int start = Integer.parseInt(cells.getFirst());
        return IntStream.range(0, cells.size()).allMatch(i -> cells.get(i).equals(String.valueOf(start + i)));
    }

    /// Whether a cell can be the name of something.
    private static boolean isWord(String cell) {
        return !cell.isEmpty() && Character.isLetter(cell.charAt(0)) && !isMissing(cell);
    }

    /// Whether a cell says that there is no number.
    private static boolean isMissing(String cell) {
        return cell.matches("(?i)nan|na|n/a|null|none|inf|infinity|-inf(inity)?|\\?|-");
    }
}
