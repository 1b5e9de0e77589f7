package org.remanence.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.remanence.result.OutputFailure;

/// Where results are printed. A [PrintStream] swallows errors; this one can be asked for them when all has been said.
final class ResultStream extends PrintStream {
    private final Destination destination;
    private final boolean pipe;

    /// @param to the stream behind it, buffered here
    /// @param pipe whether it leads to a reader, who may leave when he has seen enough
    ResultStream(OutputStream to, boolean pipe) {
        Destination watched = new Destination(to);
        super(new BufferedOutputStream(watched), false, StandardCharsets.UTF_8);
        this.destination = watched;
        this.pipe = pipe;
    }

    /// Sends off what is still buffered.
    /// @throws OutputFailure if anything printed did not arrive where it should be kept
    void finish() {
        flush();
        if (destination.failure != null && !pipe) {
            throw new OutputFailure("the result", destination.failure);
        }
    }

    /// Passes everything on until that fails, and remembers why.
    private static final class Destination extends OutputStream {
        private final OutputStream to;
        private IOException failure;

        Destination(OutputStream to) {
            this.to = to;
        }

        @Override
        public void write(int value) {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            attempt(() -> to.write(bytes, offset, length));
        }

        @Override
        public void flush() {
            attempt(to::flush);
        }

        private void attempt(Attempt attempt) {
            if (failure != null) {
                return;
            }
            try {
                attempt.run();
                if (to instanceof PrintStream silent && silent.checkError()) {
                    failure = new IOException("its stream is broken");
                }
            } catch (IOException e) {
                failure = e;
            }
        }
    }

    @FunctionalInterface
    private interface Attempt {
        void run() throws IOException;
    }
}
