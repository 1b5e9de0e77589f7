"""Checks the Python client against a server; its address, token and data root are the arguments. A fourth, `jobs`, asks experiments too."""

import pathlib
import sys

import numpy as np

sys.path.insert(0, str(pathlib.Path(__file__).parents[2] / "main" / "python"))
import remanence  # noqa: E402


def gaussian_score(patterns, x, t):
    """By three lines of NumPy."""
    s, v = np.exp(-t), -np.expm1(-2 * t)
    logs = -((x[:, None] - s * patterns[None]) ** 2).sum(-1) / (2 * v)
    weights = np.exp(logs - logs.max(1, keepdims=True))
    weights /= weights.sum(1, keepdims=True)
    return (s * weights @ patterns - x) / v, weights


def check_scores(client):
    random = np.random.default_rng(3)
    data, x = random.normal(size=(50, 4)), random.normal(size=(7, 4))
    patterns = client.patterns(data)
    expected, weights = gaussian_score(data, x, 0.4)
    np.testing.assert_allclose(patterns.score(x, 0.4), expected, rtol=1e-12, atol=1e-12)
    np.testing.assert_array_equal(patterns.posterior(x, 0.4).nearest, weights.argmax(1))
    np.testing.assert_allclose(patterns.posterior(x, 0.4, ("effective_patterns",)).effective_patterns, 1 / (weights ** 2).sum(1), rtol=1e-12)
    assert patterns.score(x[0], 0.4).shape == (4,) and patterns.log_density(x[0], 0.4).shape == ()
    np.testing.assert_array_equal(patterns.score(x[0], 0.4), patterns.score(x, 0.4)[0])
    assert patterns.score(x.astype(np.float32), 0.4).dtype == np.float32
    assert client.patterns(data).name == patterns.name, "the same array is the same model"
    exploding = client.patterns(data, process="ve")
    images = x.reshape(7, 2, 2)
    assert exploding(images, np.full(7, 0.5)).shape == images.shape
    np.testing.assert_allclose(exploding(images, 0.5).reshape(7, 4), x + 0.25 * exploding.score(x, 0.25), rtol=1e-10, atol=1e-10)
    np.testing.assert_array_equal(remanence.score(data, x, 0.4, client=client), patterns.score(x, 0.4))


def check_refusals(client):
    for asked, status, part in [
        (lambda: client.model("nothing"), 404, "there is no model nothing"),
        (lambda: client.patterns("../x.npy"), 422, "data root"),
        (lambda: client.patterns(np.zeros(3)), 0, "shape (n, d)"),
        (lambda: client.patterns(np.zeros((3, 2))).score(np.zeros((1, 3)), 1.0), 0, "(B, 2)"),
        (lambda: client.patterns(np.zeros((3, 2))).score(np.zeros((1, 2)), -1.0), 400, "time must be positive"),
        (lambda: client.experiments.excess_entropy(draws=-1), 422, "draws must be at least 2"),
        (lambda: client.experiments["nothing"], 0, "there is no experiment nothing"),
        (lambda: remanence.connect("http://127.0.0.1:9", "").jobs(), 0, "no server answers"),
    ]:
        try:
            asked()
        except remanence.RemanenceError as e:
            assert e.status == status and part in e.detail, (e.status, e.detail)
        else:
            raise AssertionError(f"not refused: {part}")


def check_help(client):
    question = client.experiments.excess_entropy
    assert "draws : integer" in question.__doc__ and "draws" in str(__import__("inspect").signature(question))
    assert "excess_entropy" in dir(client.experiments) and "excess-entropy" in client.experiments


def check_jobs(client):
    job = client.experiments.excess_entropy(data="gaussian:d=4,n=50", times=[0.2, 0.5, 1.0], draws=50)
    events = list(job.events())
    assert [each.number for each in events] == sorted({each.number for each in events})
    assert events[-1].data["state"] == "succeeded" and any(each.type == "progress" for each in events)
    result = job.result()
    curve = result.curves["normalizedExcessEntropy"]
    np.testing.assert_array_equal(curve.x, [0.2, 0.5, 1.0])
    assert curve.mean.shape == curve.stderr.shape == (3,) and np.all(np.diff(curve.mean) > 0)
    assert result.patterns == 50 and result["dimension"] == 4
    assert result.manifest["seed"] == 1 and "excess-entropy.svg" in result.files
    assert "normalizedExcessEntropy" in result.summary and "<svg" in result._repr_html_()
    samples = client.run("sample", data="gaussian:d=3,n=20", count=9, steps=9, progress=False).array("samples")
    assert samples.shape == (9, 3) and np.isfinite(samples).all()
    assert client.jobs("succeeded")[0].id != job.id and client.job(job.id).ended


if __name__ == "__main__":
    url, token, root = sys.argv[1:4]
    known = remanence.Client(url, token)
    known.data_root = pathlib.Path(root)
    for check in [check_scores, check_refusals, check_help] + ([check_jobs] if "jobs" in sys.argv[4:] else []):
        check(known)
        print(check.__name__, "ok")
