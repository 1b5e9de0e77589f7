package org.remanence.server;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

/// Reads bodies, packed or not, up to a size.
final class RequestBody {
    private static final int BUFFER = 1 << 16;

    private RequestBody() { }

    /// All bytes, unpacked.
    /// @param in the body as it comes
    /// @param encoding value of `Content-Encoding`, empty without
    /// @param expected value of `Content-Length`, or -1
    /// @param most bytes taken, packed or unpacked
    /// @throws Refusal if there are more, they are damaged, or their encoding is unknown
    static byte[] read(InputStream in, String encoding, long expected, int most) throws IOException {
        if (expected > most) {
            throw tooLarge(most);
        }
        String packing = encoding.strip().toLowerCase(Locale.ROOT);
        try {
            return switch (packing) {
                case "", "identity" -> expected >= 0 ? exactly(in, (int) expected) : atMost(in, most);
                case "gzip", "x-gzip" -> atMost(new GZIPInputStream(in, BUFFER), most);
                case "deflate" -> atMost(new InflaterInputStream(in), most);
                default -> throw Refusal.of(Refusal.UNSUPPORTED,
                        "Content-Encoding must be gzip, deflate or identity, got %s", packing)
                        .with("Accept-Encoding", "gzip, deflate");
            };
        } catch (ZipException | EOFException e) {
            throw Refusal.of(Refusal.BAD_REQUEST, "the body is no complete %s stream", packing.isEmpty() ? "byte"
                    : packing);
        }
    }

    private static byte[] exactly(InputStream in, int count) throws IOException {
        byte[] bytes = new byte[count];
        if (in.readNBytes(bytes, 0, count) < count) {
            throw new EOFException();
        }
        return bytes;
    }

    private static byte[] atMost(InputStream in, int most) throws IOException {
        byte[] bytes = in.readNBytes(most);
        if (bytes.length == most && in.read() >= 0) {
            throw tooLarge(most);
        }
        return bytes;
    }

    static Refusal tooLarge(int most) {
        return Refusal.of(Refusal.TOO_LARGE, "the body must hold at most %d bytes, packed or unpacked", most);
    }
}
