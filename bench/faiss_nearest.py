"""The exact nearest patterns, in turn with FAISS's exact flat index (Debian: python3-faiss), on the same numbers.

    /usr/bin/python3 bench/faiss_nearest.py CLASSPATH [n d B k threads rounds]

JAVA, in the environment, is a Java 25. CLASSPATH holds the classes of this project, of its benches (test classes) and the libraries. Prints the seconds of each round, the median
ratio, and the share of the nearest patterns in double that either finds.
"""
import os
import statistics
import subprocess
import sys
import tempfile
import time

sizes = [int(a) for a in sys.argv[2:]]
n, d, B, k, threads, rounds = sizes + [60000, 784, 1000, 64, 2, 9][len(sizes):]
os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = str(threads)

import faiss  # noqa: E402
import numpy as np  # noqa: E402

faiss.omp_set_num_threads(threads)
rng = np.random.default_rng(1)
# pixels: sparse, non-negative, of a few hundred hidden directions
patterns = np.maximum(rng.standard_normal((n, 32)) @ rng.standard_normal((32, d)) / 8, 0).astype(np.float32)
states = (patterns[rng.integers(0, n, B)] + 0.1 * rng.standard_normal((B, d))).astype(np.float32)
folder = tempfile.mkdtemp()
np.save(folder + "/a.npy", patterns)
np.save(folder + "/x.npy", states)
ours = subprocess.Popen([os.environ.get("JAVA", "java"), "@native-config/jvm.args", "-cp", sys.argv[1], "org.remanence.bench.NearestTurns", folder + "/a.npy",
                         folder + "/x.npy", str(k), str(threads), folder + "/found.npy"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                        stderr=subprocess.DEVNULL, text=True)
index = faiss.IndexFlatL2(d)
index.add(patterns)


def of_ours():
    ours.stdin.write("\n")
    ours.stdin.flush()
    return float(ours.stdout.readline())


def of_faiss():
    start = time.perf_counter()
    found = index.search(states, k)[1]
    return time.perf_counter() - start, found


for _ in range(3):
    of_ours()
    of_faiss()
ratios = []
for _ in range(rounds):
    first = of_ours()
    second, found = of_faiss()
    ratios.append(second / first)
    print(f"ours {first:.3f} s, FAISS {second:.3f} s, ratio {second / first:.2f}", flush=True)
print(f"FAISS takes {statistics.median(ratios):.2f} times as long (quartiles {statistics.quantiles(ratios)[0]:.2f} to "
      f"{statistics.quantiles(ratios)[2]:.2f})")
ours.stdin.close()
ours.wait()
mine = np.load(folder + "/found.npy")
exact = same = right = 0
for b in range(min(B, 200)):
    square = ((patterns.astype(float) - states[b].astype(float)) ** 2).sum(1)
    truth = np.argsort(square, kind="stable")[:k]
    exact += np.array_equal(truth, mine[b])
    same += np.array_equal(truth, found[b])
    right += len(set(truth) & set(found[b]))
count = min(B, 200)
print(f"of {count} states the whole list is right for {exact} of ours and {same} of FAISS's; FAISS's recall is {right / (count * k):.5f}")
