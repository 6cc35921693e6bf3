"""Named tuples declared cheaply are what the library's own would be."""

from __future__ import annotations

import copy
import pickle
import sys
import types
import typing
from typing import Any

import pytest

from dftzcli.tuples import NamedTuple


class Point(NamedTuple):
    """A point."""

    x: int
    y: int = 2
    marks: tuple[str, ...] = ()

    @property
    def both(self) -> int:
        """The sum."""
        return self.x + self.y

    @classmethod
    def origin(cls) -> Point:
        """Return the origin."""
        return cls(0, 0)


def test_a_declared_tuple_is_a_tuple_with_names_defaults_and_what_its_class_says() -> None:
    point = Point(1)
    assert tuple(point) == (1, 2, ())
    assert point._replace(x=5).both == 7
    assert Point.origin()._asdict() == {"x": 0, "y": 0, "marks": ()}
    assert (Point.__doc__, Point.__qualname__, repr(point)) == ("A point.", "Point", "Point(x=1, y=2, marks=())")


def test_a_declared_tuple_survives_copying_and_pickling_and_tells_its_types() -> None:
    point = Point(1, 3, ("a",))
    assert copy.copy(point) == pickle.loads(pickle.dumps(point)) == point
    assert typing.get_type_hints(Point) == {"x": int, "y": int, "marks": tuple[str, ...]}


def test_a_field_without_a_default_cannot_follow_one_that_has_it() -> None:
    body = {"__annotations__": {"x": "int", "y": "int"}, "__module__": __name__, "__qualname__": "Wrong", "x": 1}
    with pytest.raises(TypeError, match="default"):
        _declared("Wrong", body)


def test_a_declared_tuple_has_no_other_base_and_nothing_that_is_the_tuples_own() -> None:
    space = {"__annotations__": {"x": "int"}, "__module__": __name__, "__qualname__": "Wrong"}
    with pytest.raises((TypeError, AttributeError)):
        _declared("Wrong", space | {"_replace": None})
    with pytest.raises(TypeError):
        types.new_class("Wrong", (NamedTuple, dict), exec_body=lambda body: body.update(space))


@pytest.mark.skipif(sys.version_info >= (3, 14), reason="the library's own compiles nothing there")
def test_declaring_a_tuple_reads_no_annotation() -> None:
    body = {"__annotations__": {"x": "no type ]["}, "__module__": __name__, "__qualname__": "Odd"}
    assert _declared("Odd", body)(x=1) == (1,)


def _declared(name: str, body: dict[str, Any]) -> Any:
    """Return what a class statement of such a body makes."""
    return types.new_class(name, (NamedTuple,), exec_body=lambda space: space.update(body))
