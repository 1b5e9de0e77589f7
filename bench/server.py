"""What a server costs above its kernel, and what it bears.

    python3 bench/server.py [overhead | batch | connections | soak] [--seconds N]

Starts a server of its own (REMANENCE_PROGRAM, or ./remanence of this checkout). Times are in milliseconds. An answer tells
how long the pass over the patterns took (Server-Timing); what a request took above that is the overhead, measured in the
same request.
"""

import argparse
import json
import os
import pathlib
import socket
import sys
import threading
import time

import numpy as np

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "src" / "main" / "python"))
os.environ.setdefault("REMANENCE_PROGRAM", str(HERE.parent / "remanence"))
import remanence  # noqa: E402


class Timed(remanence.Client):
    """Remembers how long the pass of the last answer took."""

    pass_ms = 0.0

    def open(self, *args, **more):
        response = super().open(*args, **more)
        told = response.headers.get("Server-Timing")
        if told:
            self.pass_ms = float(told.split("dur=")[1])
        return response


def timed(server):
    client = Timed(server.url, server._token)
    client.data_root = server.data_root
    return client


def row(name, values, note=""):
    low, middle, high = np.percentile(values, [0, 50, 90])
    print(f"{name:44} min {low:9.2f}   median {middle:9.2f}   90 % {high:9.2f}   {note}", flush=True)


def overhead(server, seconds):
    """B = 256 states of d = 784 over n = 1000 patterns: by HTTP and by shared memory in turn."""
    client = timed(server)
    patterns = client.patterns("gaussian:d=784,n=1000")
    x = np.random.default_rng(1).normal(size=(256, 784))
    ways = {"HTTP": 1 << 60, "shared memory": 1}
    above, passes = {each: [] for each in ways}, []
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        for way, threshold in ways.items():
            remanence._SHARED_FROM = threshold
            start = time.perf_counter()
            patterns.score(x, 0.5)
            above[way].append(1e3 * (time.perf_counter() - start) - client.pass_ms)
            passes.append(client.pass_ms)
    skip = len(passes) // 10
    row("pass, B = 256, d = 784, n = 1000", passes[2 * skip:])
    for way in ways:
        row(f"above it, {way}", above[way][skip:], "aim 5 ms" if way == "HTTP" else "aim 1 ms")


def batch(server, seconds):
    """16 clients of one state each, again and again, and one batch of 16, in turn: n = 60 000, d = 784."""
    name = timed(server).patterns("gaussian:d=784,n=60000").name
    x = np.random.default_rng(2).normal(size=(16, 784))
    clients = [timed(server).model(name) for _ in range(16)]
    expected = clients[0].score(x, 0.5)
    rounds = 5

    def ask(i):
        for _ in range(rounds):
            np.testing.assert_array_equal(clients[i].score(x[i], 0.5), expected[i])

    alone, together, single = [], [], []
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        for _ in range(rounds):
            start = time.perf_counter()
            clients[0].score(x, 0.5)
            alone.append(1e3 * (time.perf_counter() - start))
        threads = [threading.Thread(target=ask, args=(i,)) for i in range(16)]
        start = time.perf_counter()
        for each in threads:
            each.start()
        for each in threads:
            each.join()
        together.append(1e3 * (time.perf_counter() - start) / rounds)
        start = time.perf_counter()
        clients[0].score(x[0], 0.5)
        single.append(1e3 * (time.perf_counter() - start))
    row("one batch of 16", alone)
    ratio = np.median(together) / np.median(alone)
    row("16 clients of one state, a round", together, f"{ratio:.2f} times a batch, aim 1.3")
    row("one state alone", single)


def connections(server, seconds):
    """1000 connections that do nothing, 50 half-open ones and 50 that do not read their answers, around one that asks."""
    client = timed(server)
    patterns = client.patterns("gaussian:d=64,n=1000")
    x = np.random.default_rng(3).normal(size=(16, 64))
    expected = patterns.score(x, 0.5)
    host, port = client._host.split(":")

    def ask(seconds):
        took, end = [], time.monotonic() + seconds
        while time.monotonic() < end:
            start = time.perf_counter()
            np.testing.assert_array_equal(patterns.score(x, 0.5), expected)
            took.append(1e3 * (time.perf_counter() - start))
        return took

    def opened(request=b""):
        other = socket.create_connection((host, int(port)))
        other.sendall(request)
        return other

    row("a request, alone", ask(seconds / 2))
    authorization = f"Host: {client._host}\r\nAuthorization: Bearer {server._token}\r\n".encode()
    get = b"GET /openapi.json HTTP/1.1\r\n" + authorization + b"\r\n"
    post = b"POST /v2/models/x/infer HTTP/1.1\r\n" + authorization + b"Content-Length: 1000\r\n\r\nhalf"
    many = [opened() for _ in range(1000)] + [opened(post) for _ in range(50)] + [opened(get + get) for _ in range(50)]
    row("among 1100 connections", ask(seconds / 2))
    for each in many:
        each.close()


def memory(process):
    """Resident bytes of a process."""
    return int(pathlib.Path(f"/proc/{process}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def soak(server, seconds):
    """Six clients that ask whatever there is; each answer is compared to the bit; memory is looked at."""
    sets = [server.patterns(each) for each in ("gaussian:d=16,n=500", "gaussian:d=300,n=2000", "digits")]
    random = np.random.default_rng(4)
    states = [random.normal(size=(400, each.dimension)) for each in sets]
    times = [0.1, 0.5, 2.0]
    expected = {(i, t): sets[i].posterior(states[i], t) for i in range(len(sets)) for t in times}
    process = server._end.peek()[2][0].pid
    job = server.experiments.spectrum(data="gaussian:d=3,n=50").wait().id
    end, counts, wrong = time.monotonic() + seconds, [0] * 6, []

    def ask(k):
        mine, client = np.random.default_rng(k), remanence.Client(server.url, server._token)
        client.data_root = server.data_root if k % 2 else None
        models = [client.model(each.name) for each in sets]
        try:
            while time.monotonic() < end:
                i, t, kind = mine.integers(len(sets)), times[mine.integers(len(times))], mine.integers(20)
                first, count = mine.integers(0, 200), mine.integers(1, 200)
                part = slice(first, first + count)
                if kind < 16:
                    outputs = mine.choice(models[i].outputs, size=mine.integers(1, 4), replace=False)
                    for name, values in models[i].posterior(states[i][part], t, list(outputs)).items():
                        np.testing.assert_array_equal(values, expected[i, t][name][part])
                elif kind == 16:
                    tensor = {"name": "x", "shape": [3, 16], "datatype": "FP64", "data": states[0][:3].ravel().tolist()}
                    found = client.json("POST", f"/v2/models/{models[0].name}/infer",
                                        {"parameters": {"time": t}, "inputs": [tensor]})
                    values = next(each["data"] for each in found["outputs"] if each["name"] == "score")
                    np.testing.assert_array_equal(np.reshape(values, (3, 16)), expected[0, t].score[:3])
                elif kind == 17:
                    try:
                        client.json("POST", f"/v2/models/{models[0].name}/infer", {"inputs": []})
                        raise AssertionError("not refused")
                    except remanence.RemanenceError as e:
                        assert e.status == 400
                elif kind == 18:
                    data = mine.normal(size=(50, 4))
                    name = f"soak-{k}"
                    nearest = client.patterns(data, name=name).posterior(data, 0.01, ("nearest",)).nearest
                    np.testing.assert_array_equal(nearest, np.arange(50))
                    client.json("DELETE", f"/v1/models/{name}")
                    if client.data_root is None:
                        client.json("DELETE", f"/v1/data/{client.named(data)}")
                else:
                    assert client.json("GET", f"/v1/jobs/{job}/result")["result"]["dimension"] == 3
                    states_told = [each.data["state"] for each in client.job(job).events() if each.type == "state"]
                    assert states_told[-1] == "succeeded"
                counts[k] += 1
        except Exception as e:
            wrong.append(f"client {k}: {type(e).__name__}: {e}")

    threads = [threading.Thread(target=ask, args=(k,)) for k in range(6)]
    for each in threads:
        each.start()
    seen = []
    while any(each.is_alive() for each in threads):
        time.sleep(min(5.0, seconds / 20))
        seen.append((time.monotonic() - end + seconds, memory(process) / 2 ** 20))
    for each in threads:
        each.join()
    assert not wrong, wrong
    for when, mebibytes in seen[::max(1, len(seen) // 12)]:
        print(f"  after {when:6.0f} s resident {mebibytes:6.0f} MiB")
    at, resident = np.array([each for each in seen if each[0] > seconds / 3]).T
    slope = np.polyfit(at / 60, resident, 1)[0]
    print(f"{sum(counts)} requests in {seconds} s, all answers right; resident after a third {resident[0]:.0f} MiB, at the "
          f"end {resident[-1]:.0f} MiB, most {resident.max():.0f} MiB, slope {slope:+.2f} MiB a minute", flush=True)


if __name__ == "__main__":
    parts = {each.__name__: each for each in (overhead, batch, connections, soak)}
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("part", nargs="*", help=", ".join(parts))
    parser.add_argument("--seconds", type=float, default=20, help="of each part")
    given = parser.parse_args()
    print("load of the machine", *os.getloadavg(), "on", os.cpu_count(), "cores")
    with remanence.serve(memory="256m" if given.part == ["soak"] else "2g") as r:
        doctor = r.json("GET", "/v1/doctor")
        print(json.dumps({key: doctor[key] for key in ("version", "commit", "jdk", "processor", "kernels", "threads")}))
        for name in given.part or parts:
            print(f"\n{name}: {parts[name].__doc__}")
            parts[name](r, given.seconds)
