/// Networks of others, by ONNX Runtime: the only place that knows it, compiled with the profile `onnx` alone.
package org.remanence.onnx;
