"""Remanence from Python: exact scores of n patterns, and experiments on memorization.

One file that needs NumPy alone. It talks to a server, ``./remanence serve``, or starts one of its own:

>>> import remanence, numpy as np                                        # doctest: +SKIP
>>> with remanence.serve() as client:                                    # doctest: +SKIP
...     patterns = client.patterns(np.random.default_rng(1).normal(size=(100, 8)))
...     score = patterns.score(np.zeros((4, 8)), 0.5)
...     result = client.experiments.excess_entropy(data="digits", draws=100).result()
"""

from __future__ import annotations

import contextlib
import hashlib
import html
import inspect
import json
import keyword
import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import time as clock
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass
from typing import Any, Iterator, Mapping, Sequence

import numpy as np

__all__ = ["Client", "Curve", "Event", "Experiments", "Job", "PatternSet", "Posterior", "RemanenceError", "Result", "connect", "score", "serve"]
__version__ = "0.1.0"

OUTPUTS = ("score", "denoiser", "log_density", "effective_patterns", "entropy", "largest", "nearest", "error_bound")


class RemanenceError(Exception):
    """What the server refused: one sentence that names value, bound and way out.

    Attributes
    ----------
    status : int
        Status of HTTP; 0 if no server answered.
    detail : str
        The sentence.
    parameter : str or None
        The parameter it is about.
    """

    def __init__(self, status: int, detail: str, parameter: str | None = None):
        super().__init__(detail)
        self.status, self.detail, self.parameter = status, detail, parameter


@dataclass(frozen=True)
class Event:
    """Something that happened to a job: ``type`` is ``state`` or ``progress``, ``data`` the document of it."""

    number: int
    type: str
    data: Mapping[str, Any]


@dataclass(frozen=True)
class Curve:
    """A measured curve: mean and standard error of ``count`` values at each ``x``."""

    axis: str
    x: np.ndarray
    mean: np.ndarray
    stderr: np.ndarray
    count: np.ndarray


class Posterior(dict):
    """Outputs of a model by name, also as attributes: ``posterior.score`` is ``posterior["score"]``."""

    def __getattr__(self, name: str) -> np.ndarray:
        try:
            return self[name]
        except KeyError:
            raise AttributeError(f"output {name} was not asked for; there are {', '.join(self)}") from None


def connect(url: str | None = None, token: str | None = None) -> "Client":
    """A client of a server that runs.

    Parameters
    ----------
    url : str, optional
        Where it listens; by default ``REMANENCE_URL``, or else port 8123 of this machine.
    token : str, optional
        Its token; by default ``REMANENCE_TOKEN``, or else what the file has in which servers of this user keep it.
    """
    url = url or os.environ.get("REMANENCE_URL") or "http://127.0.0.1:8123"
    if token is None:
        token = os.environ.get("REMANENCE_TOKEN")
    if token is None:
        states = os.environ.get("XDG_STATE_HOME") or pathlib.Path.home() / ".local" / "state"
        file = pathlib.Path(states) / "remanence" / "token"
        token = file.read_text().strip() if file.is_file() else None
    return Client(url, token)


@contextlib.contextmanager
def serve(program: str | os.PathLike | None = None, *, threads: int | None = None, data_root: str | os.PathLike | None = None) -> Iterator["Client"]:
    """Starts a server of its own, and ends it with the block.

    Parameters
    ----------
    program : path, optional
        The launcher; by default ``REMANENCE_PROGRAM``, or else ``remanence`` on the PATH.
    threads : int, optional
        Worker threads; by default all cores.
    data_root : path, optional
        Folder whose files may be named as data; by default a folder that goes with the server.
    """
    found = program or os.environ.get("REMANENCE_PROGRAM") or shutil.which("remanence")
    if not found:
        raise RemanenceError(0, "no launcher is known: give the path of ./remanence as program, or set REMANENCE_PROGRAM")
    with tempfile.TemporaryDirectory(prefix="remanence-") as state:
        root = pathlib.Path(data_root) if data_root is not None else pathlib.Path(state) / "data"
        root.mkdir(parents=True, exist_ok=True)
        command = [os.fspath(found), "serve", "--port", "0", "--state", state, "--data-root", os.fspath(root)]
        process = subprocess.Popen(command + ([] if threads is None else ["--threads", str(threads)]), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        try:
            line = process.stdout.readline()
            if not line.startswith("listening on "):
                raise RemanenceError(0, f"the server does not start: {process.stderr.read().strip()}")
            client = Client(line.removeprefix("listening on ").strip(), (pathlib.Path(state) / "token").read_text().strip())
            client.data_root = root
            yield client
        finally:
            process.terminate()
            process.wait(30)
            process.stdout.close()
            process.stderr.close()


def score(patterns, x, t: float, *, process: str = "ou", precision: str = "double", outputs: Sequence[str] = ("score",), client: "Client | None" = None):
    """The exact score of patterns at states ``x`` and time ``t``.

    Parameters
    ----------
    patterns : str or array, shape (n, d)
        Data that the server knows, or an array.
    x : array, shape (B, d) or (d,)
        States.
    t : float
        Time of all of them, above 0.
    outputs : sequence of str
        Any of ``OUTPUTS``.

    Returns
    -------
    ndarray or Posterior
        The one output asked for, or several by name.
    """
    client = client or connect()
    found = client.patterns(patterns, process=process, precision=precision).posterior(x, t, outputs=outputs)
    return found[outputs[0]] if len(outputs) == 1 else found


class Client:
    """A server. Use :func:`connect` or :func:`serve`."""

    def __init__(self, url: str, token: str | None = None):
        self.url = url.rstrip("/")
        self._token = token
        self.data_root: pathlib.Path | None = None
        self._experiments: Experiments | None = None

    def __repr__(self) -> str:
        return f"<remanence at {self.url}>"

    def open(self, method: str, path: str, body: bytes | None = None, headers: Mapping[str, str] | None = None):
        """The response of the server, to be read and closed by the caller."""
        request = urllib.request.Request(self.url + path, data=body, method=method, headers=dict(headers or {}))
        if self._token:
            request.add_header("Authorization", f"Bearer {self._token}")
        try:
            return urllib.request.urlopen(request)
        except urllib.error.HTTPError as e:
            with e:
                text = e.read().decode("utf-8", "replace")
            try:
                problem = json.loads(text)
            except ValueError:
                problem = {}
            raise RemanenceError(e.code, problem.get("detail") or problem.get("error") or text or str(e), problem.get("parameter")) from None
        except urllib.error.URLError as e:
            raise RemanenceError(0, f"no server answers at {self.url} ({e.reason}): start one by ./remanence serve, or name another address") from None

    def json(self, method: str, path: str, document: Any = None) -> Any:
        """The document of an answer."""
        body = None if document is None else json.dumps(document).encode()
        with self.open(method, path, body, {"Content-Type": "application/json"} if body else None) as response:
            text = response.read()
        return json.loads(text) if text else None

    @property
    def experiments(self) -> "Experiments":
        """All experiments, by name: ``client.experiments.excess_entropy(draws=100)`` or ``client.experiments["excess-entropy"]``."""
        if self._experiments is None:
            self._experiments = Experiments(self, self.json("GET", "/v1/experiments")["experiments"])
        return self._experiments

    def run(self, experiment: str, *, progress: bool = True, **parameters: Any) -> "Result":
        """Asks an experiment and waits for its result."""
        return self.experiments[experiment](**parameters).result(progress=progress)

    def job(self, id: str) -> "Job":
        """The job of that id."""
        return Job(self, self.json("GET", f"/v1/jobs/{id}"))

    def jobs(self, state: str | None = None) -> list["Job"]:
        """Jobs, newest first."""
        query = "" if state is None else "?" + urllib.parse.urlencode({"state": state})
        return [Job(self, each) for each in self.json("GET", "/v1/jobs" + query)["jobs"]]

    def patterns(self, data, *, scale: str = "none", center: str = "off", process: str = "ou", precision: str = "double", name: str | None = None) -> "PatternSet":
        """Patterns to be scored, kept by the server until it ends.

        Parameters
        ----------
        data : str, path or array, shape (n, d)
            Data as the server names it, or an array. An array is written as ``.npy`` below the data root of a server that
            :func:`serve` started, and mapped by it, never sent.
        name : str, optional
            Name of the model; by default one made of its contents.
        """
        text = os.fspath(data) if isinstance(data, (str, os.PathLike)) else self._stored(np.asarray(data))
        document = {"data": text, "scale": scale, "center": center, "process": process, "precision": precision}
        name = name or "p-" + hashlib.sha256(json.dumps(document, sort_keys=True).encode()).hexdigest()[:16]
        try:
            self.json("POST", "/v1/models", {"name": name, **document})
        except RemanenceError as e:
            if e.status != 409:
                raise
        return PatternSet(self, name)

    def model(self, name: str) -> "PatternSet":
        """A model that the server has already."""
        return PatternSet(self, name)

    def _stored(self, array: np.ndarray) -> str:
        if array.ndim != 2:
            raise RemanenceError(0, f"patterns must be an array of shape (n, d), got {array.shape}", "data")
        if self.data_root is None:
            raise RemanenceError(0, "this server has no data root that is known here: set client.data_root to the folder that it was started with, "
                                    "or pass the name of a file below it", "data")
        array = np.ascontiguousarray(array, dtype=np.float32 if array.dtype == np.float32 else np.float64)
        file = f"{hashlib.sha256(array.view(np.uint8)).hexdigest()[:16]}-{array.shape[0]}x{array.shape[1]}.npy"
        target = self.data_root / file
        if not target.exists():
            with tempfile.NamedTemporaryFile(dir=self.data_root, prefix=".", suffix=".npy", delete=False) as unfinished:
                np.save(unfinished, array)
            os.replace(unfinished.name, target)
        return file


class PatternSet:
    """A model of a server: scores of states, in the conventions of its process."""

    def __init__(self, client: Client, name: str):
        self.client, self.name = client, name
        about = client.json("GET", f"/v2/models/{urllib.parse.quote(name)}")
        self.dimension = about["inputs"][0]["shape"][1]
        self.outputs = tuple(each["name"] for each in about["outputs"])

    def __repr__(self) -> str:
        return f"<model {self.name} of dimension {self.dimension}>"

    def posterior(self, x, t: float, outputs: Sequence[str] = OUTPUTS) -> Posterior:
        """Several outputs of states ``x`` at time ``t``; float32 in gives float32 out, computed in double inside."""
        states = np.asarray(x)
        single = states.ndim == 1
        states = np.atleast_2d(states)
        if states.ndim != 2 or states.shape[1] != self.dimension:
            raise RemanenceError(0, f"x must be of shape (B, {self.dimension}) or ({self.dimension},), got {np.shape(x)}", "x")
        narrow = states.dtype == np.float32
        states = np.ascontiguousarray(states, dtype="<f4" if narrow else "<f8")
        document = json.dumps({
            "parameters": {"time": float(t), "binary_data_output": True},
            "inputs": [{"name": "x", "shape": list(states.shape), "datatype": "FP32" if narrow else "FP64", "parameters": {"binary_data_size": states.nbytes}}],
            "outputs": [{"name": each} for each in outputs],
        }).encode()
        with self.client.open("POST", f"/v2/models/{urllib.parse.quote(self.name)}/infer", document + states.tobytes(),
                              {"Inference-Header-Content-Length": str(len(document)), "Content-Type": "application/octet-stream"}) as response:
            header = int(response.headers["Inference-Header-Content-Length"])
            body = response.read()
        found, at = Posterior(), header
        for each in json.loads(body[:header])["outputs"]:
            size = each["parameters"]["binary_data_size"]
            values = np.frombuffer(body, "<i8" if each["datatype"] == "INT64" else "<f8", size // 8, at).reshape(each["shape"])
            at += size
            values = values.astype(np.float32) if narrow and values.dtype == np.float64 else values.copy()
            found[each["name"]] = values[0] if single else values
        return found

    def score(self, x, t: float) -> np.ndarray:
        """∇ log p_t(x)."""
        return self.posterior(x, t, ("score",))["score"]

    def denoise(self, x, t: float) -> np.ndarray:
        """Posterior mean of the datum."""
        return self.posterior(x, t, ("denoiser",))["denoiser"]

    def log_density(self, x, t: float) -> np.ndarray:
        """log p_t(x) in nats."""
        return self.posterior(x, t, ("log_density",))["log_density"]

    def __call__(self, x, sigma) -> Any:
        """The denoiser ``D(x; sigma)`` of k-diffusion, of patterns with process ``ve``; images keep their shape, torch tensors stay such."""
        values = x.detach().cpu().numpy() if hasattr(x, "detach") else np.asarray(x)
        levels = np.unique(np.asarray(sigma.detach().cpu() if hasattr(sigma, "detach") else sigma, dtype=np.float64))
        if levels.size != 1:
            raise RemanenceError(0, f"sigma must be one number for all states, got {levels.size} of them", "sigma")
        found = self.denoise(values.reshape(len(values), -1), float(levels[0]) ** 2).reshape(values.shape)
        return x.new_tensor(found) if hasattr(x, "new_tensor") else found


class Experiments(Mapping):
    """The experiments of a server."""

    def __init__(self, client: Client, documents: Sequence[Mapping[str, Any]]):
        self._all = {each["experiment"]: _question(client, each) for each in documents}

    def __getitem__(self, name: str):
        try:
            return self._all[name.replace("_", "-")]
        except KeyError:
            raise RemanenceError(0, f"there is no experiment {name}; there are {', '.join(self._all)}", "experiment") from None

    def __getattr__(self, name: str):
        if name.startswith("__"):
            raise AttributeError(name)
        try:
            return self[name]
        except RemanenceError as e:
            raise AttributeError(e.detail) from None

    def __iter__(self):
        return iter(self._all)

    def __len__(self) -> int:
        return len(self._all)

    def __dir__(self):
        return [*super().__dir__(), *(each.replace("-", "_") for each in self._all)]


def _question(client: Client, document: Mapping[str, Any]):
    """A function with the parameters of an experiment, for help and completion."""

    def ask(*, seed: int = 1, fresh: bool = False, **parameters: Any) -> Job:
        given = {_flat(name): _plain(value) for name, value in parameters.items() if value is not None}
        return Job(client, client.json("POST", "/v1/jobs", {"experiment": document["experiment"], "parameters": given, "seed": seed, "fresh": fresh}))

    ask.__name__ = ask.__qualname__ = document["experiment"].replace("-", "_")
    lines = [f"{document['question']}?", "", f"Measures: {document['equation']}", f"Cost: {document['cost']}", "", "Parameters", "----------"]
    for each in document["parameters"]:
        notes = "; ".join(filter(None, [each["bounds"], each["unit"], "required" if each["required"] else f"default {each['default']}"]))
        lines += [f"{_python(each['name'])} : {each['form']}", f"    {each['help']} ({notes})"]
    lines += ["seed : integer", "    names every random number of the run (default 1)", "fresh : bool", "    computes again what was computed before"]
    ask.__doc__ = "\n".join(lines)
    ask.__signature__ = inspect.Signature(
        [inspect.Parameter(_python(each["name"]), inspect.Parameter.KEYWORD_ONLY, default=inspect.Parameter.empty if each["required"] else each["default"])
         for each in document["parameters"]]
        + [inspect.Parameter("seed", inspect.Parameter.KEYWORD_ONLY, default=1), inspect.Parameter("fresh", inspect.Parameter.KEYWORD_ONLY, default=False)])
    return ask


def _python(name: str) -> str:
    """A name that Python lets stand before an equals sign: ``lambda_`` for ``lambda``."""
    return name + "_" if keyword.iskeyword(name) else name


def _flat(name: str) -> str:
    return name[:-1] if name.endswith("_") and keyword.iskeyword(name[:-1]) else name


def _plain(value: Any) -> Any:
    if isinstance(value, np.ndarray):
        return value.tolist()
    if isinstance(value, np.generic):
        return value.item()
    return os.fspath(value) if isinstance(value, os.PathLike) else list(value) if isinstance(value, (tuple, range)) else value


class Job:
    """An experiment that was asked."""

    def __init__(self, client: Client, document: Mapping[str, Any]):
        self.client, self._document = client, document
        self.id: str = document["id"]

    def __repr__(self) -> str:
        return f"<job {self.id}: {self._document['experiment']}, {self._document['state']}>"

    def _refresh(self) -> Mapping[str, Any]:
        if not self.ended:
            self._document = self.client.json("GET", f"/v1/jobs/{self.id}")
        return self._document

    @property
    def ended(self) -> bool:
        """Whether it is known to have ended."""
        return self._document["state"] in ("succeeded", "failed", "cancelled")

    @property
    def state(self) -> str:
        """``queued``, ``running``, ``succeeded``, ``failed`` or ``cancelled``."""
        return self._refresh()["state"]

    @property
    def parameters(self) -> Mapping[str, Any]:
        """All parameters, defaults filled in."""
        return self._document["parameters"]

    @property
    def progress(self) -> Mapping[str, Any] | None:
        """Task, steps done and total, and seconds left, while it runs."""
        return self._refresh()["progress"]

    def events(self) -> Iterator[Event]:
        """What happens to the job, until it ends; a connection that breaks is taken up again."""
        last, misses = 0, 0
        while True:
            try:
                with self.client.open("GET", f"/v1/jobs/{self.id}/events", headers={"Last-Event-ID": str(last)}) as response:
                    if response.status == 204:
                        return
                    kind, data = "", []
                    for raw in response:
                        line = raw.decode("utf-8").rstrip("\n")
                        if not line and data:
                            misses = 0
                            event = Event(last, kind, json.loads("\n".join(data)))
                            if event.type == "state":
                                self._document = event.data
                            yield event
                            kind, data = "", []
                        elif line.startswith("id: "):
                            last = int(line[4:])
                        elif line.startswith("event: "):
                            kind = line[7:]
                        elif line.startswith("data: "):
                            data.append(line[6:])
                if self.ended:
                    return
            except (OSError, RemanenceError) as e:
                misses += 1
                if misses > 10 or isinstance(e, RemanenceError) and e.status not in (0, 503):
                    raise
            clock.sleep(min(2.0, 0.1 * 2 ** misses))

    def wait(self, timeout: float | None = None, progress: bool = False) -> "Job":
        """Waits until it ends. Ctrl-C stops it.

        Parameters
        ----------
        timeout : float, optional
            Seconds to wait.
        progress : bool
            Shows a bar, if tqdm is there.
        """
        until = None if timeout is None else clock.monotonic() + timeout
        bar = _bar() if progress else None
        try:
            for event in () if self.ended else self.events():
                if bar is not None and event.type == "progress":
                    bar.set_description(event.data["task"], refresh=False)
                    bar.total, bar.n = event.data["total"], event.data["done"]
                    bar.refresh()
                if until is not None and clock.monotonic() > until and not self.ended:
                    raise TimeoutError(f"job {self.id} runs still after {timeout} s")
        except KeyboardInterrupt:
            self.cancel()
            raise
        finally:
            if bar is not None:
                bar.close()
        return self

    def cancel(self) -> None:
        """Stops it."""
        self._document = self.client.json("POST", f"/v1/jobs/{self.id}/cancel")

    def result(self, timeout: float | None = None, progress: bool = True) -> "Result":
        """Waits for the result.

        Raises
        ------
        RemanenceError
            If the job fails or is stopped.
        """
        self.wait(timeout, progress)
        if self.state != "succeeded":
            raise RemanenceError(409, f"job {self.id} is {self.state}" + (f": {self._document['error']}" if self._document["error"] else ""))
        return Result(self)


def _bar():
    try:
        from tqdm.auto import tqdm
    except ImportError:
        return None
    return tqdm(unit="", leave=False)


class Result:
    """What an experiment found: numbers and curves by name, also as attributes."""

    def __init__(self, job: Job):
        self.job = job
        self.document = job.client.json("GET", f"/v1/jobs/{job.id}/result")
        self.manifest: Mapping[str, Any] = self.document["manifest"]
        self.parameters: Mapping[str, Any] = self.document["parameters"]
        self.theory: Mapping[str, Any] = self.document["theory"]
        self.curves: dict[str, Curve] = dict(_curves(self.document["result"], ""))

    def __repr__(self) -> str:
        return f"<result of {self.document['experiment']}: {', '.join(self.document['result'])}>"

    def __getitem__(self, path: str) -> Any:
        """The number, curve or record at a path, as in ``result["collapseTime.isotropic"]``."""
        if path in self.curves:
            return self.curves[path]
        found: Any = self.document["result"]
        for each in path.split("."):
            try:
                found = found[each]
            except (KeyError, TypeError):
                raise KeyError(f"the result has no {path}; there are {', '.join(self.document['result'])}") from None
        return found

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_") or "document" not in self.__dict__:
            raise AttributeError(name)
        try:
            return self[name]
        except KeyError as e:
            raise AttributeError(str(e)) from None

    def __dir__(self):
        return [*super().__dir__(), *self.document["result"]]

    @property
    def summary(self) -> str:
        """Numbers, curves and findings, as the command line prints them."""
        with self.job.client.open("GET", f"/v1/jobs/{self.job.id}/summary") as response:
            return response.read().decode()

    @property
    def files(self) -> list[str]:
        """Names of its files: arrays, figures, report."""
        return [each["name"] for each in self.job.client.json("GET", f"/v1/jobs/{self.job.id}/files")["files"]]

    def file(self, name: str) -> bytes:
        """The bytes of a file."""
        with self.job.client.open("GET", f"/v1/jobs/{self.job.id}/files/{urllib.parse.quote(name)}") as response:
            return response.read()

    def array(self, name: str) -> np.ndarray:
        """An array of the result, such as ``samples``."""
        import io

        return np.load(io.BytesIO(self.file(name if name.endswith(".npy") else name + ".npy")))

    def to_pandas(self, curve: str | None = None):
        """A curve as a table: ``x``, ``mean``, ``stderr``, ``count``; the first one by default."""
        import pandas

        name = curve or next(iter(self.curves))
        found = self.curves[name]
        return pandas.DataFrame({found.axis: found.x, name: found.mean, "stderr": found.stderr, "count": found.count})

    def _repr_html_(self) -> str:
        figures = "".join(re.sub(r"^.*?<svg", "<svg", self.file(each).decode(), count=1, flags=re.S) for each in self.files if each.endswith(".svg"))
        return f"<h4>{html.escape(self.document['experiment'])}</h4><pre>{html.escape(self.summary)}</pre>{figures}"


def _curves(value: Any, path: str) -> Iterator[tuple[str, Curve]]:
    if isinstance(value, dict) and {"axis", "x", "mean", "stderr", "count"} <= value.keys():
        yield path, Curve(value["axis"], *(np.array([np.nan if each is None else each for each in value[name]], dtype=float) for name in ("x", "mean", "stderr")),
                          np.array(value["count"]))
    elif isinstance(value, dict):
        for name, each in value.items():
            yield from _curves(each, f"{path}.{name}" if path else name)
