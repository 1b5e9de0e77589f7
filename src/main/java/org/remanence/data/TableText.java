package org.remanence.data;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.remanence.text.BadInput;

/// The text of a table: its encoding, told by its first bytes, and its lines, cell by cell.
/// @param file it is in
/// @param charset of its bytes
record TableText(Path file, Charset charset) {
    private static final int HEAD = 1 << 16;
    private static final char MARK = '\uFEFF';
    /// What stands between quotation marks is one word.
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"(?!\\S)|\\S+");

    /// A line with its number in the file, from 1.
    record Line(long number, List<String> cells) { }

    /// Reads something from the lines.
    @FunctionalInterface
    interface Action<T> {
        T of(Stream<Line> lines) throws IOException;
    }

    /// The text of a file: in UTF-16 if it is marked so or every other byte is zero, in UTF-8 if it can be, else in ISO 8859-1.
    static TableText of(Path file) {
        return new TableText(file, Reading.of(file, () -> {
            try (InputStream in = Reading.unpacked(file)) {
                return charset(in.readNBytes(HEAD));
            }
        }));
    }

    /// Whether bytes may begin a text.
    static boolean isText(byte[] head) {
        Charset charset = charset(head);
        boolean wide = charset.equals(StandardCharsets.UTF_16LE) || charset.equals(StandardCharsets.UTF_16BE);
        for (byte each : wide ? new byte[0] : head) {
            if (each >= 0 && each < ' ' && each != '\t' && each != '\n' && each != '\r') {
                return false;
            }
        }
        return true;
    }

    /// The cells of the first lines; none if they cannot be separated so.
    List<List<String>> head(Separator separator, int count) {
        try {
            return read(separator, lines -> lines.limit(count).map(Line::cells).toList());
        } catch (BadInput _) {
            return List.of();
        }
    }

    /// Hands all lines that hold something over, split into cells without the spaces around them. Lines that begin with
    /// `#` or `%` are skipped, and so is a first line `sep=;`, as Excel reads it.
    <T> T read(Separator separator, Action<T> action) {
        return Reading.of(file, () -> {
            try (BufferedReader reader = reader()) {
                return separator == Separator.SPACE ? action.of(spaced(reader)) : action.of(separated(reader, separator));
            } catch (UncheckedIOException e) {
                throw unreadable(e.getCause());
            }
        });
    }

    private static Stream<Line> spaced(BufferedReader reader) {
        long[] number = {0};
        return reader.lines().map(line -> new Line(++number[0], words(line)))
                .filter(line -> !line.cells().isEmpty() && !isAside(line, line.cells().getFirst()));
    }

    /// Whether a line is a comment or names the separator.
    private static boolean isAside(Line line, String start) {
        return start.startsWith("#") || start.startsWith("%") || line.number() == 1 && start.matches("(?i)sep=.?");
    }

    private static List<String> words(String line) {
        return WORD.matcher(line).results().map(word -> word.group(1) == null ? word.group() : word.group(1)).toList();
    }

    private static Stream<Line> separated(Reader reader, Separator separator) throws IOException {
        CSVFormat format = CSVFormat.DEFAULT.builder().setDelimiter(separator.sign()).setIgnoreEmptyLines(true)
                .setIgnoreSurroundingSpaces(true).setCommentMarker('#').get();
        CSVParser parser = CSVParser.parse(reader, format);
        return parser.stream().map(record -> new Line(parser.getCurrentLineNumber(), record.toList()))
                .filter(line -> !(line.cells().size() == 1 && line.cells().getFirst().isEmpty())
                        && !isAside(line, line.cells().getFirst()));
    }

    private BadInput unreadable(IOException cause) {
        return new BadInput(cause, "%s is not a readable table: %s", file,
                cause instanceof CharacterCodingException
                        ? "it is no text in " + charset + " from some line on; save it in UTF-8" : cause.getMessage());
    }

    private BufferedReader reader() throws IOException {
        BufferedReader reader = new BufferedReader(new InputStreamReader(Reading.unpacked(file), charset.newDecoder()));
        reader.mark(1);
        if (reader.read() != MARK) {
            reader.reset();
        }
        return reader;
    }

    private static Charset charset(byte[] head) {
        if (head.length > 1 && head[0] == (byte) 0xFF && head[1] == (byte) 0xFE || zeros(head, 1)) {
            return StandardCharsets.UTF_16LE;
        }
        if (head.length > 1 && head[0] == (byte) 0xFE && head[1] == (byte) 0xFF || zeros(head, 0)) {
            return StandardCharsets.UTF_16BE;
        }
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        boolean decoded = !decoder.decode(ByteBuffer.wrap(head), CharBuffer.allocate(head.length + 1), head.length < HEAD)
                .isError();
        return decoded ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1;
    }

    /// Whether every other of the first bytes is zero, as in digits that take two bytes each.
    private static boolean zeros(byte[] head, int from) {
        int even = Math.min(head.length, 64) & ~1;
        for (int i = from; i < even; i += 2) {
            if (head[i] != 0 || head[i ^ 1] == 0) {
                return false;
            }
        }
        return even >= 4;
    }
}
