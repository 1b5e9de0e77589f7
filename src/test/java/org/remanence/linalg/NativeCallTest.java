package org.remanence.linalg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class NativeCallTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    /// Remembers what it was told and gives up when told so.
    private static final class Recorder implements WorkMonitor {
        private final List<String> heard = Collections.synchronizedList(new ArrayList<>());
        private final long giveUpAfter;
        private long reports;

        Recorder(long giveUpAfter) {
            this.giveUpAfter = giveUpAfter;
        }

        @Override
        public void begin(String phase, long total) {
            heard.add("begin " + phase + " " + total);
        }

        @Override
        public void reached(long soFar) {
            if (++reports > giveUpAfter) {
                throw new IllegalStateException("enough");
            }
        }

        @Override
        public void end() {
            heard.add("end");
        }
    }

    @Test
    void staysOnTheCallersThreadUnlessWatched() {
        Arena arena = Arena.ofShared();
        Thread here = new NativeCall(WorkMonitor.NONE, arena, () -> { }).run("work", () -> Double.NaN, Thread::currentThread);
        assertEquals(Thread.currentThread(), here);
        assertFalse(arena.scope().isAlive());
    }

    @Test
    void reportsAndFreesItsMemory() {
        Recorder recorder = new Recorder(1000);
        Arena arena = Arena.ofShared();
        Thread there = new NativeCall(recorder, arena, () -> recorder.heard.add("abandoned")).run("work", () -> 0.25, Thread::currentThread);
        assertNotEquals(Thread.currentThread(), there);
        assertTrue(there.isDaemon(), "the call must not keep the process alive");
        assertEquals(List.of("begin work, estimated ms 250", "end"), recorder.heard);
        assertFalse(arena.scope().isAlive());
    }

    @Test
    void whoGivesUpLeavesAtOnceAndTheCallKeepsItsMemory() {
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        Recorder recorder = new Recorder(1);
        Arena arena = Arena.ofShared();
        assertTimeoutPreemptively(SOON, () -> {
            assertEquals("enough", assertThrows(IllegalStateException.class, () ->
                    new NativeCall(recorder, arena, () -> recorder.heard.add("abandoned")).run("work", () -> 1, () -> {
                        await(release);
                        arena.allocate(8);
                        over.countDown();
                        return null;
                    })).getMessage());
            assertTrue(arena.scope().isAlive());
            release.countDown();
            assertTrue(over.await(10, TimeUnit.SECONDS), "the memory was still there");
        });
        assertEquals(List.of("begin work, estimated ms 1000", "abandoned", "end"), recorder.heard);
    }

    @Test
    void failuresOfTheCallAreThrownHere() {
        NativeCall call = new NativeCall(new Recorder(1000), Arena.ofShared(), () -> { });
        assertEquals("inside", assertThrows(NativeException.class, () -> call.run("work", () -> 1, () -> {
            throw new NativeException("routine", 1, "inside");
        })).getMessage().replaceAll(".*: ", ""));
    }

    /// Single-threaded calls meet inside the library; one with two threads waits for them, and they for it.
    @Test
    void onlySingleThreadedCallsRunSideBySide() {
        assertTimeoutPreemptively(SOON, () -> {
            CyclicBarrier both = new CyclicBarrier(2);
            Thread first = Thread.ofPlatform().start(() -> OpenBlasLibrary.call(1, () -> both.await(10, TimeUnit.SECONDS)));
            OpenBlasLibrary.call(1, () -> both.await(10, TimeUnit.SECONDS));
            first.join();
            CountDownLatch inside = new CountDownLatch(1);
            CountDownLatch release = new CountDownLatch(1);
            List<String> order = Collections.synchronizedList(new ArrayList<>());
            Thread alone = Thread.ofPlatform().start(() -> OpenBlasLibrary.call(2, () -> {
                inside.countDown();
                release.await();
                return order.add("two threads");
            }));
            inside.await();
            Thread single = Thread.ofPlatform().start(() -> OpenBlasLibrary.call(1, () -> order.add("one thread")));
            Thread second = Thread.ofPlatform().start(() -> OpenBlasLibrary.call(2, () -> order.add("two threads")));
            waitUntilBlocked(single);
            waitUntilBlocked(second);
            release.countDown();
            alone.join();
            single.join();
            second.join();
            assertEquals(3, order.size());
            assertEquals("two threads", order.getFirst());
        });
    }

    private static void waitUntilBlocked(Thread thread) {
        while (thread.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
