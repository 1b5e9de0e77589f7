/// Trained scores: networks as functions, what their inputs and outputs mean, training by denoising, checkpoints.
package org.remanence.network;
