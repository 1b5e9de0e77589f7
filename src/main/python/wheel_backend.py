"""Makes the wheel of remanence without any library, so that ``pip install`` needs no network."""

import base64
import hashlib
import pathlib
import re
import zipfile

HERE = pathlib.Path(__file__).resolve().parent
PACKAGE = HERE / "remanence"
LAUNCHER = HERE.parents[2] / "remanence"
VERSION = re.search(r'(?m)^__version__ = "([^"]+)"$', (PACKAGE / "__init__.py").read_text(encoding="utf-8")).group(1)
INFO = f"remanence-{VERSION}.dist-info"


def _write(folder, files):
    for name in ("METADATA", "WHEEL"):
        files[f"{INFO}/{name}"] = (HERE / name).read_text(encoding="utf-8").replace("VERSION", VERSION).encode()
    record = "".join(f"{path},sha256={_digest(data)},{len(data)}\n" for path, data in files.items())
    files[f"{INFO}/RECORD"] = (record + f"{INFO}/RECORD,,\n").encode()
    name = f"remanence-{VERSION}-py3-none-any.whl"
    with zipfile.ZipFile(pathlib.Path(folder) / name, "w", zipfile.ZIP_DEFLATED) as wheel:
        for path, data in files.items():
            wheel.writestr(zipfile.ZipInfo(path, (2026, 1, 1, 0, 0, 0)), data)
    return name


def _digest(data):
    return base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()


def build_wheel(wheel_directory, config_settings=None, metadata_directory=None):
    files = {f"remanence/{each.name}": each.read_bytes() for each in sorted(PACKAGE.iterdir()) if each.suffix in (".py", ".typed")}
    # where remanence.serve() finds the program
    files["remanence/launcher.txt"] = f"{LAUNCHER}\n".encode()
    return _write(wheel_directory, files)


def build_editable(wheel_directory, config_settings=None, metadata_directory=None):
    return _write(wheel_directory, {"remanence.pth": f"{HERE}\n".encode()})
