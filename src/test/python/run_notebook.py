"""Runs a notebook from top to bottom: by nbconvert where it is there, else its code cells; fails as they fail."""

import importlib.util
import json
import pathlib
import subprocess
import sys
import tempfile

if importlib.util.find_spec("nbconvert") is not None and importlib.util.find_spec("ipykernel") is not None:
    with tempfile.TemporaryDirectory() as folder:
        convert = [sys.executable, "-m", "nbconvert", "--execute", "--to", "notebook", "--output-dir", folder, sys.argv[1]]
        subprocess.run(convert, check=True)
else:
    scope = {"__name__": "__main__"}
    for cell in json.loads(pathlib.Path(sys.argv[1]).read_text(encoding="utf-8"))["cells"]:
        if cell["cell_type"] == "code":
            exec(compile("".join(cell["source"]), sys.argv[1], "exec"), scope)
print("ran", sys.argv[1])
