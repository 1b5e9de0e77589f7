"""Makes the wheel of remanence without any library, so that ``pip install`` needs no network."""

import base64
import hashlib
import pathlib
import re
import zipfile

HERE = pathlib.Path(__file__).parent
VERSION = re.search(r'__version__ = "([^"]+)"', (HERE / "remanence.py").read_text(encoding="utf-8")).group(1)
INFO = f"remanence-{VERSION}.dist-info"
METADATA = f"Metadata-Version: 2.1\nName: remanence\nVersion: {VERSION}\nRequires-Python: >=3.10\nRequires-Dist: numpy\nLicense: Apache-2.0\n"
WHEEL = "Wheel-Version: 1.0\nGenerator: remanence\nRoot-Is-Purelib: true\nTag: py3-none-any\n"


def _write(folder, files):
    name = f"remanence-{VERSION}-py3-none-any.whl"
    files = {**files, f"{INFO}/METADATA": METADATA.encode(), f"{INFO}/WHEEL": WHEEL.encode()}
    record = "".join(f"{path},sha256={base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b'=').decode()},{len(data)}\n" for path, data in files.items())
    with zipfile.ZipFile(pathlib.Path(folder) / name, "w", zipfile.ZIP_DEFLATED) as wheel:
        for path, data in {**files, f"{INFO}/RECORD": (record + f"{INFO}/RECORD,,\n").encode()}.items():
            wheel.writestr(zipfile.ZipInfo(path, (2026, 1, 1, 0, 0, 0)), data)
    return name


def build_wheel(wheel_directory, config_settings=None, metadata_directory=None):
    return _write(wheel_directory, {"remanence.py": (HERE / "remanence.py").read_bytes()})


def build_editable(wheel_directory, config_settings=None, metadata_directory=None):
    return _write(wheel_directory, {"remanence.pth": f"{HERE.resolve()}\n".encode()})
