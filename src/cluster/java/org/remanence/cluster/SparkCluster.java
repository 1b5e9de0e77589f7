package org.remanence.cluster;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.spark.SparkJobInfo;
import org.apache.spark.SparkStageInfo;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.remanence.session.Cluster;
import org.remanence.session.ClusterTask;
import org.remanence.session.Session;
import org.remanence.text.BadInput;

/// Tasks as jobs of Spark: the common part is broadcast, answers are collected in order.
final class SparkCluster implements Cluster {
    private static final long LOOK_MILLIS = 20;

    private final JavaSparkContext context;

    SparkCluster(JavaSparkContext context) {
        this.context = context;
    }

    @Override
    public int slots() {
        return Math.max(1, context.defaultParallelism() / context.getConf().getInt("spark.task.cpus", 1));
    }

    @Override
    public List<byte[]> run(Class<? extends ClusterTask> task, byte[] common, List<byte[]> parts, Session session) {
        session.checkCancelled();
        Broadcast<byte[]> shared = context.broadcast(common);
        try {
            List<TaskOutcome> outcomes = await(context.parallelize(parts, parts.size()).map(new TaskCall(task.getName(), shared)).collectAsync(),
                    parts.size(), session);
            outcomes.stream().map(TaskOutcome::refusal).filter(refusal -> !refusal.isEmpty()).findFirst().ifPresent(refusal -> {
                throw new BadInput("%s", refusal);
            });
            return outcomes.stream().map(TaskOutcome::answer).toList();
        } finally {
            shared.unpersist();
        }
    }

    private List<TaskOutcome> await(JavaFutureAction<List<TaskOutcome>> job, int tasks, Session session) {
        try {
            while (true) {
                try {
                    return job.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
                } catch (TimeoutException _) {
                    session.checkCancelled();
                    session.progress().within((double) finished(job) / tasks);
                }
            }
        } catch (InterruptedException e) {
            session.cancel();
            Thread.currentThread().interrupt();
            throw session.stopped();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the cluster gave up: " + e.getCause().getMessage().lines().findFirst().orElse(""), e.getCause());
        } finally {
            if (!job.isDone()) {
                job.cancel(true);
            }
        }
    }

    private int finished(JavaFutureAction<?> job) {
        return job.jobIds().stream().map(id -> context.statusTracker().getJobInfo(id)).filter(info -> info != null)
                .map(SparkJobInfo::stageIds).flatMapToInt(Arrays::stream).mapToObj(id -> context.statusTracker().getStageInfo(id))
                .filter(info -> info != null).mapToInt(SparkStageInfo::numCompletedTasks).sum();
    }

    @Override
    public void close() {
        context.stop();
    }
}
