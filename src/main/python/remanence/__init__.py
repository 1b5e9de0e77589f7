"""Exact scores of n patterns in diffusion models, and experiments on memorization, by a server of Remanence.

This module needs NumPy alone and no other file: copied as ``remanence.py`` it is the whole client. The package adds
:mod:`remanence.torch` and :mod:`remanence.diffusers`. A server runs already (``./remanence serve``), or the client
starts its own:

>>> import numpy as np, remanence
>>> with remanence.serve() as r:                                                              # doctest: +SKIP
...     patterns = r.patterns(np.random.default_rng(1).normal(size=(100, 8)))
...     score = patterns.score(np.zeros((4, 8)), 0.5)
...     result = r.experiments.excess_entropy(data="digits", draws=100).result()

In the examples below ``client`` is what :func:`connect` or :func:`serve` returned.
"""

from __future__ import annotations

import base64
import contextlib
import hashlib
import html
import http.client
import importlib
import inspect
import io
import json
import keyword
import mmap
import os
import pathlib
import re
import shutil
import ssl
import subprocess
import sys
import tempfile
import time as clock
import urllib.parse
import weakref
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import IO, Any

import numpy as np

__all__ = ["Client", "Curve", "Event", "Experiments", "Job", "PatternSet", "Posterior", "RemanenceError", "Result",
           "Server", "connect", "score", "serve"]
__version__ = "0.1.0"

OUTPUTS = ("score", "denoiser", "log_density", "effective_patterns", "entropy", "largest", "nearest", "error_bound")
"""What can be asked of the exact score of a set of patterns."""

_SHARED_FROM = 1 << 18  # bytes of states from which shared memory pays
_ENDED = ("succeeded", "failed", "cancelled")


class RemanenceError(Exception):
    """What was refused: one sentence that names value, bound and way out.

    Attributes
    ----------
    status : int
        Status of HTTP; 0 if the client refused, or no server answered.
    detail : str
        The sentence.
    parameter : str or None
        The parameter it is about.

    Examples
    --------
    >>> try:
    ...     client.experiments.excess_entropy(data="digits", draws=-1)
    ... except remanence.RemanenceError as e:
    ...     print(e.status, e.parameter, e.detail)
    422 draws draws must be at least 2 and at most 1000000000, got -1
    """

    def __init__(self, status: int, detail: str, parameter: str | None = None):
        super().__init__(detail)
        self.status, self.detail, self.parameter = status, detail, parameter


def _refused(parameter: str, detail: str) -> RemanenceError:
    """What this side refuses, before anything is sent."""
    return RemanenceError(0, detail, parameter)


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

    def __getattr__(self, name: str) -> Any:
        try:
            return self[name]
        except KeyError:
            raise AttributeError(f"output {name} was not asked for; there are {', '.join(self)}") from None


def connect(url: str | None = None, token: str | None = None, *, tls: ssl.SSLContext | None = None) -> Client:
    """Connects to a server that runs.

    Parameters
    ----------
    url : str, optional
        Where it listens; by default ``REMANENCE_URL``, or else port 8123 of this machine.
    token : str, optional
        Its token; by default ``REMANENCE_TOKEN``, or else what the file has in which servers of this user keep it.
    tls : ssl.SSLContext, optional
        Whom to trust at an address of https; by default the authorities of the system.

    Returns
    -------
    Client

    Examples
    --------
    >>> remanence.connect().version
    '0.1.0'
    """
    url = url or os.environ.get("REMANENCE_URL") or "http://127.0.0.1:8123"
    if token is None:
        token = os.environ.get("REMANENCE_TOKEN")
    if token is None:
        states = os.environ.get("XDG_STATE_HOME") or pathlib.Path.home() / ".local" / "state"
        file = pathlib.Path(states) / "remanence" / "token"
        token = file.read_text().strip() if file.is_file() else None
    return Client(url, token, tls=tls)


def serve(program: str | os.PathLike | None = None, *, threads: int | None = None, memory: str | None = None,
          data_root: str | os.PathLike | None = None) -> Server:
    """Starts a server of its own, which ends with the block, or with :meth:`Server.close`.

    Parameters
    ----------
    program : path, optional
        The launcher; by default ``REMANENCE_PROGRAM``, or else ``remanence`` on the PATH, or else that of the sources
        which this package was installed from.
    threads : int, optional
        Worker threads; by default all cores.
    memory : str, optional
        Largest heap of the server and of each job, such as ``"4g"``; by default a quarter of the machine.
    data_root : path, optional
        Folder whose files may be named as data; by default an empty one that goes with the server.

    Returns
    -------
    Server
        To be used in ``with``; :func:`score` asks it inside the block.
    """
    return Server(_launcher(program), threads=threads, memory=memory, data_root=data_root)


def score(patterns: Any, x: Any, t: float, *, process: str = "ou", precision: str = "double",
          outputs: Sequence[str] = ("score",), client: Client | None = None) -> Any:
    """The exact score of patterns at states ``x`` and time ``t``.

    Parameters
    ----------
    patterns : str, path or array, shape (n, d)
        Data as the server names them, or an array.
    x : array or torch tensor, shape (B, d) or (d,)
        States.
    t : float
        Time of all of them, above 0.
    process : {"ou", "ve"}
        x_t = e^(−t) x + √(1 − e^(−2t)) z, or x_t = x + √t z.
    precision : {"double", "float"}
        Width of patterns and products.
    outputs : sequence of str
        Any of ``OUTPUTS``.
    client : Client, optional
        Whom to ask; by default the server of the innermost :func:`serve` block, or else :func:`connect`.

    Returns
    -------
    array, tensor or Posterior
        The one output asked for, or several by name.

    Examples
    --------
    One pattern a: the score of the Ornstein–Uhlenbeck process is (e^(−t) a − x)/(1 − e^(−2t)).

    >>> found = remanence.score(np.ones((1, 2)), np.zeros((3, 2)), np.log(2))
    >>> found.shape, np.allclose(found, 0.5 / 0.75)
    ((3, 2), True)
    """
    client = client or _default()
    found = client.patterns(patterns, process=process, precision=precision).posterior(x, t, outputs=outputs)
    return found[outputs[0]] if len(outputs) == 1 else found


_blocks: list[Client] = []


def _default() -> Client:
    return _blocks[-1] if _blocks else connect()


def __getattr__(name: str) -> Any:
    """The modules for torch and diffusers, when they are first used: torch may be large, or not there."""
    if name not in ("torch", "diffusers"):
        raise AttributeError(f"module {__name__} has no attribute {name}")
    if "__path__" not in globals():
        raise AttributeError(f"remanence.{name} is in the package alone, not in the one file: "
                             f"pip install URL/python/remanence-{__version__}-py3-none-any.whl")
    return importlib.import_module(f"{__name__}.{name}")


class Client:
    """A server, as :func:`connect` finds it.

    Parameters
    ----------
    url : str
        Where it listens.
    token : str, optional
        Its token.
    tls : ssl.SSLContext, optional
        Whom to trust.
    """

    data_root: pathlib.Path | None
    """Folder of this machine whose files the server knows by name; arrays are written there instead of being sent."""

    def __init__(self, url: str, token: str | None = None, *, tls: ssl.SSLContext | None = None):
        parts = urllib.parse.urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise _refused("url", f"url must be the address of a server, such as http://127.0.0.1:8123, got {url}")
        self.url = url.rstrip("/")
        self.data_root = None
        self._host, self._path = parts.netloc.rpartition("@")[2], parts.path.rstrip("/")
        self._tls = (tls or ssl.create_default_context()) if parts.scheme == "https" else None
        self._token = token
        self._idle: list[http.client.HTTPConnection] = []
        self._regions: list[_Region] = []
        self._local = parts.hostname in ("127.0.0.1", "localhost", "::1")
        self._about: Mapping[str, Any] | None = None
        self._experiments: Experiments | None = None

    def __repr__(self) -> str:
        return f"<remanence at {self.url}>"

    def close(self) -> None:
        """Closes connections and gives shared memory back; the client can be used again."""
        while self._regions:
            self._regions.pop().close()
        while self._idle:
            self._idle.pop().close()

    @property
    def version(self) -> str:
        """Version of the server."""
        return self._server()["version"]

    def open(self, method: str, path: str, body: Any = None, headers: Mapping[str, str] | None = None) -> _Response:
        """Sends a request.

        Parameters
        ----------
        method, path : str
            Of the request.
        body : bytes, or list of bytes-like objects, or binary file, optional
            What is sent.
        headers : mapping, optional
            Further headers.

        Returns
        -------
        _Response
            With ``status``, ``headers`` and ``read()``, to be used in ``with``.

        Raises
        ------
        RemanenceError
            If the server refuses.
        """
        headers = dict(headers or {})
        if self._token:
            headers["Authorization"] = f"Bearer {self._token}"
        if isinstance(body, list):
            headers["Content-Length"] = str(sum(memoryview(each).nbytes for each in body))
        elif body is not None and not isinstance(body, bytes):
            headers["Content-Length"] = str(os.fstat(body.fileno()).st_size)
        connection, response = self._exchange(method, path, body, headers)
        if response.status < 400:
            return _Response(self, connection, response)
        with _Response(self, connection, response) as refused:
            text = refused.read().decode("utf-8", "replace")
        try:
            problem = json.loads(text)
        except ValueError:
            problem = {}
        detail = problem.get("detail") or problem.get("error") or text or response.reason
        raise RemanenceError(response.status, detail, problem.get("parameter"))

    def _exchange(self, method: str, path: str, body: Any, headers: dict[str, str]
                  ) -> tuple[http.client.HTTPConnection, http.client.HTTPResponse]:
        while True:
            kept = bool(self._idle)
            connection = self._idle.pop() if kept else self._connection()
            try:
                with contextlib.suppress(BrokenPipeError):
                    # a server that refuses a large body answers before it has read all of it
                    connection.request(method, self._path + path, body, headers)
                return connection, connection.getresponse()
            except (http.client.HTTPException, OSError) as e:
                connection.close()
                if hasattr(body, "fileno"):
                    raise RemanenceError(0, f"{self.url} ended the connection before it had all of the body "
                                            f"({e or type(e).__name__}), which may be above --upload-quota") from None
                # the server may have closed a connection that was kept
                if not kept:
                    raise RemanenceError(0, f"no server answers at {self.url} ({e or type(e).__name__}): "
                                            "start one by ./remanence serve, or name another address") from None

    def _connection(self) -> http.client.HTTPConnection:
        if self._tls:
            return http.client.HTTPSConnection(self._host, context=self._tls)
        return http.client.HTTPConnection(self._host)

    def json(self, method: str, path: str, document: Any = None) -> Any:
        """The document of an answer, for whatever this module has no function.

        Examples
        --------
        >>> client.json("GET", "/v2/health/ready")
        {'ready': True}
        """
        body = None if document is None else json.dumps(document).encode()
        with self.open(method, path, body, {"Content-Type": "application/json"} if body else None) as response:
            text = response.read()
        return json.loads(text) if text else None

    @property
    def experiments(self) -> Experiments:
        """All experiments, by name: ``client.experiments.collapse(draws=100)``, or ``client.experiments["collapse"]``.

        Examples
        --------
        >>> "excess-entropy" in client.experiments
        True
        """
        if self._experiments is None:
            self._experiments = Experiments(self, self.json("GET", "/v1/experiments")["experiments"])
        return self._experiments

    def run(self, experiment: str, *, progress: bool = True, **parameters: Any) -> Result:
        """Asks an experiment and waits for its result.

        Parameters
        ----------
        experiment : str
            Its name.
        progress : bool
            Shows a bar, if tqdm is there.
        **parameters
            Of the experiment, and ``seed``; ``help(client.experiments[name])`` tells them.
        """
        return self.experiments[experiment](**parameters).result(progress=progress)

    def job(self, id: str) -> Job:
        """The job of that id."""
        return Job(self, self.json("GET", f"/v1/jobs/{urllib.parse.quote(id, '')}"))

    def jobs(self, state: str | None = None) -> list[Job]:
        """The hundred newest jobs, newest first; those in one state, such as ``"running"``."""
        query = "" if state is None else "?" + urllib.parse.urlencode({"state": state})
        return [Job(self, each) for each in self.json("GET", "/v1/jobs" + query)["jobs"]]

    def data(self) -> list[str]:
        """Names of files that the server knows."""
        return self.json("GET", "/v1/data")["data"]

    def patterns(self, data: Any, *, scale: str = "none", center: str = "off", process: str = "ou",
                 precision: str = "double", name: str | None = None) -> PatternSet:
        """Patterns to be scored, kept by the server until it ends.

        Parameters
        ----------
        data : str, path or array, shape (n, d)
            Data as the server names them (``"digits"``, ``"mixture:d=64,n=4096"``, a file below its data root); a path
            of this machine; or an array. Arrays never go through JSON: one that is mapped from a file of the data root
            is named, others are written there, and a server whose data root is not known here receives them as files.
        scale, center : str
            What is done to the data first, as on the command line.
        process : {"ou", "ve"}
            Forward process.
        precision : {"double", "float"}
            Width of patterns and products.
        name : str, optional
            Name of the model; by default one made of its contents, so that the same patterns are opened once.

        Examples
        --------
        >>> client.patterns("digits", process="ve").dimension
        64
        """
        settings = {"data": self.named(data), "scale": scale, "center": center, "process": process,
                    "precision": precision}
        name = name or "p-" + hashlib.sha256(json.dumps(settings, sort_keys=True).encode()).hexdigest()[:16]
        try:
            self.json("POST", "/v1/models", {"name": name, **settings})
        except RemanenceError as e:
            if e.status != 409:
                raise
        return PatternSet(self, name, settings)

    def model(self, name: str) -> PatternSet:
        """A model that the server has already, also a learned one."""
        return PatternSet(self, name, None)

    def named(self, data: Any) -> str:
        """The name by which the server knows data, which it is given if it does not know them.

        Examples
        --------
        >>> client.named(np.eye(3))
        '1332df685c45a61a-3x3.npy'
        """
        if isinstance(data, str):
            return data
        if isinstance(data, os.PathLike):
            file = pathlib.Path(data)
            return self._below(file) or self.named(_loaded(file))
        array = data.detach().cpu().numpy() if hasattr(data, "detach") else np.asanyarray(data)
        if array.ndim != 2:
            raise _refused("data", f"patterns must be an array of shape (n, d), got {array.shape}")
        return self._mapped(array) or self._stored(array)

    def _below(self, file: pathlib.Path) -> str | None:
        try:
            return None if self.data_root is None else file.resolve().relative_to(self.data_root.resolve()).as_posix()
        except ValueError:
            return None

    def _mapped(self, array: np.ndarray) -> str | None:
        """The name of the file that the array is, all of it."""
        if not isinstance(array, np.memmap) or not isinstance(array.base, mmap.mmap) or array.filename is None:
            return None
        file = pathlib.Path(os.fspath(array.filename))
        name = self._below(file)
        if name is None or file.suffix != ".npy":
            return None
        whole = np.load(file, mmap_mode="r")
        same = all(getattr(whole, each) == getattr(array, each) for each in ("shape", "dtype", "strides", "offset"))
        return name if same and array.mode != "c" else None

    def _stored(self, array: np.ndarray) -> str:
        array = np.ascontiguousarray(array, dtype=np.float32 if array.dtype == np.float32 else np.float64)
        name = f"{hashlib.sha256(array.data).hexdigest()[:16]}-{array.shape[0]}x{array.shape[1]}.npy"
        if self.data_root is None:
            if name not in self.data():
                with tempfile.TemporaryFile(suffix=".npy") as file:
                    np.save(file, array)
                    file.seek(0)
                    self.open("PUT", f"/v1/data/{name}", file).close()
        elif not (self.data_root / name).exists():
            with tempfile.NamedTemporaryFile(dir=self.data_root, prefix=".", suffix=".npy", delete=False) as unfinished:
                np.save(unfinished, array)
            os.replace(unfinished.name, self.data_root / name)
        return name

    def _server(self) -> Mapping[str, Any]:
        if self._about is None:
            self._about = self.json("GET", "/v2")
        return self._about

    def _shares(self) -> bool:
        return self._local and os.path.isdir("/dev/shm") and "system_shared_memory" in self._server()["extensions"]

    def _region(self, size: int) -> _Region:
        region = self._regions.pop() if self._regions else None
        if region is not None and region.size >= size:
            return region
        if region is not None:
            region.close()
        return _Region(self, size)


class Server(Client):
    """A server that this process started; :func:`serve` does it."""

    def __init__(self, program: str, *, threads: int | None, memory: str | None, data_root: str | os.PathLike | None):
        state = tempfile.TemporaryDirectory(prefix="remanence-")
        root = pathlib.Path(data_root) if data_root is not None else pathlib.Path(state.name) / "root"
        root.mkdir(parents=True, exist_ok=True)
        command = [program, "serve", "--port", "0", "--state", state.name, "--data-root", os.fspath(root),
                   "--allow-shm"]
        command += [] if threads is None else ["--threads", str(threads)]
        environment = dict(os.environ)
        if memory is not None:
            environment["JDK_JAVA_OPTIONS"] = f"{environment.get('JDK_JAVA_OPTIONS', '')} -Xmx{memory}".strip()
        # in a session of its own, so that Ctrl-C of a job leaves the server alive
        with open(pathlib.Path(state.name) / "stderr.txt", "w+", encoding="utf-8") as errors:
            process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=errors,
                                       text=True, env=environment, start_new_session=True)
            self._end = weakref.finalize(self, _ended, process, state)
            assert process.stdout is not None
            line = process.stdout.readline()
            if not line.startswith("listening on "):
                process.wait(60)
                errors.seek(0)
                why = errors.read().strip()
                self._end()
                raise RemanenceError(0, f"the server does not start: {why or 'it says nothing'}")
        token = (pathlib.Path(state.name) / "token").read_text().strip()
        super().__init__(line.removeprefix("listening on ").strip(), token)
        self.data_root = root

    def close(self) -> None:
        """Ends the server and its jobs."""
        if self._end.alive:
            super().close()
            self._end()

    def __enter__(self) -> Server:
        _blocks.append(self)
        return self

    def __exit__(self, *failure: Any) -> None:
        _blocks.remove(self)
        self.close()


def _ended(process: subprocess.Popen, state: tempfile.TemporaryDirectory) -> None:
    process.terminate()
    try:
        process.wait(30)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    if process.stdout is not None:
        process.stdout.close()
    state.cleanup()


def _launcher(program: str | os.PathLike | None) -> str:
    here = pathlib.Path(__file__).resolve()
    installed = here.parent / "launcher.txt"
    source = here.parents[min(4, len(here.parents) - 1)] / "remanence"
    if installed.is_file():
        source = pathlib.Path(installed.read_text().strip())
    found = program or os.environ.get("REMANENCE_PROGRAM") or shutil.which("remanence") or (source.is_file() and source)
    if not found:
        raise _refused("program", "no launcher is known: give program, a path of ./remanence, or set REMANENCE_PROGRAM")
    if not os.path.isfile(found):
        raise _refused("program", f"program must be the path of the launcher ./remanence, got {os.fspath(found)}")
    return os.path.abspath(found)


def _loaded(file: pathlib.Path) -> np.ndarray:
    if file.suffix != ".npy" or not file.is_file():
        raise _refused("data", f"data must be a .npy file, or a file below the data root of the server, got {file}")
    return np.load(file, mmap_mode="r")


class _Response:
    """An answer on its way. Read to its end, it leaves the connection to the next request."""

    def __init__(self, client: Client, connection: http.client.HTTPConnection, response: http.client.HTTPResponse):
        self._client, self._connection, self._response = client, connection, response
        self.status, self.headers = response.status, response.headers

    def read(self) -> bytes:
        """All bytes."""
        return self._response.read()

    def read_array(self) -> bytearray:
        """All bytes of an answer that tells its length, where arrays may lie over them and be written to."""
        body = bytearray(int(self.headers["Content-Length"]))
        view, at = memoryview(body), 0
        while at < len(body):
            count = self._response.readinto(view[at:])
            if count == 0:
                raise RemanenceError(0, f"the answer ends after {at} bytes of {len(body)}")
            at += count
        return body

    def __iter__(self) -> Iterator[bytes]:
        return iter(self._response)

    def close(self) -> None:
        """Ends the request."""
        whole = self._response.isclosed() or self._response.length == 0
        self._response.close()
        if whole and not self._response.will_close:
            self._client._idle.append(self._connection)
        else:
            self._connection.close()

    def __enter__(self) -> _Response:
        return self

    def __exit__(self, *failure: Any) -> None:
        self.close()


class _Region:
    """Shared memory that the server has mapped too."""

    def __init__(self, client: Client, size: int):
        self.size = -(-size // mmap.PAGESIZE) * mmap.PAGESIZE
        file, path = tempfile.mkstemp(prefix="remanence-", dir="/dev/shm")
        try:
            os.truncate(file, self.size)
            self.memory = mmap.mmap(file, self.size)
            self.name = os.path.basename(path)
            client.json("POST", f"/v2/systemsharedmemory/region/{self.name}/register",
                        {"key": self.name, "offset": 0, "byte_size": self.size})
        finally:
            os.close(file)
            # the mappings of both sides hold it
            os.unlink(path)
        self._client = client

    def array(self, offset: int, shape: Sequence[int], dtype: Any) -> np.ndarray:
        """Numbers in it, not a copy."""
        return np.ndarray(tuple(shape), dtype, self.memory, offset)

    def close(self) -> None:
        """Gives it back, if the server is still there."""
        with contextlib.suppress(RemanenceError):
            self._client.json("POST", f"/v2/systemsharedmemory/region/{self.name}/unregister")
        self.memory.close()


class PatternSet:
    """A model of a server: scores of states, in the conventions of its process.

    Torch tensors in are torch tensors out, of the same type and device. float32 in is float32 out, computed in double
    inside.
    """

    def __init__(self, client: Client, name: str, settings: Mapping[str, Any] | None = None):
        self.client, self.name = client, name
        self._settings = settings
        self._at = f"/v2/models/{urllib.parse.quote(name, '')}"
        about = client.json("GET", self._at)
        self.dimension: int = about["inputs"][0]["shape"][1]
        self.outputs: tuple[str, ...] = tuple(each["name"] for each in about["outputs"])
        self._outputs = {each["name"]: each for each in about["outputs"]}

    def __repr__(self) -> str:
        return f"<model {self.name} of dimension {self.dimension}>"

    def posterior(self, x: Any, t: float, outputs: Sequence[str] | None = None) -> Posterior:
        """Several outputs of states ``x`` at time ``t``, by one pass over the patterns.

        Parameters
        ----------
        x : array or torch tensor, shape (B, d) or (d,)
            States.
        t : float
            Time of all of them, above 0.
        outputs : sequence of str, optional
            Any of ``self.outputs``; all by default. Without ``score`` and ``denoiser`` a pass costs half.

        Returns
        -------
        Posterior
            Arrays of shape (B, d) or (B,); without the first axis for one state.

        Examples
        --------
        >>> found = client.patterns(np.eye(2)).posterior([0.9, 0.1], 0.01, ("nearest", "effective_patterns"))
        >>> int(found.nearest), round(float(found.effective_patterns), 6)
        (0, 1.0)
        """
        asked = tuple(self.outputs if outputs is None else outputs)
        unknown = [each for each in asked if each not in self.outputs]
        if unknown or not asked:
            got = ", ".join(map(str, unknown)) or "none"
            raise _refused("outputs", f"outputs must be some of {', '.join(self.outputs)}, got {got}")
        given = x.detach().cpu().numpy() if hasattr(x, "detach") else np.asarray(x)
        states = np.atleast_2d(given)
        if states.ndim != 2 or states.shape[1] != self.dimension:
            d = self.dimension
            raise _refused("x", f"x must be of shape (B, {d}) or ({d},), got {tuple(np.shape(given))}")
        narrow = states.dtype in (np.float32, np.float16)
        states = np.ascontiguousarray(states, dtype="<f4" if narrow else "<f8")
        shared = states.nbytes >= _SHARED_FROM and self.client._shares()
        found = (self._by_memory if shared else self._by_bytes)(states, float(t), asked)
        for name, values in found.items():
            if values.dtype.kind == "f":
                values = values.astype(given.dtype if narrow else np.float64, copy=False)
            values = values[0] if given.ndim == 1 else values
            found[name] = _like(x, values)
        return found

    def _by_bytes(self, states: np.ndarray, t: float, outputs: Sequence[str]) -> Posterior:
        document = json.dumps({"parameters": {"time": t, "binary_data_output": True},
                               "inputs": [{**_tensor(states), "parameters": {"binary_data_size": states.nbytes}}],
                               "outputs": [{"name": each} for each in outputs]}).encode()
        headers = {"Inference-Header-Content-Length": str(len(document)), "Content-Type": "application/octet-stream"}
        with self.client.open("POST", self._at + "/infer", [document, states.data], headers) as response:
            at = int(response.headers["Inference-Header-Content-Length"])
            body = response.read_array()
        found = Posterior()
        for each in json.loads(body[:at])["outputs"]:
            size = each["parameters"]["binary_data_size"]
            found[each["name"]] = np.frombuffer(body, _dtype(each), size // 8, at).reshape(each["shape"])
            at += size
        return found

    def _by_memory(self, states: np.ndarray, t: float, outputs: Sequence[str]) -> Posterior:
        shapes = {each: [len(states), *self._outputs[each]["shape"][1:]] for each in outputs}
        sizes = {each: 8 * int(np.prod(shape)) for each, shape in shapes.items()}
        offsets, end = {}, -(-states.nbytes // 64) * 64
        for each in outputs:
            offsets[each] = end
            end += sizes[each]
        region = self.client._region(end)
        region.array(0, states.shape, states.dtype)[:] = states

        def place(offset: int, size: int) -> dict[str, Any]:
            return {"shared_memory_region": region.name, "shared_memory_offset": offset,
                    "shared_memory_byte_size": size}

        try:
            self.client.json("POST", self._at + "/infer", {
                "parameters": {"time": t}, "inputs": [{**_tensor(states), "parameters": place(0, states.nbytes)}],
                "outputs": [{"name": each, "parameters": place(offsets[each], sizes[each])} for each in outputs]})
            return Posterior({each: region.array(offsets[each], shapes[each], _dtype(self._outputs[each])).copy()
                              for each in outputs})
        finally:
            self.client._regions.append(region)

    def score(self, x: Any, t: float) -> Any:
        """∇ log p_t(x), of the shape of ``x``."""
        return self.posterior(x, t, ("score",))["score"]

    def denoise(self, x: Any, t: float) -> Any:
        """Mean of the datum given ``x``, of the shape of ``x``."""
        return self.posterior(x, t, ("denoiser",))["denoiser"]

    def log_density(self, x: Any, t: float) -> Any:
        """log p_t(x) in nats.

        Examples
        --------
        >>> at = client.patterns(np.zeros((1, 2)), process="ve").log_density([0.0, 0.0], 1.0)
        >>> bool(np.isclose(at, -np.log(2 * np.pi)))
        True
        """
        return self.posterior(x, t, ("log_density",))["log_density"]

    def __call__(self, x: Any, sigma: Any) -> Any:
        """The denoiser ``D(x; sigma)`` of k-diffusion, of patterns with process ``ve``; see :mod:`remanence.torch`.

        Parameters
        ----------
        x : array or torch tensor, shape (B, …)
            Noisy states, such as images.
        sigma : float, array or tensor, shape () or (B,)
            Standard deviation of the noise, above 0; states of one level share a pass.

        Examples
        --------
        >>> patterns = client.patterns(np.zeros((1, 4)), process="ve")
        >>> patterns(np.ones((3, 2, 2)), np.array([0.1, 0.2, 0.1])).shape
        (3, 2, 2)
        """
        if self._settings is not None and self._settings["process"] != "ve":
            raise _refused("process", f"D(x; sigma) is for process ve, these patterns are {self._settings['process']}: "
                                    "open them by patterns(data, process=\"ve\")")
        values = x.detach().cpu().numpy() if hasattr(x, "detach") else np.asarray(x)
        levels = np.asarray(sigma.detach().cpu() if hasattr(sigma, "detach") else sigma, dtype=np.float64).reshape(-1)
        if levels.size not in (1, len(values)) or not np.all(levels > 0):
            raise _refused("sigma", f"sigma must be one number above 0, or one for each of {len(values)} states, "
                                    f"got {levels.tolist()}")
        states = values.reshape(len(values), -1)
        found = np.empty(states.shape, states.dtype if states.dtype.kind == "f" else np.float64)
        levels = np.broadcast_to(levels, len(values))
        for level in np.unique(levels):
            found[levels == level] = self.denoise(states[levels == level], float(level) ** 2)
        return _like(x, found.reshape(values.shape))

    def sample(self, count: int, *, sampler: str = "ei-heun", steps: int = 100, seed: int = 1,
               progress: bool = True) -> np.ndarray:
        """Runs the reverse process from noise to data under the exact score, as a job.

        Parameters
        ----------
        count : int
            Samples.
        sampler : str
            Scheme of the steps: ``em``, ``ei``, ``ei-heun``, ``ddim``, ``heun`` or ``ancestral``.
        steps : int
            From noise to data.
        seed : int
            Names the random numbers: the same seed gives the same samples.
        progress : bool
            Shows a bar, if tqdm is there.

        Returns
        -------
        array, shape (count, d)
        """
        if self._settings is None:
            raise _refused("name", f"model {self.name} was opened elsewhere: ask patterns(…) for its data, then sample")
        asked = {**self._settings, "count": count, "sampler": sampler, "steps": steps, "seed": seed}
        return self.client.run("sample", progress=progress, **asked).arrays["samples"]


def _tensor(states: np.ndarray) -> dict[str, Any]:
    return {"name": "x", "shape": list(states.shape), "datatype": "FP32" if states.itemsize == 4 else "FP64"}


def _dtype(output: Mapping[str, Any]) -> str:
    return "<i8" if output["datatype"] == "INT64" else "<f8"


def _like(x: Any, values: Any) -> Any:
    """As a tensor, if states came as one: of their device, and of their type unless they are whole numbers."""
    if not hasattr(x, "new_tensor"):
        return values
    tensor = sys.modules["torch"].as_tensor(values, device=x.device)
    return tensor.to(x.dtype) if tensor.is_floating_point() and x.is_floating_point() else tensor


class Experiments(Mapping[str, "Callable[..., Job]"]):
    """The experiments of a server: functions that ask them, with completion and help for their parameters."""

    def __init__(self, client: Client, documents: Sequence[Mapping[str, Any]]):
        self._all = {each["experiment"]: _question(client, each) for each in documents}
        self._about = {each["experiment"]: f"{each['question']}?" for each in documents}

    def __getitem__(self, name: str) -> Callable[..., Job]:
        try:
            return self._all[name.replace("_", "-")]
        except KeyError:
            raise _refused("experiment", f"there is no experiment {name}; there are {', '.join(self._all)}") from None

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and name.replace("_", "-") in self._all

    def __getattr__(self, name: str) -> Callable[..., Job]:
        if name.startswith("_"):
            raise AttributeError(name)
        try:
            return self[name]
        except RemanenceError as e:
            raise AttributeError(e.detail) from None

    def __iter__(self) -> Iterator[str]:
        return iter(self._all)

    def __len__(self) -> int:
        return len(self._all)

    def __dir__(self) -> Iterable[str]:
        return [*super().__dir__(), *(each.replace("-", "_") for each in self._all)]

    def __repr__(self) -> str:
        width = max(map(len, self._all))
        return "\n".join(f"{name:{width}}  {question}" for name, question in self._about.items())

    def _repr_html_(self) -> str:
        rows = "".join(f"<tr><td>{html.escape(name)}</td><td style='text-align:left'>{html.escape(question)}</td></tr>"
                       for name, question in self._about.items())
        return f"<table>{rows}</table>"


def _question(client: Client, document: Mapping[str, Any]) -> Callable[..., Job]:
    """A function with the parameters of an experiment, for help and completion."""
    data = {each["name"] for each in document["parameters"] if each["form"] == "data"}

    def ask(*, seed: int = 1, fresh: bool = False, **parameters: Any) -> Job:
        given = {}
        for name, value in parameters.items():
            flat = _flat(name)
            if value is not None:
                given[flat] = client.named(value) if flat in data and not isinstance(value, str) else _plain(value)
        asked = {"experiment": document["experiment"], "parameters": given, "seed": seed, "fresh": fresh}
        return Job(client, client.json("POST", "/v1/jobs", asked))

    ask.__name__ = ask.__qualname__ = document["experiment"].replace("-", "_")
    ask.__module__ = __name__
    lines = [f"{document['question']}?", "", f"Measures: {document['equation']}", f"Cost: {document['cost']}",
             f"Source: {document['source']}", "", "Parameters", "----------"]
    for each in document["parameters"]:
        standard = "required" if each["required"] else f"default {each['default']}"
        notes = "; ".join(filter(None, [each["bounds"], each["unit"], standard]))
        lines += [f"{_python(each['name'])} : {each['form']}", f"    {each['help']} ({notes})"]
    lines += ["seed : integer", "    names every random number of the run (default 1)",
              "fresh : bool", "    computes again what was computed before", "", "Returns", "-------", "Job"]
    ask.__doc__ = "\n".join(lines)
    defaults = {_python(each["name"]): inspect.Parameter.empty if each["required"] else each["default"]
                for each in document["parameters"]}
    ask.__signature__ = inspect.Signature([  # type: ignore[attr-defined]
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default)
        for name, default in {**defaults, "seed": 1, "fresh": False}.items()])
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
    if isinstance(value, (list, tuple, range)):
        return [_plain(each) for each in value]
    return os.fspath(value) if isinstance(value, os.PathLike) else value


class Job:
    """An experiment that was asked.

    Examples
    --------
    >>> job = client.experiments.spectrum(data="gaussian:d=3,n=50")
    >>> job.wait(timeout=600).state
    'succeeded'
    """

    def __init__(self, client: Client, document: Mapping[str, Any]):
        self.client, self._document = client, document
        self.id: str = document["id"]
        self._at = f"/v1/jobs/{self.id}"

    def __repr__(self) -> str:
        return f"<job {self.id}: {self._document['experiment']}, {self._document['state']}>"

    def _refresh(self) -> Mapping[str, Any]:
        if not self.ended:
            self._document = self.client.json("GET", self._at)
        return self._document

    @property
    def ended(self) -> bool:
        """Whether it is known to have ended."""
        return self._document["state"] in _ENDED

    @property
    def state(self) -> str:
        """``queued``, ``running``, ``succeeded``, ``failed`` or ``cancelled``."""
        return self._refresh()["state"]

    @property
    def parameters(self) -> Mapping[str, Any]:
        """All parameters, defaults filled in."""
        return self._document["parameters"]

    @property
    def command(self) -> str:
        """The same question on the command line."""
        return self._document["command"]

    @property
    def progress(self) -> Mapping[str, Any] | None:
        """Task, steps done and total, and seconds left, while it runs."""
        return self._refresh()["progress"]

    def events(self) -> Iterator[Event]:
        """What happens to the job, until it ends; a connection that breaks is taken up again."""
        last, misses = 0, 0
        while True:
            try:
                with self.client.open("GET", self._at + "/events", headers={"Last-Event-ID": str(last)}) as response:
                    if response.status == 204:
                        return
                    for number, kind, data in _told(response, last):
                        last, misses = number, 0
                        if kind == "state":
                            self._document = data
                        yield Event(number, kind, data)
                if self.ended:
                    return
            except (OSError, http.client.HTTPException, RemanenceError) as e:
                misses += 1
                if misses > 10 or isinstance(e, RemanenceError) and e.status not in (0, 503):
                    raise
            clock.sleep(min(2.0, 0.1 * 2 ** misses))

    def wait(self, timeout: float | None = None, progress: bool = False) -> Job:
        """Waits until it ends. Ctrl-C stops it.

        Parameters
        ----------
        timeout : float, optional
            Seconds to wait; the job goes on after them.
        progress : bool
            Shows a bar, if tqdm is there.

        Raises
        ------
        TimeoutError
            If it has not ended by then.
        """
        until = None if timeout is None else clock.monotonic() + timeout
        bar = _bar() if progress else None
        pause = 0.02
        try:
            while self._refresh()["state"] not in _ENDED:
                if until is not None and clock.monotonic() > until:
                    raise TimeoutError(f"job {self.id} is {self._document['state']} still after {timeout} s")
                told = self._document["progress"]
                if bar is not None and told:
                    bar.set_description(told["task"], refresh=False)
                    bar.total, bar.n = told["total"], told["done"]
                    bar.refresh()
                clock.sleep(pause)
                pause = min(0.5, 1.5 * pause)
        except KeyboardInterrupt:
            self.cancel()
            raise
        finally:
            if bar is not None:
                bar.close()
        return self

    def cancel(self) -> None:
        """Stops it."""
        self._document = self.client.json("POST", self._at + "/cancel")

    def result(self, timeout: float | None = None, progress: bool = True) -> Result:
        """Waits for the result.

        Parameters
        ----------
        timeout, progress
            As of :meth:`wait`.

        Raises
        ------
        RemanenceError
            If the job fails or is stopped.
        """
        self.wait(timeout, progress)
        if self._document["state"] != "succeeded":
            why = f": {self._document['error']}" if self._document["error"] else ""
            raise RemanenceError(409, f"job {self.id} is {self._document['state']}{why}")
        return Result(self)


def _told(response: _Response, last: int) -> Iterator[tuple[int, str, Any]]:
    """Server-sent events: number, type and document."""
    kind: str = ""
    data: list[str] = []
    for raw in response:
        line = raw.decode("utf-8").rstrip("\n")
        if not line and data:
            yield last, kind, json.loads("\n".join(data))
            kind, data = "", []
        elif line.startswith("id: "):
            last = int(line[4:])
        elif line.startswith("event: "):
            kind = line[7:]
        elif line.startswith("data: "):
            data.append(line[6:])


def _bar() -> Any:
    try:
        from tqdm.auto import tqdm  # type: ignore[import]
    except ImportError:
        return None
    return tqdm(unit="", leave=False)


class _Arrays(Mapping[str, np.ndarray]):
    """Arrays of a result by name, fetched when asked for."""

    def __init__(self, result: Result):
        self._result = result

    def __getitem__(self, name: str) -> np.ndarray:
        if name + ".npy" not in self._result.files:
            raise KeyError(f"the result has no array {name}; there are {', '.join(self) or 'none'}")
        return np.load(io.BytesIO(self._result.file(name + ".npy")))

    def __iter__(self) -> Iterator[str]:
        return (each.removesuffix(".npy") for each in self._result.files if each.endswith(".npy"))

    def __len__(self) -> int:
        return sum(1 for _ in self)


class Result:
    """What an experiment found: numbers and curves by name, also as attributes.

    Attributes
    ----------
    findings : list of str
        Sentences that say it.
    curves : dict of Curve
        Measured curves.
    arrays : mapping of arrays
        Tables such as ``samples``, fetched when asked for.
    theory, parameters, manifest : mapping
        What theory expects, what was asked, and how it was computed.

    Examples
    --------
    >>> result = client.run("excess-entropy", data="gaussian:d=4,n=50", times=[0.2, 0.5], draws=20, progress=False)
    >>> result.curves["normalizedExcessEntropy"].x
    array([0.2, 0.5])
    >>> result.patterns, result["dimension"]
    (50, 4)
    """

    def __init__(self, job: Job):
        self.job = job
        self.document: Mapping[str, Any] = job.client.json("GET", f"/v1/jobs/{job.id}/result")
        self.manifest: Mapping[str, Any] = self.document["manifest"]
        self.parameters: Mapping[str, Any] = self.document["parameters"]
        self.theory: Mapping[str, Any] = self.document["theory"]
        self.findings: list[str] = self.document.get("findings", [])
        self.curves: dict[str, Curve] = dict(_curves(self.document["result"], ""))
        self.arrays: Mapping[str, np.ndarray] = _Arrays(self)
        self._files: list[str] | None = None

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

    def __dir__(self) -> Iterable[str]:
        return [*super().__dir__(), *self.document["result"]]

    @property
    def summary(self) -> str:
        """Numbers, curves and findings, as the command line prints them."""
        with self.job.client.open("GET", f"/v1/jobs/{self.job.id}/summary") as response:
            return response.read().decode()

    @property
    def files(self) -> list[str]:
        """Names of its files: arrays, figures, report."""
        if self._files is None:
            listed = self.job.client.json("GET", f"/v1/jobs/{self.job.id}/files")["files"]
            self._files = [each["name"] for each in listed]
        return self._files

    def file(self, name: str) -> bytes:
        """The bytes of a file."""
        with self.job.client.open("GET", f"/v1/jobs/{self.job.id}/files/{urllib.parse.quote(name)}") as response:
            return response.read()

    def array(self, name: str) -> np.ndarray:
        """An array of the result: ``arrays[name]``."""
        return self.arrays[name]

    def to_pandas(self, curve: str | None = None) -> Any:
        """A curve as a table, the first one by default; pandas must be installed.

        Returns
        -------
        pandas.DataFrame
            Columns: the axis, the name of the curve, ``stderr``, ``count``.
        """
        import pandas  # type: ignore[import]

        if not self.curves:
            raise _refused("curve", "the result has no curve: its numbers are in document[\"result\"]")
        name = curve or next(iter(self.curves))
        if name not in self.curves:
            raise _refused("curve", f"the result has no curve {name}; there are {', '.join(self.curves)}")
        found = self.curves[name]
        return pandas.DataFrame({found.axis: found.x, name: found.mean, "stderr": found.stderr, "count": found.count})

    def _repr_html_(self) -> str:
        """Findings, figures and numbers, for notebooks; figures stand as images, which notebooks show without trust."""
        figures = "".join(f'<img style="max-width:100%" alt="{html.escape(each)}" src="data:image/svg+xml;base64,'
                          f'{base64.b64encode(self.file(each)).decode()}"/>'
                          for each in self.files if each.endswith(".svg"))
        findings = "".join(f"<p>{html.escape(each)}</p>" for each in self.findings)
        title = f"<h4>{html.escape(self.document['experiment'])}</h4>"
        return f"{title}{findings}{figures}<pre>{html.escape(self.summary)}</pre>"


def _curves(value: Any, path: str) -> Iterator[tuple[str, Curve]]:
    if isinstance(value, dict) and {"axis", "x", "mean", "stderr", "count"} <= value.keys():
        x, mean, stderr = (np.array([np.nan if each is None else each for each in value[name]], dtype=float)
                           for name in ("x", "mean", "stderr"))
        yield path, Curve(value["axis"], x, mean, stderr, np.array(value["count"]))
    elif isinstance(value, dict):
        for name, each in value.items():
            yield from _curves(each, f"{path}.{name}" if path else name)
