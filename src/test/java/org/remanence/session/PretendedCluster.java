package org.remanence.session;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/// Machines that are threads of this one: tasks run in any order, some of them twice.
/// @param slots tasks at a time that it claims
/// @param seed of the order
/// @param asked tasks by the name of their class
public record PretendedCluster(int slots, long seed, ConcurrentHashMap<String, Integer> asked) implements Cluster {
    public PretendedCluster(int slots, long seed) {
        this(slots, seed, new ConcurrentHashMap<>());
    }

    @Override
    public List<byte[]> run(Class<? extends ClusterTask> task, byte[] common, List<byte[]> parts, Session session) {
        session.checkCancelled();
        asked.merge(task.getSimpleName(), parts.size(), Integer::sum);
        List<Integer> order = new ArrayList<>(IntStream.range(0, parts.size()).boxed().toList());
        order.add(parts.size() / 2);
        Collections.shuffle(order, new Random(seed));
        byte[][] answers = new byte[parts.size()][];
        order.parallelStream().forEach(i -> answers[i] = answer(task, common.clone(), parts.get(i).clone()));
        return List.of(answers);
    }

    private static byte[] answer(Class<? extends ClusterTask> task, byte[] common, byte[] part) {
        try {
            return task.getConstructor().newInstance().run(common, part, 2);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() { }
}
