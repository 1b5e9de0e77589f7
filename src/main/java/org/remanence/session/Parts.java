package org.remanence.session;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/// Where finished parts of a long computation outlive an interruption.
///
/// Whoever runs the same computation again finds its parts and goes on from there, to the same bits. Parts are asked by
/// the thread that runs the computation, one after the other.
public interface Parts {
    /// Keeps nothing: every part is computed.
    Parts NONE = new Parts() {
        @Override
        public <T> T part(String name, Class<T> type, Supplier<T> compute) {
            return compute.get();
        }

        @Override
        public Optional<String> kept() {
            return Optional.empty();
        }
    };

    /// The part of that name: read if it was finished before, else computed and kept.
    /// @param name distinguishes it from every other part of the computation; inside a part, names count within that part
    /// @param type a record of numbers, texts, arrays and such records: what can be written as JSON
    /// @param compute makes it; must not depend on anything but the computation's parameters and seed
    <T> T part(String name, Class<T> type, Supplier<T> compute);

    /// Where finished parts lie, if there are any.
    Optional<String> kept();

    /// A file in a format of the computation's own that outlives an interruption as parts do; nowhere if nothing is kept. Whoever writes it
    /// leaves it whole at any time, and it may depend on what parts depend on alone.
    /// @param name of the file
    default Optional<Path> file(String name) {
        return Optional.empty();
    }

    /// The parts of one of several computations, whose names are kept apart from those of the others.
    /// @param computation its name, different from those of the others
    default Parts within(String computation) {
        Parts whole = this;
        return new Parts() {
            @Override
            public <T> T part(String name, Class<T> type, Supplier<T> compute) {
                return whole.part(computation + "/" + name, type, compute);
            }

            @Override
            public Optional<String> kept() {
                return whole.kept();
            }

            @Override
            public Optional<Path> file(String name) {
                return whole.file(computation + "-" + name);
            }
        };
    }
}
