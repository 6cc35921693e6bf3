"""`dftz search`: records of every kind by words, in the words of whoever asks."""

from __future__ import annotations

import re
from typing import Annotated, Any, Final

import typer
from typer.core import TyperCommand

from dftzcli.cli import completing
from dftzcli.cli.commands.application import single
from dftzcli.cli.options import Filters, Output, Terminal
from dftzcli.cli.searching import LIMIT, Search, answer

# Options of one letter, alone, together, or with their value behind them. Whatever else begins with one dash is a word
# that must not be there.
_SHORT: Final = re.compile(r"-[jqh]+|-[nfo]|-n[0-9]+|-f[a-z]+|-o\S*[./]\S*|-")


class SearchCommand(TyperCommand):
    """A command whose words may begin with a dash: `dftz search port -container`."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read a line with the words to be left out taken for words."""
        from dftzcli.render.registry import FORMATS

        valued = {
            name
            for option in self.params
            if not getattr(option, "is_flag", True)
            for name in getattr(option, "opts", ())
        }
        end = args.index("--") if "--" in args else len(args)
        before, after = args[:end], args[end + 1 :]
        left_out = [
            word
            for place, word in enumerate(before)
            if word.startswith("-")
            and not word.startswith("--")
            and not (place and before[place - 1] in valued)
            and (_SHORT.fullmatch(word) is None or (word.startswith("-f") and word[2:] not in ("", *FORMATS)))
        ]
        options = [word for word in before if word not in left_out]
        return super().parse_args(ctx, [*options, "--", *left_out, *after] if left_out or after else options)


def run(
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="WORDS...", help="Words, in quotation marks or not; see `dftz help query`."),
    ] = None,
    *,
    kind: Annotated[
        list[str] | None,
        typer.Option(metavar="KIND", help="Only records of a kind; may be repeated.", autocompletion=completing.kinds),
    ] = None,
    limit: Annotated[
        int | None, typer.Option("-n", "--limit", metavar="N", min=0, help=f"At most N; {LIMIT} unless told otherwise.")
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="Everything.")] = False,
    exact: Annotated[
        bool, typer.Option("--exact", help="The words as they are: no other words, no corrections, no questions.")
    ] = False,
    facets: Annotated[
        bool, typer.Option("--facets", help="Count what was found by kind, status, industry, place, year ...")
    ] = False,
    explain: Annotated[bool, typer.Option("--explain", help="Show what each part of a score is for.")] = False,
    fail_empty: Annotated[bool, typer.Option("--fail-empty", help="Exit 4 when nothing fits.")] = False,
    filters: Filters,
    output: Output,
    terminal: Terminal,
) -> None:
    """Find records by words: English or Chinese, pinyin, mistyped, other words for the same, or a whole question.

    What was corrected, widened or put first is said on standard error; --exact turns it off. When nothing fits, nothing
    is listed, and standard error says what comes nearest.
    """
    search = Search(
        words=tuple(words or ()),
        kinds=tuple(kind or ()),
        limit=limit,
        everything=everything,
        exact=exact,
        facets=facets,
        explain=explain,
        fail_empty=fail_empty,
    )
    answer(search, filters, output, terminal)


app = single(
    run,
    command=SearchCommand,
    examples="""
    dftz search cold chain
    dftz search who is in charge of imported fruit
    dftz search 'kind:project partner:japan' --facets
    dftz search battery --ids | dftz show -
    """,
)
