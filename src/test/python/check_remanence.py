"""Checks the Python client against a server; its address, token and data root are the arguments. A fourth, `jobs`, asks
experiments too."""

import doctest
import importlib.util
import os
import pathlib
import sys

import numpy as np

sys.path.insert(0, str(pathlib.Path(__file__).parents[2] / "main" / "python"))
import remanence  # noqa: E402

HAS_TORCH = importlib.util.find_spec("torch") is not None


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
    found = patterns.posterior(x, 0.4, ("effective_patterns",))
    np.testing.assert_allclose(found.effective_patterns, 1 / (weights ** 2).sum(1), rtol=1e-12)
    assert patterns.score(x[0], 0.4).shape == (4,) and patterns.log_density(x[0], 0.4).shape == ()
    np.testing.assert_array_equal(patterns.score(x[0], 0.4), patterns.score(x, 0.4)[0])
    assert patterns.score(x.astype(np.float32), 0.4).dtype == np.float32
    assert client.patterns(data).name == patterns.name, "the same array is the same model"
    exploding = client.patterns(data, process="ve")
    images = x.reshape(7, 2, 2)
    assert exploding(images, np.full(7, 0.5)).shape == images.shape
    tweedie = x + 0.25 * exploding.score(x, 0.25)
    np.testing.assert_allclose(exploding(images, 0.5).reshape(7, 4), tweedie, rtol=1e-10, atol=1e-10)
    np.testing.assert_array_equal(remanence.score(data, x, 0.4, client=client), patterns.score(x, 0.4))


def check_data(client):
    """An array is written where the server finds it, or sent; one that is mapped from there is named."""
    random = np.random.default_rng(4)
    data, x = random.normal(size=(30, 4)), random.normal(size=(3, 4))
    np.save(client.data_root / "mapped.npy", data)
    assert client.named(np.load(client.data_root / "mapped.npy", mmap_mode="r")) == "mapped.npy"
    assert client.named(client.data_root / "mapped.npy") == "mapped.npy"
    half = client.named(np.load(client.data_root / "mapped.npy", mmap_mode="r")[:15])
    assert half != "mapped.npy" and (client.data_root / half).exists()
    stranger = remanence.connect(client.url, client._token)
    sent = random.normal(size=(20, 4)).astype(np.float32)
    name = stranger.named(sent)
    assert name in client.data() and not (client.data_root / name).exists() and stranger.named(sent) == name
    expected, _ = gaussian_score(sent.astype(float), x, 0.4)
    np.testing.assert_allclose(remanence.score(sent, x, 0.4, client=stranger), expected, rtol=1e-12, atol=1e-12)
    client.json("DELETE", f"/v1/data/{name}")
    assert name not in client.data()


def check_memory(client):
    """Batches in shared memory and in bodies have the same bits; regions are used again and given back."""
    x = np.random.default_rng(5).normal(size=(12_000, 3))
    patterns = client.patterns("gaussian:d=3,n=20")
    shared = patterns.posterior(x, 0.3)
    assert len(client._regions) == 1
    region = client._regions[0].name
    for outputs in (("nearest",), ("score", "entropy")):
        found = patterns.posterior(x, 0.3, outputs)
        assert list(found) == list(outputs) and client._regions[0].name == region
    narrow = patterns.score(x.astype(np.float32), 0.3)
    np.testing.assert_allclose(narrow, shared.score, rtol=1e-3, atol=1e-4)
    client.close()
    assert client.json("GET", "/v2/systemsharedmemory/status") == [] and not pathlib.Path("/dev/shm", region).exists()
    for first in range(0, len(x), 6_000):
        part = patterns.posterior(x[first:first + 6_000], 0.3)
        assert not client._regions
        for name, values in part.items():
            np.testing.assert_array_equal(values, shared[name][first:first + 6_000])


def check_torch(client):
    """Both conventions of denoisers, against a sum over patterns."""
    if not HAS_TORCH:
        return
    import torch

    from remanence.diffusers import EmpiricalUNet
    from remanence.torch import EmpiricalDenoiser

    torch.manual_seed(1)
    images, x = torch.randn(9, 2, 3, 1), torch.randn(5, 2, 3, 1, dtype=torch.float64)
    sigma = torch.tensor([0.3, 0.7, 0.3, 2.0, 0.7])
    squares = ((x[:, None] - images[None]) ** 2).flatten(2).sum(-1)
    weights = torch.softmax(-squares / (2 * sigma.double()[:, None] ** 2), 1)
    expected = torch.einsum("bn,nijk->bijk", weights, images.double())
    denoiser = EmpiricalDenoiser(images, client=client)
    found = denoiser(x, sigma)
    assert found.dtype == torch.float64 and torch.allclose(found, expected, rtol=1e-6, atol=1e-6)
    assert denoiser(x.float(), 0.5).dtype == torch.float32
    unet = EmpiricalUNet(images, client=client)
    alpha = torch.as_tensor(unet.alphas_cumprod[[10, 500]])
    steps = torch.tensor([10, 500, 10, 500, 500])
    alpha = alpha[(steps == 500).long()][:, None, None, None]
    squares = ((x[:, None] - alpha[:, None] ** 0.5 * images[None]) ** 2).flatten(2).sum(-1)
    mean = torch.einsum("bn,nijk->bijk", torch.softmax(-squares / (2 * (1 - alpha.reshape(-1, 1))), 1), images.double())
    noise = (x - alpha ** 0.5 * mean) / (1 - alpha) ** 0.5
    assert torch.allclose(unet(x, steps).sample, noise, rtol=1e-6, atol=1e-6)
    assert unet(x, 10, return_dict=False)[0].shape == x.shape
    tensor = client.patterns("gaussian:d=3,n=20").posterior(torch.zeros(2, 3), 0.5)
    assert tensor.score.dtype == torch.float32 and tensor.nearest.dtype == torch.int64
    for asked, part in [(lambda: unet(x, 1000), "at most 999"), (lambda: denoiser(x, torch.zeros(5)), "above 0"),
                        (lambda: denoiser(x, torch.ones(3)), "one for each of 5")]:
        refuses(asked, 0, part)


def refuses(asked, status, part):
    try:
        asked()
    except remanence.RemanenceError as e:
        assert e.status == status and part in e.detail, (e.status, e.detail)
    else:
        raise AssertionError(f"not refused: {part}")


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
        (lambda: remanence.connect("127.0.0.1:9"), 0, "url must be the address"),
        (lambda: client.patterns("gaussian:d=3,n=20").posterior(np.zeros(3), 1.0, ("scores",)), 0, "got scores"),
        (lambda: client.patterns("gaussian:d=3,n=20")(np.zeros((1, 3)), 1.0), 0, "process ve"),
        (lambda: client.patterns(pathlib.Path("nowhere.npy")), 0, "got nowhere.npy"),
        (lambda: client.model("small").sample(3), 0, "opened elsewhere"),
    ]:
        refuses(asked, status, part)


def check_help(client):
    question = client.experiments.excess_entropy
    assert "draws : integer" in question.__doc__ and "draws" in str(__import__("inspect").signature(question))
    assert "When does the noise" in repr(client.experiments)
    assert "<td>excess-entropy</td>" in client.experiments._repr_html_()
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
    assert "normalizedExcessEntropy" in result.summary and "image/svg" in result._repr_html_()
    assert "t_C" in result.findings[0] and result.findings[0] in result._repr_html_()
    if importlib.util.find_spec("pandas") is not None:
        assert list(result.to_pandas().columns) == ["time", "normalizedExcessEntropy", "stderr", "count"]
    data = np.random.default_rng(6).normal(size=(20, 3))
    samples = client.patterns(data).sample(9, steps=9, progress=False)
    assert samples.shape == (9, 3) and np.isfinite(samples).all()
    np.testing.assert_array_equal(samples, client.patterns(data).sample(9, steps=9, progress=False))
    result = client.run("sample", data=data, count=9, steps=9, progress=False)
    assert sorted(result.arrays) == ["nearest", "samples"] and result.parameters["data"] == client.named(data)
    for name in result.files:
        assert os.fsencode(client.data_root) not in result.file(name), f"{name} tells a path"
    assert str(client.data_root) not in result.summary
    assert client.jobs("succeeded")[0].id != job.id and client.job(job.id).ended


def check_examples(client):
    """What the documentation shows."""
    os.environ["REMANENCE_URL"], os.environ["REMANENCE_TOKEN"] = client.url, client._token
    modules = [remanence]
    if HAS_TORCH:
        modules += [remanence.torch, remanence.diffusers]
    for module in modules:
        failed, tried = doctest.testmod(module, extraglobs={"client": client, "remanence": remanence})
        assert failed == 0 and tried > 2


if __name__ == "__main__":
    url, token, root = sys.argv[1:4]
    known = remanence.Client(url, token)
    known.data_root = pathlib.Path(root)
    checks = [check_scores, check_data, check_memory, check_torch, check_refusals, check_help]
    for check in checks + ([check_jobs, check_examples] if "jobs" in sys.argv[4:] else []):
        check(known)
        print(check.__name__, "ok")
