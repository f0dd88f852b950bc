"""A small package index on loopback, and the packages it serves: what installing meets, without a network."""

from __future__ import annotations

import functools
import hashlib
import http.server
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class Index:
    """Projects below `folder`/packages; each `add` makes one wheel and returns its line of a lock file."""

    def __init__(self, folder: Path):
        self.folder = folder
        (folder / "packages").mkdir(parents=True)

    def add(self, name: str, version: str, *, needs: tuple[str, ...] = (), extras: tuple[str, ...] = ()) -> str:
        project = self.folder / "packages" / name.replace("_", "-")
        project.mkdir(exist_ok=True)
        wheel = project / f"{name}-{version}-py3-none-any.whl"
        about = f"{name}-{version}.dist-info"
        told = [f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}"]
        told += [f"Provides-Extra: {extra}" for extra in extras] + [f"Requires-Dist: {need}" for need in needs]
        with zipfile.ZipFile(wheel, "w") as parts:
            parts.writestr(f"{name}.py", f"VERSION = {version!r}\n")
            parts.writestr(f"{about}/METADATA", "\n".join(told) + "\n")
            parts.writestr(f"{about}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
            parts.writestr(f"{about}/RECORD", f"{name}.py,,\n{about}/METADATA,,\n{about}/WHEEL,,\n{about}/RECORD,,\n")
        links = "".join(f'<a href="{made.name}">{made.name}</a>' for made in sorted(project.glob("*.whl")))
        (project / "index.html").write_text(f"<!DOCTYPE html><html><body>{links}</body></html>")
        digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
        return f"{name.replace('_', '-')}=={version} --hash=sha256:{digest}\n"


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *args: object) -> None:
        """Says nothing: the tests' output is for faults."""


@contextmanager
def serving(index: Index) -> Iterator[str]:
    handler = functools.partial(_Quiet, directory=str(index.folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}/packages"
        server.shutdown()
        thread.join()
