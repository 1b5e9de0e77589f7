package org.remanence.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Some of the bytes of a file, as the header `Range` asks for.
/// @param first from 0
/// @param length how many
record ByteRange(long first, long length) {
    private static final Pattern ONE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    /// The range of a header; nothing if it is of another kind, which is then as if it were not there.
    /// @throws Refusal if it lies outside
    static Optional<ByteRange> of(String header, long size) {
        Matcher one = ONE.matcher(header.strip());
        if (!one.matches() || one.group(1).isEmpty() && one.group(2).isEmpty()) {
            return Optional.empty();
        }
        if (one.group(1).isEmpty()) {
            long last = Math.min(size, Long.parseLong(one.group(2)));
            return Optional.of(within(size - last, size, size, header));
        }
        long end = one.group(2).isEmpty() ? size : Math.min(size, 1 + Long.parseLong(one.group(2)));
        return Optional.of(within(Long.parseLong(one.group(1)), end, size, header));
    }

    private static ByteRange within(long first, long end, long size, String header) {
        if (end <= first) {
            throw Refusal.of(Refusal.NO_SUCH_RANGE, "the file has %d bytes, not those of %s", size, header)
                    .with("Content-Range", "bytes */" + size);
        }
        return new ByteRange(first, end - first);
    }

    boolean isAll(long size) {
        return length == size;
    }

    void copy(Path file, OutputStream out) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            in.skipNBytes(first);
            byte[] buffer = new byte[1 << 16];
            long left = length;
            for (int count = 0; left > 0 && count >= 0; left -= Math.max(0, count)) {
                count = in.read(buffer, 0, (int) Math.min(buffer.length, left));
                out.write(buffer, 0, Math.max(0, count));
            }
        }
    }
}
