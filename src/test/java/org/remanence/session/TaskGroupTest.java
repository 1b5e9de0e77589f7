package org.remanence.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Groups on a pool of two threads of their own.
@Timeout(20)
class TaskGroupTest {
    private final WorkerPool pool = new WorkerPool(2);

    private TaskGroup group(int threads) {
        return new TaskGroup(pool, threads, Cancelled::new);
    }

    @Test
    void aLongCallDoesNotKeepOthersWaiting() throws InterruptedException {
        AtomicBoolean served = new AtomicBoolean();
        CountDownLatch begun = new CountDownLatch(2);
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread caller = Thread.ofPlatform().start(() -> thrown.set(assertThrows(IllegalStateException.class, () ->
                group(2).run(Integer.MAX_VALUE, _ -> {
                    begun.countDown();
                    if (served.get()) {
                        throw new IllegalStateException("enough");
                    }
                }))));
        begun.await();
        AtomicInteger ran = new AtomicInteger();
        group(2).run(6, _ -> ran.incrementAndGet());
        assertEquals(6, ran.get());
        served.set(true);
        caller.join();
        assertEquals("enough", thrown.get().getMessage());
    }

    @Test
    void whatWaitsForAThreadIsCancelledAtOnce() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(2);
        CountDownLatch release = new CountDownLatch(1);
        Thread holder = Thread.ofPlatform().start(() -> group(2).run(2, _ -> {
            begun.countDown();
            passThrough(release);
        }));
        begun.await();
        TaskGroup waits = group(2);
        AtomicInteger ran = new AtomicInteger();
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread caller = Thread.ofPlatform().start(() ->
                thrown.set(assertThrows(Cancelled.class, () -> waits.run(5, _ -> ran.incrementAndGet()))));
        while (caller.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        waits.cancel();
        caller.join();
        assertTrue(thrown.get() instanceof Cancelled);
        release.countDown();
        holder.join();
        assertEquals(0, ran.get());
    }

    @Test
    void aPoolGrowsToTheLargestGroupAndNoFurther() {
        Set<Thread> seen = ConcurrentHashMap.newKeySet();
        for (int round = 0; round < 30; round++) {
            int threads = 2 + round % 4;
            CountDownLatch together = new CountDownLatch(threads);
            group(threads).run(threads, _ -> {
                seen.add(Thread.currentThread());
                together.countDown();
                passThrough(together);
            });
        }
        assertEquals(5, seen.size());
        assertTrue(seen.stream().allMatch(Thread::isDaemon));
    }

    /// An interrupt that a task leaves behind does not cost the pool a thread, nor the next task its peace.
    @Test
    void aWorkerOutlivesWhatTasksDoToIt() {
        for (int round = 0; round < 20; round++) {
            group(2).run(4, _ -> Thread.currentThread().interrupt());
            assertThrows(StackOverflowError.class, () -> group(2).run(2, _ -> {
                throw new StackOverflowError("pretended");
            }));
        }
        CountDownLatch together = new CountDownLatch(2);
        group(2).run(2, _ -> {
            together.countDown();
            passThrough(together);
        });
    }

    private static void passThrough(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
