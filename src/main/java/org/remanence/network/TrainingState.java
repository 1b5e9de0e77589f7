package org.remanence.network;

/// What a training has to keep to go on to the same bits: noise and batches are numbered, so no generator is among it.
/// @param step steps done
/// @param parameters of the network
/// @param first mean gradients of the optimizer
/// @param second mean squares of the gradients
/// @param average of the parameters
/// @param lossSum sum of the losses of the steps since the last checkpoint
/// @param lossSteps how many those are
public record TrainingState(long step, float[] parameters, float[] first, float[] second, float[] average, double lossSum, long lossSteps) { }
