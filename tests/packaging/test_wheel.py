"""The wheel: built from the checkout, installed in an empty environment, and run from there without the checkout."""

from __future__ import annotations

import importlib.util
import json
import os
import site
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path
from typing import NamedTuple

import pytest
from filelock import FileLock

from dftzcli import __version__
from dftzcli.model.vocabulary import KINDS, PLURALS

CHECKOUT = Path(__file__).resolve().parents[2]
DATA = CHECKOUT / "data"


class Installed(NamedTuple):
    """An environment with the program in it, and a home that nobody has used."""

    wheel: Path
    environment: Path
    home: Path

    def run(self, *command: str, home: Path | None = None) -> subprocess.CompletedProcess[str]:
        """Run a command of the environment from an empty folder, with nothing of this process around it."""
        folder = home or self.home
        (folder / "work").mkdir(parents=True, exist_ok=True)
        return subprocess.run(
            [str(self.environment / "bin" / command[0]), *command[1:]],
            env={"HOME": str(folder), "PATH": os.defpath, "LC_ALL": "C.UTF-8", "COLUMNS": "80"},
            cwd=folder / "work",
            capture_output=True,
            text=True,
            check=False,
        )


def _build(folder: Path) -> None:
    # Hatchling where it is at hand, and where it is not, fetched by what every packager uses.
    if importlib.util.find_spec("hatchling"):
        command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    else:
        command = [sys.executable, "-m", "build", "--wheel", "--outdir", str(folder), str(CHECKOUT)]
    done = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def _install(wheel: Path, environment: Path) -> None:
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(environment)], check=True)
    variables = {"base": str(environment), "platbase": str(environment)}
    packages = Path(sysconfig.get_path("purelib", "venv" if os.name == "posix" else None, variables))  # type: ignore[arg-type]
    # What the program depends on is seen from here, so that nothing is downloaded; the program itself is not.
    (packages / "dependencies.pth").write_text("\n".join(site.getsitepackages()) + "\n")
    python = str(environment / "bin" / "python")
    pip = [sys.executable, "-m", "pip", "--python", python, "--disable-pip-version-check", "--quiet"]
    done = subprocess.run(
        [*pip, "install", "--no-deps", "--no-index", "--ignore-installed", str(wheel)],
        env=os.environ | {"PIP_CONFIG_FILE": os.devnull},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="session")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """Build and install once for all workers; return the environment with a home of this worker."""
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    environment = shared / "environment"
    with FileLock(shared / "wheel.lock"):
        if not (shared / "installed").exists():
            _build(shared / "wheel")
            (wheel,) = (shared / "wheel").glob("*.whl")
            _install(wheel, environment)
            (shared / "installed").touch()
    (wheel,) = (shared / "wheel").glob("*.whl")
    return Installed(wheel, environment, tmp_path_factory.mktemp("home"))


def test_the_wheel_holds_the_data_and_the_schemas_byte_for_byte(installed: Installed) -> None:
    with zipfile.ZipFile(installed.wheel) as archive:
        shipped = {
            name.removeprefix("dftzcli/_data/"): archive.read(name)
            for name in archive.namelist()
            if name.startswith("dftzcli/_data/")
        }
    in_checkout = {str(path.relative_to(DATA)): path.read_bytes() for path in DATA.rglob("*") if path.is_file()}
    assert shipped == in_checkout
    assert {f"schema/{kind}.schema.json" for kind in KINDS} <= set(shipped)
    assert {f"{plural}.json" for plural in PLURALS.values()} | {"datapackage.json"} <= set(shipped)


def test_the_wheel_holds_every_module_and_the_licence_and_no_tests(installed: Installed) -> None:
    with zipfile.ZipFile(installed.wheel) as archive:
        names = set(archive.namelist())
    modules = {str(path.relative_to(CHECKOUT)) for path in (CHECKOUT / "dftzcli").rglob("*.py")}
    assert modules <= names
    assert any(name.endswith("/LICENSE") for name in names)
    assert {name.split("/")[0] for name in names} == {"dftzcli", f"dftzcli-{__version__}.dist-info"}


def test_the_wheel_says_that_it_is_typed(installed: Installed) -> None:
    with zipfile.ZipFile(installed.wheel) as archive:
        assert "dftzcli/py.typed" in archive.namelist()


def test_what_runs_is_the_installed_program_and_its_own_data(installed: Installed) -> None:
    program = "import dftzcli, dftzcli.store.packaged as p; print(dftzcli.__file__); print(p.find_packaged())"
    run = installed.run("python", "-c", program)
    assert run.stderr == ""
    for line in run.stdout.splitlines():
        assert Path(line).is_relative_to(installed.environment)


def test_the_installed_program_says_its_version(installed: Installed) -> None:
    run = installed.run("dftz", "--version")
    assert (run.returncode, run.stderr) == (0, "")
    assert __version__ in run.stdout


def test_the_installed_program_lists_policies_for_a_user_it_has_never_seen(
    installed: Installed, tmp_path: Path
) -> None:
    run = installed.run("dftz", "list", "policies", "--json", "--all", home=tmp_path)
    assert (run.returncode, run.stderr) == (0, "")
    found = json.loads(run.stdout)
    expected = json.loads((DATA / "policies.json").read_bytes())
    assert [item["id"] for item in found["items"]] == [record["id"] for record in expected]
    assert found["dataset"]["version"] == json.loads((DATA / "datapackage.json").read_bytes())["version"]
    assert list((tmp_path / "work").iterdir()) == []


def test_the_installed_program_runs_as_a_module_from_anywhere(installed: Installed) -> None:
    run = installed.run("python", "-m", "dftzcli", "overview")
    assert (run.returncode, run.stderr) == (0, "")
    assert "Headline figures" in run.stdout


def test_the_installed_package_is_a_library(installed: Installed) -> None:
    program = "from dftzcli import open_catalogue; print(open_catalogue().get('panasonic-battery-plant').status)"
    run = installed.run("python", "-c", program)
    assert (run.stdout, run.stderr) == ("operating\n", "")


def test_a_checkout_finds_its_data_beside_the_package(tmp_path: Path) -> None:
    program = "from dftzcli.store.packaged import find_packaged; print(find_packaged())"
    run = subprocess.run(
        [sys.executable, "-c", program],
        env={"PATH": os.defpath, "HOME": str(tmp_path), "PYTHONPATH": str(CHECKOUT)},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (run.stdout, run.stderr) == (f"{DATA}\n", "")


def test_an_editable_install_finds_the_data_of_the_checkout_it_was_made_from(tmp_path: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-c", "import dftzcli.store.packaged as p; print(p.__file__, p.find_packaged(), sep='\\n')"],
        env={"PATH": os.defpath, "HOME": str(tmp_path)},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.stderr == ""
    module, data = map(Path, run.stdout.splitlines())
    assert data == module.parents[2] / "data"
