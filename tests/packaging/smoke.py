"""Tries a built wheel in an empty environment, away from the checkout, on each Python that is found.

    python tests/packaging/smoke.py dist/service_blueprint-0.1.0-py3-none-any.whl

Finds ``python3.11`` to ``python3.13`` on the path and among pyenv's versions; a version that is not there is named and
passed over. Ends with status 1 where one fails, or where none is found.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
VERSIONS = ("3.11", "3.12", "3.13")

STORY = """\
blueprint "Coffee to go"
persona guest
department bar "Bar" owner "Head of bar"
channel counter "Counter" hours "8-18"
step "Order"
  customer: orders "Orders a flat white" via counter
  frontstage bar: takes "Takes the order" via counter
  backstage bar: brews "Brews"
orders -> takes
takes -> brews
"""
BROKEN = 'blueprint "Coffee"\nstpe "Order"\n'


def candidates(version: str) -> Iterator[str]:
    """Where a Python of this version may be; the first that runs is taken."""
    found = shutil.which(f"python{version}")
    if found:
        yield found
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"))
    yield from (str(path) for path in sorted(pyenv.glob(f"versions/{version}*/bin/python{version}"), reverse=True))
    if sys.version_info[:2] == tuple(int(part) for part in version.split(".")):
        yield sys.executable


def runs(python: str, version: str) -> bool:
    """Whether this is a working Python of this version that can make environments; a shim may be there without one."""
    code = f"import sys, venv, ensurepip; sys.exit('%d.%d' % sys.version_info[:2] != '{version}')"
    return subprocess.run([python, "-c", code], capture_output=True, check=False).returncode == 0


def smoke(python: str, wheel: Path, folder: Path) -> None:
    """Installs the wheel and uses every command; AssertionError or CalledProcessError where something is wrong."""
    # Only the project's own switches go: with them, or the checkout on the path, the wheel would not be what is tried.
    environment = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "VIRTUAL_ENV")}
    environment["BLUEPRINT_CACHE_DIR"] = str(folder / "cache")

    def run(*command: str, expected: tuple[int, ...] = (0,), given: str | None = None) -> str:
        done = subprocess.run(
            command,
            cwd=folder,
            env=environment,
            input=given,
            text=True,
            encoding="utf-8",
            capture_output=True,
            check=False,
        )
        shown = f"{' '.join(command)} ended with {done.returncode}\n{done.stdout}{done.stderr}"
        assert done.returncode in expected, shown
        assert "Traceback" not in done.stderr, shown
        return done.stdout

    run(python, "-m", "venv", "--clear", "environment")
    programs = folder / "environment" / ("Scripts" if os.name == "nt" else "bin")
    inner, blueprint = str(programs / "python"), str(programs / "blueprint")
    run(inner, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", str(wheel))

    where = run(inner, "-c", "import blueprint; print(blueprint.__file__)").strip()
    assert Path(where).is_relative_to(folder), f"the package comes from {where}"
    assert wheel.name.split("-")[1] in run(blueprint, "--version")
    run(blueprint, "--help")

    (folder / "coffee.blueprint").write_text(STORY, encoding="utf-8")
    (folder / "broken.blueprint").write_text(BROKEN, encoding="utf-8")
    run(blueprint, "check", "coffee.blueprint", expected=(0, 1))
    run(blueprint, "check", "broken.blueprint", expected=(1,))
    run(blueprint, "check", "missing.blueprint", expected=(2,))
    for suffix, begins in (("svg", b"<"), ("png", b"\x89PNG"), ("dot", b""), ("json", b"{"), ("txt", b"Coffee")):
        run(blueprint, "render", "coffee.blueprint", "-o", f"coffee.{suffix}", expected=(0, 1))
        written = (folder / f"coffee.{suffix}").read_bytes()
        assert len(written) > 200, f"coffee.{suffix} has {len(written)} bytes"
        assert written.lstrip().startswith(begins), f"coffee.{suffix} begins with {written[:20]!r}"
    assert "<svg" in run(blueprint, "render", "-", "--format", "svg", expected=(0, 1), given=STORY)
    # The same bytes on every machine and Python: what the wheel draws is the picture beside the example.
    for example in sorted(EXAMPLES.glob("*.blueprint")):
        run(blueprint, "render", "-q", str(example), "-o", "example.svg", expected=(0, 1))
        drawn = (folder / "example.svg").read_bytes()
        assert drawn == example.with_suffix(".svg").read_bytes(), f"{example.name} is drawn otherwise: make examples"
    run(blueprint, "new", "fresh.blueprint")
    run(blueprint, "check", "fresh.blueprint", expected=(0, 1))
    run(blueprint, "explain", "orphan-handoff")
    page = run(inner, "-c", "from blueprint.findings.link import page_file; print(page_file('orphan-handoff'))").strip()
    assert Path(page).is_relative_to(folder), f"the page of a check is {page}"


def main() -> int:
    """Tries every version found."""
    wheel = Path(sys.argv[1]).resolve()
    tried = failed = 0
    for version in VERSIONS:
        python = next((path for path in candidates(version) if runs(path, version)), None)
        if python is None:
            print(f"Python {version}: not here, passed over", flush=True)
            continue
        tried += 1
        with tempfile.TemporaryDirectory() as folder:
            try:
                smoke(python, wheel, Path(folder).resolve())
            except AssertionError as error:
                failed += 1
                print(f"Python {version}: FAILED, {error}", flush=True)
            else:
                print(f"Python {version}: the wheel installs and works", flush=True)
    return 1 if failed or not tried else 0


if __name__ == "__main__":
    sys.exit(main())
