"""Settings: which source wins, and that nothing which cannot be meant is passed over."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from dftzcli.errors import UsageError
from dftzcli.settings import SETTINGS, Origin, Settings, resolve, settings_file
from tests.conftest import AsOrdinaryUser

THEMES = ("dftz-dark", "dftz-light")
ACTIONS = ("search", "quit", "next_place")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return where the settings of a test are; there are none yet."""
    return settings_file(tmp_path)


def resolved(file: Path, text: str, **more: Any) -> Settings:
    file.write_text(text, "utf-8")
    return resolve(environ={}, file=file, **more)


def refused(file: Path, text: str, **more: Any) -> UsageError:
    with pytest.raises(UsageError) as raised:
        resolved(file, text, **more)
    return raised.value


def test_without_anything_the_defaults_hold_and_nothing_is_created(tmp_path: Path) -> None:
    folder = tmp_path / "config"
    found = resolve(environ={}, file=settings_file(folder))
    assert found[:-1] == ("dftz-dark", {}, False, False, True, True)
    assert set(found.origins.values()) == {Origin("default")}
    assert not folder.exists()


def test_a_flag_wins_over_the_environment_that_over_the_file_and_that_over_the_default(file: Path) -> None:
    text = 'theme = "of the file"\nmouse = false\n'
    environ = {"DFTZ_THEME": "of the environment"}
    file.write_text(text)
    found = resolve({"theme": "of the flag"}, environ=environ, file=file)
    assert (found.theme, found.origins["theme"]) == ("of the flag", Origin("flag"))
    found = resolve({"theme": None}, environ=environ, file=file)
    assert (found.theme, found.origins["theme"]) == ("of the environment", Origin("environment", "DFTZ_THEME"))
    found = resolve(environ={"DFTZ_THEME": ""}, file=file)
    assert (found.theme, found.origins["theme"]) == ("of the file", Origin("file", str(file)))
    assert (found.mouse, found.animations) == (False, True)
    assert found.origins["animations"] == Origin("default")


def test_every_setting_can_be_set_in_the_file(file: Path) -> None:
    text = """
        theme = "dftz-light"
        restore_view = true
        accessible = true
        animations = false
        mouse = false
        [keys]
        quit = ["x", "ctrl+x"]
        search = "s"
        next_place = []
    """
    found = resolved(file, text, themes=THEMES, actions=ACTIONS)
    keys = {"quit": ("x", "ctrl+x"), "search": ("s",), "next_place": ()}
    assert found[:-1] == ("dftz-light", keys, True, True, False, False)
    assert set(found.origins) == set(SETTINGS) == set(Settings._fields[:-1])


@pytest.mark.parametrize("key", ["restore_view", "accessible", "animations", "mouse"])
@pytest.mark.parametrize(("text", "value"), [("1", True), ("YES", True), ("on", True), ("0", False), ("false", False)])
def test_a_variable_turns_a_switch_on_or_off(key: str, text: str, value: bool) -> None:
    variable = f"DFTZ_{key.upper()}"
    found = resolve(environ={variable: text})
    assert (getattr(found, key), found.origins[key]) == (value, Origin("environment", variable))


def test_a_variable_that_is_neither_yes_nor_no_is_refused_by_name() -> None:
    with pytest.raises(UsageError, match="the variable DFTZ_MOUSE: mouse is 'maybe'") as raised:
        resolve(environ={"DFTZ_MOUSE": "maybe"})
    assert "true or false" in raised.value.fix


def test_an_unknown_key_is_named_with_file_line_and_the_nearest(file: Path) -> None:
    error = refused(file, '# mine\nmouse = true\n\nthme = "dftz-light"\n')
    assert error.message == f"{file}, line 4: there is no setting 'thme'"
    assert error.fix.startswith("did you mean theme? The settings are: theme, keys,")
    assert error.exit_code == 2


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("theme = 3", "line 1: theme is 3"),
        ('mouse = true\nrestore_view = "yes"', "line 2: restore_view is 'yes'"),
        ("mouse = 1", "line 1: mouse is 1"),
        ("accessible = [\n  true,\n]", "line 1: accessible is [True]"),
        ('keys = "q"', "line 1: keys is 'q'"),
        ("[keys]\n\nquit = 3", "line 3: keys.quit is 3"),
        ('[keys]\nsearch = "s"\nquit = ["q", 3]', "line 3: keys.quit is ['q', 3]"),
        ('[keys]\nquit = ""', "line 2: keys.quit is ''"),
        ('mouse = true\nkeys.quit = { a = "b" }', "line 2: keys.quit is {'a': 'b'}"),
        ('theme = """\na\nb"""\n[colours]\nred = "x"', "line 4: there is no setting 'colours'"),
        ('theme = "#"\r\nmouse = [\r\n"theme = 1",\r\n]\r\n', "line 2: mouse is ['theme = 1']"),
    ],
)
def test_a_wrong_value_is_named_with_the_line_it_begins_on(file: Path, text: str, said: str) -> None:
    file.write_bytes(text.encode())
    with pytest.raises(UsageError) as raised:
        resolve(environ={}, file=file)
    assert raised.value.message == f"{file}, {said}"
    assert raised.value.fix


def test_a_theme_that_is_not_there_is_refused_wherever_it_is_named(file: Path) -> None:
    error = refused(file, 'mouse = true\ntheme = "dftz-lite"', themes=THEMES)
    assert error.message == f"{file}, line 2: there is no theme 'dftz-lite'"
    assert error.fix == "did you mean dftz-light? The themes are: dftz-dark, dftz-light"
    with pytest.raises(UsageError, match="the variable DFTZ_THEME: there is no theme 'drk'"):
        resolve(environ={"DFTZ_THEME": "drk"}, themes=THEMES)
    with pytest.raises(UsageError, match="the command line: there is no theme 'drk'"):
        resolve({"theme": "drk"}, environ={}, themes=THEMES)


def test_an_action_that_is_not_there_is_refused_with_its_line_and_the_nearest(file: Path) -> None:
    error = refused(file, '[keys]\nquit = "q"\nserch = "s"', actions=ACTIONS)
    assert error.message == f"{file}, line 3: there is no action 'serch'"
    assert error.fix.startswith("did you mean search?")


def test_any_name_is_taken_where_the_names_are_not_known(file: Path) -> None:
    assert resolved(file, 'theme = "x"\n[keys]\nwhatever = "y"').keys == {"whatever": ("y",)}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("mouse = true\ntheme = dark", ", line 2: it is not TOML"),
        ("mouse = true\nmouse = false\n", ", line 2: it is not TOML"),
        ("keys = [", ": it is not TOML"),
        ("theme = " + "[" * 100_000, ": it is not TOML"),
        ("mouse = " + "1" * 5_000, ": it is not TOML"),
    ],
    ids=["no quotation marks", "a key twice", "cut short", "nested too deeply", "a number too long"],
)
def test_what_is_not_toml_is_named_with_its_line(file: Path, text: str, said: str) -> None:
    error = refused(file, text)
    assert error.message.startswith(f"{file}{said}")
    assert error.fix


def test_a_mark_in_front_of_the_text_does_not_matter(file: Path) -> None:
    file.write_bytes(b"\xef\xbb\xbftheme = 'dftz-light'\r\n")
    assert resolve(environ={}, file=file).theme == "dftz-light"


def test_what_is_not_utf_8_is_named(file: Path) -> None:
    file.write_bytes(b"theme = '\xff'")
    with pytest.raises(UsageError, match=r"settings\.toml is not UTF-8 text \(byte 9\)"):
        resolve(environ={}, file=file)


def test_a_file_that_cannot_be_read_is_named(file: Path, as_ordinary_user: AsOrdinaryUser) -> None:
    file.write_text("mouse = false")
    file.chmod(0)
    with as_ordinary_user(), pytest.raises(UsageError, match=r"cannot read .*settings\.toml: Permission denied"):
        resolve(environ={}, file=file)
    file.unlink()
    file.mkdir()
    with pytest.raises(UsageError, match=r"cannot read .*settings\.toml: Is a directory"):
        resolve(environ={}, file=file)


def test_a_long_value_is_repeated_only_in_part(file: Path) -> None:
    assert len(refused(file, f'mouse = "{"x" * 10_000}"').message) < 200 + len(str(file))
    assert len(refused(file, f"{'x' * 10_000} = 1").message) < 200 + len(str(file))


def test_the_parser_is_loaded_only_where_there_is_something_to_parse(file: Path) -> None:
    code = (
        "import sys\nfrom pathlib import Path\nfrom dftzcli.settings import resolve\n"
        "assert not {'tomllib', 'difflib', 'textual'} & set(sys.modules)\n"
        "resolve(environ={}, file=Path(sys.argv[1]))\n"
        "assert 'tomllib' not in sys.modules\n"
    )
    done = subprocess.run([sys.executable, "-c", code, str(file)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
