"""The derived index: when it is made, when it is made again, and that nothing that befalls it costs more than that."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from dftzcli.catalogue import Catalogue
from dftzcli.opening import catalogue_of_folder
from dftzcli.search.finding import index, lexicon
from dftzcli.search.shelf import Shelf
from dftzcli.store.folder import Folder
from dftzcli.store.location import THESAURUS

from ...conftest import AsOrdinaryUser
from ..sample import agency, figure, indicator, place, policy, source, write_folder

CHECKOUT = Path(__file__).resolve().parents[3]
# One question for each thing an index is made of: words, other words, characters, sounds, numbers, filters, years.
QUESTIONS = (
    "cold store",
    "freezer",
    "冷庫",
    "leng ku",
    "sfj",
    "stroe",
    '"ships and harbours"',
    "5,300",
    "2021",
    "kind:agency",
    "place:dalian value>=5000",
    "who is in charge of cold stores",
)
CONCEPT = {"id": "cold-store", "name": "cold store", "synonyms": ["freezer"], "zh": ["冷库"]}
Answers = list[tuple[list[tuple[str, float, str]], int, Any]]
# The worst moments of making an index: whoever is killed then leaves the most behind.
MOMENTS = (
    "nothing written",
    "records half written",
    "records whole",
    "words half written",
    "table half written",
    "all written, not in place",
    "in place, lock still held",
)


def fill(folder: Path, *, synonym: str = "freezer", store: str = "Cold store") -> Path:
    """Write a small catalogue with a thesaurus of one concept into a folder."""
    write_folder(
        folder,
        *(
            policy(
                f"{store.lower().replace(' ', '-')}-{number}",
                name=f"{store} number {number}",
                name_zh=f"冷库{number}保税区",
                summary=f"Words about ships and harbours, 5,300 firms and store {number}.",
                agencies=("bureau",),
                places=("dalian",),
            )
            for number in range(20)
        ),
        agency("bureau", name="Bureau of Commerce", name_zh="商务局"),
        agency("justice", name="Bureau of Justice", name_zh="司法局"),
        indicator(),
        figure("firms", "5300", period="2021"),
        place(),
        source(),
    )
    whole = {"about": "", "basis": "", "concepts": [{**CONCEPT, "synonyms": [synonym]}]}
    (folder / THESAURUS).write_text(json.dumps(whole, ensure_ascii=False), "utf-8")
    return folder


class Room:
    """A folder of data and a cache, and how often an index is made there in this process."""

    def __init__(self, folder: Path) -> None:
        self.data, self.cache, self.made = fill(folder / "folder"), folder / "cache", 0

    def opened(self, state: str = "state", *, store: str = "store", data: Path | None = None) -> Catalogue:
        """Return a catalogue that keeps its index in the cache, as that of a state of a store."""
        folder = data or self.data
        return Catalogue(Folder(folder), shelf=Shelf(str(self.cache), store, state), thesaurus=folder)

    def folders(self, store: str = "store") -> list[Path]:
        """Return the folders of indexes of a store, whole or not."""
        return sorted(path for path in self.cache.glob(f"search-{store}*") if path.is_dir())

    def files(self) -> dict[str, int]:
        """Return every file of the index with its time of change."""
        (folder,) = self.folders()
        return {
            str(path.relative_to(self.cache)): path.stat().st_mtime_ns
            for path in sorted(folder.rglob("*"))
            if path.is_file()
        }


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Room:
    """Return a folder of data and a cache without an index."""
    room = Room(tmp_path)
    documents = lexicon.documents

    def counting(*arguments: Any) -> Iterator[dict[str, Any]]:
        room.made += 1
        return documents(*arguments)

    monkeypatch.setattr(lexicon, "documents", counting)
    return room


def policies(catalogue: Catalogue, words: str) -> int:
    """Return how many policies some words find."""
    return catalogue.search(words, kind="policy").total


def ask(catalogue: Catalogue) -> Answers:
    """Return what a catalogue answers to one question of each kind."""
    found: Answers = []
    for question in QUESTIONS:
        answer = catalogue.search(question)
        assert answer.hits, question
        found.append(([(hit.id, hit.score, hit.snippet) for hit in answer.hits], answer.total, answer.facets()))
    return found


# -- when it is made -------------------------------------------------------------------------------------------------


def test_an_index_is_made_at_the_first_question_and_used_by_every_later_one(room: Room) -> None:
    catalogue = room.opened()
    assert list(catalogue.list("policy"))
    assert not room.cache.exists()
    answers = ask(catalogue)
    files = room.files()
    assert answers == ask(catalogue) == ask(room.opened()) == ask(room.opened())
    assert room.files() == files
    assert room.made == 1


def test_an_index_on_disk_answers_as_one_in_memory(room: Room) -> None:
    in_memory = ask(catalogue_of_folder(room.data))
    assert not room.cache.exists()
    assert ask(room.opened()) == ask(room.opened()) == in_memory


def test_an_index_is_only_for_its_owner(room: Room) -> None:
    room.opened().search("store")
    assert room.cache.stat().st_mode & 0o077 == 0


def test_another_state_of_the_store_has_an_index_of_its_own_and_the_former_is_removed(room: Room) -> None:
    assert policies(room.opened("before"), "wine") == 0
    former = room.folders()
    fill(room.data, store="Wine store")
    assert policies(room.opened("after"), "wine") == 20
    assert room.made == 2
    (folder,) = room.folders()
    assert folder not in former


def test_a_changed_thesaurus_has_an_index_of_its_own_and_the_former_is_removed(room: Room) -> None:
    assert policies(room.opened(), "freezer") == 20
    fill(room.data, synonym="icebox")
    assert policies(room.opened(), "icebox") == 20
    assert policies(room.opened(), "freezer") == 0
    assert (len(room.folders()), room.made) == (1, 2)


def test_only_what_is_left_of_the_same_store_is_removed(room: Room) -> None:
    room.opened(store="other").search("store")
    (others,) = room.folders("other")
    kept = [room.cache / name for name in ("cards-store.json", "search-store.lock", "search-storey-1", "notes")]
    for path in kept[:2]:
        path.write_text("kept")
    for path in kept[2:]:
        path.mkdir()
        (path / "state").write_text("kept")
    stale = [room.cache / name for name in ("search-store-0123", "search-store-making-abcd")]
    for path in stale:
        (path / "records").mkdir(parents=True)
        (path / "records" / "meta.json").write_text("{}")
    room.opened().search("store")
    assert [path for path in stale if path.exists()] == []
    assert [path for path in (*kept, others) if not path.exists()] == []
    assert (kept[2] / "state").read_text() == (kept[3] / "state").read_text() == "kept"
    assert policies(room.opened(store="other"), "store") == 20
    assert room.made == 2


def test_two_stores_do_not_undo_each_others_index(room: Room) -> None:
    for _ in range(2):
        room.opened(store="one").search("store")
        room.opened(store="other").search("store")
    assert room.made == 2


def test_a_catalogue_that_is_open_goes_on_answering_when_its_index_is_replaced(room: Room) -> None:
    expected = ask(catalogue_of_folder(room.data))
    early = room.opened("before")
    assert policies(early, "store") == 20
    newer = fill(room.cache.parent / "newer", store="Wine store")
    assert policies(room.opened("after", data=newer), "wine") == 20
    assert ask(early) == expected
    assert policies(early, "wine") == 0
    assert policies(room.opened("after", data=newer), "wine") == 20


# -- where it cannot be kept -----------------------------------------------------------------------------------------


def test_where_the_cache_is_no_folder_the_index_is_made_in_memory(room: Room) -> None:
    expected = ask(catalogue_of_folder(room.data))
    room.cache.write_text("a file, not a folder")
    catalogue = room.opened()
    room.made = 0
    assert ask(catalogue) == ask(catalogue) == expected
    assert room.made == 1
    assert room.cache.read_text() == "a file, not a folder"


def test_where_the_cache_may_not_be_written_the_index_is_made_in_memory(
    room: Room, as_ordinary_user: AsOrdinaryUser
) -> None:
    # On disk first, so that nothing is left to import where the interpreter itself is closed to an ordinary user.
    expected = ask(room.opened())
    shutil.rmtree(room.cache)
    for mode in (0o500, 0o000):
        room.cache.mkdir(mode=mode)
        with as_ordinary_user():
            assert ask(room.opened()) == expected
        room.cache.chmod(0o700)
        assert list(room.cache.iterdir()) == []
        room.cache.rmdir()


def test_what_is_in_a_cache_that_may_only_be_read_is_left_as_it_is_and_no_other_states_index_is_used(
    room: Room, as_ordinary_user: AsOrdinaryUser
) -> None:
    expected = ask(room.opened("before"))
    files = room.files()
    newer = fill(room.cache.parent / "newer", store="Wine store")
    for path in (*room.cache.rglob("*"), room.cache):
        path.chmod(0o500 if path.is_dir() else 0o400)
    with as_ordinary_user():
        assert ask(room.opened("before")) == expected
        assert policies(room.opened("after", data=newer), "wine") == 20
    room.cache.chmod(0o700)
    assert room.files() == files


def test_something_in_the_place_of_the_index_is_no_obstacle(room: Room) -> None:
    expected = ask(room.opened())
    (folder,) = room.folders()
    shutil.rmtree(folder)
    folder.write_text("in the way")
    assert ask(room.opened()) == expected


@pytest.mark.parametrize("limit", [100, 20_000])
def test_on_a_full_disk_the_index_is_made_in_memory_and_nothing_is_left(room: Room, limit: int) -> None:
    child = Child(room, before=f"import resource; resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}))")
    child.go()
    assert child.answers() == expected_of(room)
    assert room.folders() == []


# -- damage ----------------------------------------------------------------------------------------------------------


def halved(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def replaced(path: Path) -> None:
    path.write_bytes(b"\xff\xfe something else" * 4)


def removed(path: Path) -> None:
    path.unlink()


@pytest.mark.parametrize("damage", [halved, replaced, removed])
def test_whatever_file_is_damaged_the_answers_are_the_same_and_the_index_is_whole_again(
    room: Room, damage: Callable[[Path], None]
) -> None:
    questions = ("freezer", "冷庫", "5,300", "who is in charge of cold stores")

    def answers() -> list[list[str]]:
        catalogue = room.opened()
        return [[hit.id for hit in catalogue.search(question).hits] for question in questions]

    def files() -> dict[tuple[str, str], Path]:
        """The largest file of each sort, by its part of the index and its ending: their names change."""
        (folder,) = room.folders()
        paths = (path for path in folder.rglob("*") if path.is_file() and path.suffix != ".lock")
        by_size = sorted(paths, key=lambda path: path.stat().st_size)
        return {(path.parent.name, path.suffix or path.name): path for path in by_size}

    expected = answers()
    sorts = sorted(files())
    assert len(sorts) > 12
    for sort in sorts:
        damage(files()[sort])
        assert answers() == expected, sort
        room.made = 0
        assert answers() == expected, sort
        assert room.made == 0, sort
        assert len(room.folders()) == 1


@pytest.mark.parametrize("part", ["records", "lexicon"])
def test_an_index_without_one_of_its_parts_is_made_again(room: Room, part: str) -> None:
    expected = ask(room.opened())
    (folder,) = room.folders()
    shutil.rmtree(folder / part)
    assert ask(room.opened()) == expected
    assert (folder / part).is_dir()


def test_an_index_damaged_while_it_is_open_answers_all_the_same(room: Room) -> None:
    catalogue = room.opened()
    assert policies(catalogue, "store") == 20
    (folder,) = room.folders()
    # Characters are the one thing that is read when it is first asked for.
    (folder / "traditional.json").write_bytes(b"[")
    assert policies(catalogue, "冷庫") == 20
    assert policies(room.opened(), "冷庫") == 20


def test_a_file_damaged_in_the_middle_is_healed_and_changes_no_answer(room: Room) -> None:
    # In a process of its own with bounded memory: what a damaged length asks for may be all there is.
    room.opened().search("store")
    questions = ("freezer", "冷庫", "5,300", "sfj", "stroe")
    child = Child(room, before=DAMAGING, questions=questions)
    child.go()
    assert child.answers() == expected_of(room, questions)


def test_an_index_that_is_removed_as_soon_as_it_is_open_is_no_obstacle(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    # As by a process that asks of another state of the same store, again and again.
    expected = ask(catalogue_of_folder(room.data))
    open_index = index.open_index

    def removing(*arguments: Any) -> index.Index:
        found = open_index(*arguments)
        for folder in room.folders():
            shutil.rmtree(folder)
        return found

    monkeypatch.setattr(index, "open_index", removing)
    assert ask(room.opened()) == expected


# -- other processes -------------------------------------------------------------------------------------------------

# A process that opens the catalogue of a room, waits for a line, asks, and prints its answers and how many indexes it
# made. What it does before and while it asks is put in.
PROGRAM = """
import itertools, json, os, signal, sys
from pathlib import Path
from dftzcli.catalogue import Catalogue
from dftzcli.search.finding import lexicon, reach
from dftzcli.search.shelf import Shelf
from dftzcli.store.folder import Folder

cache, folder, state, *questions = sys.argv[1:]
made = 0
documents = lexicon.documents

def counting(*arguments):
    global made
    made += 1
    return documents(*arguments)

lexicon.documents = counting

def opened():
    return Catalogue(Folder(Path(folder)), shelf=Shelf(cache, "store", state), thesaurus=Path(folder))

def die(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)

def asked():
    catalogue = opened()
    return [[hit.id for hit in catalogue.search(question).hits] for question in questions]

{before}
print("ready", flush=True)
sys.stdin.readline()
found = [asked() for _ in range({times})]
assert all(answers == found[0] for answers in found), found
print(json.dumps([found[0], made]))
"""
# Makes a process ask again with a few bytes of each file of the index wiped out, at several places of each.
DAMAGING = """
import resource
resource.setrlimit(resource.RLIMIT_AS, (2 << 30, 2 << 30))
ask = asked

def files():
    (index,) = (path for path in Path(cache).glob("search-*") if path.is_dir())
    paths = sorted(index.rglob("*"), key=lambda path: path.stat().st_size)
    kept = (path for path in paths if path.suffix in (".fast", ".term"))
    return {(path.parent.name, path.suffix): path for path in kept}

def asked():
    expected, wrong = ask(), []
    for sort in sorted(files()):
        for place in (0.1, 0.5):
            with files()[sort].open("r+b") as stream:
                stream.seek(int(place * stream.seek(0, 2)))
                stream.write(bytes(32))
            try:
                found = ask()
            except BaseException as error:
                found = repr(error)
            if found != expected:
                wrong.append((sort, place, found if isinstance(found, str) else "other hits"))
    assert not wrong, wrong
    return expected
"""
# Each makes the process kill itself at a moment of making an index.
DEADLY = {
    "nothing written": "os.mkdir = die",
    "records half written": """
of, cards = reach.Reach.of, itertools.count()
reach.Reach.of = lambda *arguments: die() if next(cards) == 12 else of(*arguments)
""",
    "records whole": "lexicon.documents = die",
    "words half written": """
lexicon.documents = lambda *arguments: itertools.chain(itertools.islice(documents(*arguments), 9), iter(die, 0))
""",
    "table half written": """
dump = json.dump
json.dump = lambda pairs, stream, **how: (stream.write('["half'), stream.flush(), die())
""",
    "all written, not in place": "os.rename = die",
    "in place, lock still held": """
rename = os.rename
os.rename = lambda *paths: (rename(*paths), die())
""",
}


class Child:
    """A process that asks in a room when it is told to."""

    def __init__(
        self,
        room: Room,
        *,
        state: str = "state",
        data: Path | None = None,
        before: str = "",
        times: int = 1,
        questions: tuple[str, ...] = QUESTIONS,
    ) -> None:
        self._process = subprocess.Popen(
            [
                *(sys.executable, "-c", PROGRAM.format(before=before, times=times)),
                *(str(room.cache), str(data or room.data), state, *questions),
            ],
            env=os.environ | {"PYTHONPATH": str(CHECKOUT)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert self._process.stdout and self._process.stdout.readline() == "ready\n"
        self.made = 0

    def go(self) -> None:
        """Let the process ask."""
        assert self._process.stdin
        self._process.stdin.write("\n")
        self._process.stdin.flush()

    def answers(self) -> list[list[str]]:
        """Return what the process was answered."""
        out, err = self._process.communicate(timeout=60)
        assert self._process.returncode == 0, err[-1000:]
        assert err == ""
        found: list[list[str]]
        found, self.made = json.loads(out)
        return found

    def killed(self) -> bool:
        """Tell whether the process was killed."""
        self._process.communicate(timeout=60)
        return self._process.returncode == -9


def expected_of(where: Room | Path, questions: tuple[str, ...] = QUESTIONS) -> list[list[str]]:
    catalogue = catalogue_of_folder(where.data if isinstance(where, Room) else where)
    return [[hit.id for hit in catalogue.search(question).hits] for question in questions]


def test_the_second_process_uses_the_index_of_the_first(room: Room) -> None:
    expected = expected_of(room)
    children = [Child(room), Child(room)]
    for child in children:
        child.go()
        assert child.answers() == expected
    assert [child.made for child in children] == [1, 0]


def test_processes_that_ask_at_once_make_one_index_and_all_answer(room: Room) -> None:
    expected = expected_of(room)
    children = [Child(room) for _ in range(3)]
    for child in children:
        child.go()
    assert [child.answers() for child in children] == [expected] * 3
    assert sum(child.made for child in children) == 1
    assert len(room.folders()) == 1


def test_processes_on_two_states_of_a_store_each_answer_from_their_own(room: Room) -> None:
    newer = fill(room.cache.parent / "newer", store="Wine store")
    questions = ("cold store", "wine", "freezer", "5,300")
    children = [
        Child(room, state="before", times=4, questions=questions),
        Child(room, state="after", data=newer, times=4, questions=questions),
    ]
    for child in children:
        child.go()
    assert [child.answers() for child in children] == [expected_of(room, questions), expected_of(newer, questions)]
    # The last to ask has left its own index, and only that.
    assert len(room.folders()) == 1


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_process_killed_while_it_makes_an_index_costs_only_a_rebuild(room: Room, moment: str) -> None:
    assert DEADLY.keys() == set(MOMENTS)
    expected = ask(catalogue_of_folder(room.data))
    child = Child(room, before=DEADLY[moment])
    child.go()
    assert child.killed()
    room.made = 0
    assert ask(room.opened()) == ask(room.opened()) == expected
    # One that was in place already is whole, and used.
    assert room.made == (0 if moment == "in place, lock still held" else 1)
    (folder,) = room.folders()
    assert "making" not in folder.name


def test_a_process_killed_while_it_makes_the_next_index_leaves_no_former_one(room: Room) -> None:
    room.opened("before").search("store")
    fill(room.data, store="Wine store")
    child = Child(room, state="after", before=DEADLY["records half written"])
    child.go()
    assert child.killed()
    assert policies(room.opened("after"), "wine") == 20
    assert len(room.folders()) == 1


# -- the program as it is installed ----------------------------------------------------------------------------------


class Program:
    """A copy of the program with small data of its own, run as a command."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        shutil.copytree(CHECKOUT / "dftzcli", folder / "dftzcli")
        self.data = fill(folder / "data")
        self.home = folder / "home"
        self.home.mkdir()

    def run(self, *arguments: str, program: tuple[str, ...] = ("-m", "dftzcli")) -> str:
        """Return what the program writes; it must succeed without a word on standard error."""
        done = subprocess.run(
            [sys.executable, *program, *arguments],
            cwd=self.folder,
            env={**os.environ, "PYTHONPATH": str(self.folder), "HOME": str(self.home)}
            | {name: str(self.home / name) for name in ("DFTZ_DATA_DIR", "DFTZ_CACHE_DIR", "DFTZ_STATE_DIR")},
            capture_output=True,
            text=True,
            check=False,
        )
        assert (done.returncode, done.stderr) == (0, ""), done.stderr
        return done.stdout

    def search(self, *words: str) -> list[str]:
        """Return the ids that a search prints."""
        return self.run("search", *words, "--kind", "policy", "-q", "--all", "-f", "ids").split()

    def index(self) -> Path:
        """Return the folder of the one index there is."""
        (found,) = (path for path in (self.home / "DFTZ_CACHE_DIR").glob("search-*") if path.is_dir())
        return found


@pytest.fixture
def program(tmp_path: Path) -> Program:
    """Return a copy of the program with small data of its own."""
    return Program(tmp_path / "program")


def test_an_index_lives_from_one_command_to_the_next_until_the_store_changes(program: Program) -> None:
    program.run("list", "policies", "-q", "-f", "ids")
    assert [path for path in (program.home / "DFTZ_CACHE_DIR").iterdir() if path.name.startswith("search-")] == []
    assert len(program.search("freezer")) == 20
    first = program.index()
    meta = (first / "records" / "meta.json").read_bytes()
    assert len(program.search("冷庫")) == 20
    assert (program.index(), (first / "records" / "meta.json").read_bytes()) == (first, meta)
    store = program.home / "DFTZ_DATA_DIR" / "catalogue.json"
    tables = json.loads(store.read_bytes())
    next(iter(tables["policies"].values()))["name"] = "Wine cellar"
    store.write_text(json.dumps(tables, ensure_ascii=False), "utf-8")
    assert program.search("wine cellar") == ["cold-store-0"]
    assert program.index() != first


def test_a_changed_program_and_a_changed_thesaurus_have_an_index_of_their_own(program: Program) -> None:
    assert len(program.search("freezer")) == 20
    first = program.index()
    module = program.folder / "dftzcli" / "search" / "finding" / "text.py"
    module.write_text(module.read_text("utf-8") + "\n# A later release.\n", "utf-8")
    assert len(program.search("freezer")) == 20
    second = program.index()
    assert second != first
    path = program.data / THESAURUS
    path.write_text(path.read_text("utf-8").replace("freezer", "icebox"), "utf-8")
    assert len(program.search("icebox")) == 20
    assert program.index() not in (first, second)


def test_an_index_is_made_again_when_any_module_changes_that_says_what_it_holds(program: Program) -> None:
    program.search("freezer")
    told = program.run(
        *(str(program.home / "DFTZ_DATA_DIR" / "catalogue.json"), str(program.data / THESAURUS)),
        program=("-c", KEYS),
    )
    made_by, unheeded = json.loads(told)
    assert {"dftzcli.search.finding.documents", "dftzcli.model.periods", "dftzcli.search.selection"} <= set(made_by)
    assert unheeded == []


# Build an index in memory, note which modules of ours had a hand in what it holds, and touch each of them in turn:
# the key of the index must change with every one.
KEYS = """
import json, os, sys
from pathlib import Path
from dftzcli.opening import catalogue_of_folder
from dftzcli.search.finding.index import open_index
from dftzcli.search.shelf import Shelf
from dftzcli.store.location import state_key

store, thesaurus = sys.argv[1:]
cards = catalogue_of_folder(Path(thesaurus).parent).cards
touched = set()

def note(frame, event, argument):
    name = frame.f_globals.get("__name__", "")
    # What runs while a module is imported says nothing of what the index holds.
    if name.startswith("dftzcli.") and name != "dftzcli.tuples" and frame.f_code.co_name != "<module>":
        touched.add(name)

sys.setprofile(note)
open_index(cards, None, thesaurus)
sys.setprofile(None)

def key():
    return Shelf("cache", "store", state_key(store)).key(thesaurus)

unheeded = []
for name in sorted(touched):
    before = key()
    os.utime(sys.modules[name].__file__, ns=(1, 1))
    if key() == before:
        unheeded.append(name)
print(json.dumps([sorted(touched), unheeded]))
"""
