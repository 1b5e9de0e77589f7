package org.remanence.kernel;

import java.util.function.IntConsumer;

/// Runs numbered tasks that do not depend on each other, and waits for all.
@FunctionalInterface
public interface Workers {
    /// One after the other, on the calling thread.
    Workers ALONE = (tasks, task) -> {
        for (int i = 0; i < tasks; i++) {
            task.accept(i);
        }
    };

    /// Runs tasks 0 … `tasks − 1`.
    void run(int tasks, IntConsumer task);
}
