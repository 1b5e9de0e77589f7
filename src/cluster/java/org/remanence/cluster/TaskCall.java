package org.remanence.cluster;

import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.broadcast.Broadcast;
import org.remanence.session.ClusterTask;
import org.remanence.text.BadInput;

/// A task as machines of Spark run it.
final class TaskCall implements Function<byte[], TaskOutcome> {
    private static final long serialVersionUID = 1;

    private final String task;
    private final Broadcast<byte[]> common;

    /// @param task name of a class
    TaskCall(String task, Broadcast<byte[]> common) {
        this.task = task;
        this.common = common;
    }

    /// A refused input is an answer: Spark would try it again elsewhere.
    @Override
    public TaskOutcome call(byte[] part) throws ReflectiveOperationException {
        ClusterTask own = Class.forName(task).asSubclass(ClusterTask.class).getConstructor().newInstance();
        try {
            return new TaskOutcome(own.run(common.value(), part, TaskContext.get().cpus()), "");
        } catch (BadInput e) {
            return new TaskOutcome(new byte[0], e.getMessage());
        }
    }
}
