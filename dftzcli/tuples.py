"""Named tuples that are cheap to declare.

`typing.NamedTuple` compiles every annotation that stands as text, which nothing here reads: for the fifty tuples that a
scripted query declares that takes longer than finding its answer. This one leaves text as text, which
`typing.get_type_hints` reads where somebody asks for it. From Python 3.14 the library's own compiles nothing either.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING or sys.version_info >= (3, 14):
    from typing import NamedTuple as NamedTuple
else:
    from collections import namedtuple

    # What a class body says of itself, and not of its tuple.
    _BODY = frozenset(("__annotations__", "__module__", "__qualname__"))
    # What is the tuple's own to say.
    _OWN = frozenset(("__new__", "__init__", "__slots__", "__getnewargs__", "_fields", "_make", "_replace", "_asdict"))

    class _Declaring(type):
        """Makes a tuple of a class body, as the library's own does; generic tuples there are none of."""

        def __new__(cls, name: str, bases: tuple[type, ...], body: dict[str, Any]) -> Any:
            if not bases:
                return super().__new__(cls, name, bases, body)
            if bases != (NamedTuple,) or not _OWN.isdisjoint(body):
                raise TypeError(f"{name}: a named tuple has no other base, and nothing of {', '.join(sorted(_OWN))}")
            hints = body.get("__annotations__", {})
            # The order of the fields is that of their annotations; namedtuple gives defaults to the last ones.
            given = [field for field in hints if field in body]
            if list(hints)[len(hints) - len(given) :] != given:
                raise TypeError(f"{name}: a field without a default follows one that has it")
            made: Any = namedtuple(name, hints, defaults=[body[field] for field in given], module=body["__module__"])
            made.__annotations__ = made.__new__.__annotations__ = hints
            made.__qualname__ = body["__qualname__"]
            for key, value in body.items():
                if key not in _BODY and key not in hints:
                    setattr(made, key, value)
            return made

    class NamedTuple(metaclass=_Declaring):
        """The base of a declaration; what it makes is a plain tuple with names."""
