"""Charts of characters: lengths are true to the figures, what is open or missing looks so, no figure is cut."""

from __future__ import annotations

import subprocess
import sys
from decimal import Decimal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from rich.cells import cell_len

from dftzcli.render.charts import Mark, bars, sparkline
from dftzcli.render.escape import visible
from dftzcli.render.markdown import write_markdown
from dftzcli.render.page import Drawing, Grid, Heading, Page, Paragraph
from dftzcli.render.table import draw
from dftzcli.render.text import write_plain, write_text

from .hostile import STEERING, TEXTS

ARROWS = "▸◂"
NUMBERS = st.decimals(min_value=-(10**12), max_value=10**12, allow_nan=False, allow_infinity=False, places=3)
WORDS = st.text(st.sampled_from("abc XYZ019%,.()大连自由贸易区片，（）％한국é"), max_size=60)


def exact(label: str, number: str | int, text: str = "", *, is_expected: bool = False) -> Mark:
    value = Decimal(number)
    return Mark(label, value, value, value, text or f"{number} USD", is_expected)


def limited(label: str, low: str | None, high: str | None, text: str = "x", *, is_expected: bool = False) -> Mark:
    return Mark(label, None, low and Decimal(low), high and Decimal(high), text, is_expected)  # type: ignore[arg-type]


def gap(label: str, text: str = "no figure") -> Mark:
    return Mark(label, None, None, None, text)


def rows(*marks: Mark, columns: int = 80, ascii_only: bool = False) -> list[str]:
    """Return a line a mark; what is drawn must not have needed more."""
    drawing = bars([("", marks)], columns=columns, ascii_only=ascii_only)
    return list(drawing.lines[: len(marks)])


def legend(*marks: Mark, ascii_only: bool = False) -> str:
    return "  ".join(bars([("", marks)], columns=120, ascii_only=ascii_only).lines[len(marks) :])


@given(st.lists(NUMBERS, min_size=1, max_size=12), st.integers(40, 160))
@settings(max_examples=60, deadline=None)
def test_bars_are_proportional_within_one_cell_and_negative_ones_left_of_zero(
    numbers: list[Decimal], columns: int
) -> None:
    found = rows(*(exact("a", str(number), "x") for number in numbers), columns=columns)
    before = [line.index("│") for line in found]
    assert len(set(before)) == 1
    lengths = [line.count("█") * (-1 if number < 0 else 1) for line, number in zip(found, numbers, strict=True)]
    for line, number in zip(found, numbers, strict=True):
        left, right = line.split("│")
        assert ("█" in left) == (number < 0)
        assert ("█" in right) == (number > 0)
    widest, longest = max((abs(number), abs(length)) for number, length in zip(numbers, lengths, strict=True))
    for number, length in zip(numbers, lengths, strict=True):
        # The longest is itself rounded to a cell, by which the shorter ones may be off too.
        assert widest == 0 or abs(length - number / widest * longest) <= 1


def test_a_bar_of_half_the_figure_has_half_the_length_in_every_group() -> None:
    lines = bars([("2021", [exact("a", 50)]), ("2024", [exact("b", 100)])], columns=80).lines
    assert abs(lines[3].count("█") - 2 * lines[1].count("█")) <= 1
    assert lines[1].index("│") == lines[3].index("│")


def test_the_longest_bar_and_its_figure_fill_most_of_the_width() -> None:
    (line,) = rows(exact("2021", 5), columns=120)
    assert 110 <= len(line) <= 120


def test_what_is_not_zero_has_a_cell_and_zero_has_none() -> None:
    tiny, huge, zero = rows(exact("a", "0.001"), exact("b", "13887643000000000"), exact("c", 0))
    assert tiny.count("█") == 1
    assert huge.count("█") > 20
    assert zero == "c │ 0 USD"


def test_numbers_beyond_a_float_are_drawn() -> None:
    tiny, huge = rows(exact("a", "1e-400"), exact("b", "1e400"))
    assert tiny.count("█") == 1 < huge.count("█")


@pytest.mark.parametrize("marks", [[exact("a", 7)], [exact("a", 7)] * 4, [exact("a", -7)] * 2])
def test_equal_figures_have_equal_bars(marks: list[Mark]) -> None:
    (length,) = {line.count("█") for line in rows(*marks)}
    assert length > 20


def test_where_all_is_zero_only_the_axis_is_drawn() -> None:
    assert bars([("", [exact("a", 0), exact("b", 0)])], columns=40).lines == ("a │ 0 USD", "b │ 0 USD", "│ zero")


def test_a_hundred_bars_are_a_hundred_lines_whatever_the_terminal() -> None:
    found = rows(*(exact(str(number), number) for number in range(1, 101)), columns=200)
    assert [line.split()[0] for line in found] == [str(number) for number in range(1, 101)]
    lengths = [line.count("█") for line in found]
    assert lengths == sorted(lengths)
    assert lengths[-1] > 180


def test_nothing_to_draw_is_a_drawing_without_lines() -> None:
    assert bars([], columns=80) == Drawing(())


@pytest.mark.parametrize("text", ["over 98 %", "1,388.76 USD 100 million"])
def test_the_figure_stands_right_of_its_bar(text: str) -> None:
    for line in rows(exact("a", 98, text), exact("b", -98, text)):
        assert line.endswith((f"█ {text}", f"│ {text}"))


def test_a_figure_that_does_not_fit_beside_its_bar_is_whole_below_it() -> None:
    text = "120 firms, of which 40 from Japan, stated by the committee of the zone in 2021"
    lines = bars([("", [exact("Automobile", 120, text), exact("Other", 120, "of 5")])], columns=40).lines
    assert "█" in lines[0]
    assert " ".join(line.strip() for line in lines[1:-2]) == text
    assert lines[-2].startswith("Other") and lines[-2].endswith("█ of 5")


@pytest.mark.parametrize("columns", range(40, 90, 7))
def test_figures_that_leave_bars_a_third_stand_beside_them(columns: int) -> None:
    marks = [limited("a", "-77", None), limited("b", "98", None), limited("c", None, "-77"), exact("d", 98)]
    marks = [mark._replace(text="about 1,400 USD") for mark in marks]
    lines = bars([("", marks)], columns=columns).lines
    assert [line[0] for line in lines[:4]] == ["a", "b", "c", "d"]
    assert all(line.endswith(" about 1,400 USD") for line in lines[:4])


def test_an_open_upper_side_has_an_arrow_after_the_solid_bar() -> None:
    first, second = rows(limited("a", "98", None, "over 98 %"), exact("b", 98))
    assert first.endswith("█▸ over 98 %")
    assert first.count("█") == second.count("█")
    assert "▸ or more" in legend(limited("a", "98", None))


def test_a_value_over_which_the_figure_is_counts_as_its_lower_limit() -> None:
    assert rows(Mark("a", Decimal(98), Decimal(98), None, "x")) == rows(limited("a", "98", None))


def test_a_value_without_limits_is_that_value() -> None:
    assert rows(Mark("a", Decimal(98), None, None, "x"), exact("b", 49)) == rows(exact("a", 98, "x"), exact("b", 49))


def test_an_open_lower_side_has_an_arrow_on_the_other_side_and_nothing_solid() -> None:
    (line,) = rows(limited("a", None, "30", "at most 30 %"))
    assert line.startswith("a ◂│░░")
    assert "█" not in line
    assert "◂ or less" in legend(limited("a", None, "30"))


def test_a_negative_limit_opens_away_from_its_sure_part() -> None:
    at_most, over = rows(limited("a", None, "-5", "at most -5"), limited("b", "-5", None, "over -5"))
    assert "◂█" in at_most and at_most.endswith("█│ at most -5")
    assert "░│▸ over -5" in over and "█" not in over


def test_a_range_is_solid_to_its_nearer_end_and_shaded_to_the_other() -> None:
    up, down, across = rows(
        limited("a", "50", "100"), limited("b", "-100", "-50"), limited("c", "-50", "50"), columns=120
    )
    solid, shaded = up.count("█"), up.count("░")
    assert f"│{'█' * solid}{'░' * shaded} x" in up
    assert abs(solid - shaded) <= 1
    assert f"{'░' * shaded}{'█' * solid}│ x" in down
    assert "█" not in across
    assert "░│░" in across


def test_a_range_within_one_cell_is_still_shaded_at_its_end() -> None:
    for line in rows(limited("a", "99.99", "100"), limited("b", "-100", "-99.99")):
        assert line.count("░") == 1


@pytest.mark.parametrize(
    "mark",
    [
        exact("a", 5, is_expected=True),
        exact("a", -5, is_expected=True),
        limited("a", "5", "6", is_expected=True),
        limited("a", "5", None, is_expected=True),
        limited("a", "0.001", "0.002", is_expected=True),
    ],
)
def test_what_is_expected_is_shaded_throughout_and_never_solid(mark: Mark) -> None:
    line, other = rows(mark, exact("b", 100))
    assert "▒" in line
    assert not set(line) & set("█░")
    assert "█" in other
    assert "▒ expected or about" in legend(mark)


def test_a_gap_has_no_bar_and_no_axis_but_its_reason() -> None:
    gone, zero, _ = rows(gap("2021", "no source gives one"), exact("2022", 0), exact("2023", 5))
    assert gone == "2021   no source gives one"
    assert zero == "2022 │ 0 USD"


def test_gaps_alone_need_no_legend() -> None:
    assert bars([("", [gap("a"), gap("b", "other")])], columns=40).lines == ("a   no figure", "b   other")


def test_a_long_reason_of_a_gap_is_wrapped_and_whole() -> None:
    reason = "announced, not given: the plan says that the committee will publish it in 2025"
    lines = bars([("", [gap("2021", reason), exact("2022", -5)])], columns=40).lines
    assert " ".join(lines[:3]).split() == ["2021", *reason.split()]
    assert lines[3].startswith("2022")


def test_the_legend_names_the_signs_that_occur_and_no_others() -> None:
    assert legend(exact("a", 1)) == "│ zero  █ as stated"
    assert legend(limited("a", "1", "2")) == "│ zero  █ as stated  ░ left open by a range or limit"
    assert legend(exact("a", 1, is_expected=True), ascii_only=True) == "| zero  : expected or about"


def test_a_sign_in_a_figure_or_label_is_none_of_the_chart() -> None:
    assert legend(exact("> a: 1.5 #", "1.5"), limited("b", "2", "2"), ascii_only=True) == "| zero  # as stated"


def test_a_group_is_named_once_with_its_bars_beneath() -> None:
    groups = [("2021", [exact("Dalian", 7), gap("Harbin")]), ("2024", [exact("Dalian", 9)])]
    lines = bars(groups, columns=60, title="GDP").lines
    assert [line.split("│")[0].rstrip() for line in lines[:-1]] == [
        "GDP", "2021", "  Dalian", "  Harbin   no figure", "2024", "  Dalian",
    ]  # fmt: skip


MIXED = (
    exact("a", 5),
    exact("b", -5),
    gap("c"),
    limited("d", "1", "2"),
    limited("e", "3", None),
    limited("f", None, "3"),
    exact("g", 4, is_expected=True),
    exact("a label that is a good deal too long for a third of any terminal", 4),
)


@pytest.mark.parametrize("columns", [40, 60, 80, 120])
def test_ascii_mode_has_only_ascii(columns: int) -> None:
    text = "\n".join(bars([("One", MIXED)], columns=columns, ascii_only=True, title="Title").lines)
    assert text.isascii()
    assert all(sign in text for sign in "#.:><|~")


def test_ascii_mode_draws_the_same_lengths() -> None:
    plain = str.maketrans("│█░▒▸◂…", "|#.:><~")
    assert [line.translate(plain) for line in rows(*MIXED)] == rows(*MIXED, ascii_only=True)


@settings(max_examples=80, deadline=None)
@given(
    columns=st.integers(40, 160),
    title=WORDS,
    marks=st.lists(
        st.builds(Mark, WORDS, st.none(), st.none() | NUMBERS, st.none() | NUMBERS, WORDS, st.booleans()), max_size=6
    ),
    name=WORDS,
    ascii_only=st.booleans(),
)
@example(columns=40, title="长" * 90, marks=[exact("大连片区" * 9, 5, "亿" * 90)], name="片" * 60, ascii_only=False)
@example(columns=41, title="", marks=[exact("a", -1), exact("b", 1), limited("c", None, "2")], name="", ascii_only=True)
def test_no_line_is_wider_than_asked(columns: int, title: str, marks: list[Mark], name: str, ascii_only: bool) -> None:
    lines = bars([(name, marks), ("", marks)], columns=columns, ascii_only=ascii_only, title=title).lines
    assert max((cell_len(line) for line in lines), default=0) <= columns


def test_a_chinese_label_leaves_the_axis_where_it_is() -> None:
    first, second = rows(exact("大连片区", 5), exact("Dalian", 5))
    assert cell_len(first.split("│")[0]) == cell_len(second.split("│")[0]) == 9


@pytest.mark.parametrize(
    ("label", "cut"), [("Automobile components", "Automobile c…"), ("大连片区大连片区", "大连片区大连…")]
)
def test_a_label_too_long_is_cut_with_a_sign(label: str, cut: str) -> None:
    (line,) = rows(exact(label, 5), columns=40)
    assert line.split("│")[0].rstrip() == cut


@pytest.mark.parametrize("columns", [0, 1, 20])
def test_less_than_forty_columns_are_taken_for_forty(columns: int) -> None:
    assert rows(*MIXED, columns=columns) == rows(*MIXED, columns=40)


@pytest.mark.parametrize("text", [*TEXTS, "\u05d0\u05d1", "\u200fx"])
def test_hostile_texts_stay_text(text: str) -> None:
    lines = bars([(text, [exact(text, 5, text), gap(text, text)])], columns=120, title=text).lines
    assert all(STEERING.search(line) is None for line in lines)
    shown = visible(text)
    assert [shown.split() == line.split() for line in lines[:2]] == [True, True]
    assert lines[2].startswith(f"  {shown} ") and lines[2].endswith(f"█ {shown}".rstrip())
    assert lines[3].startswith(f"  {shown} ") and lines[3].endswith(f" {shown}".rstrip())


def test_no_line_has_a_code_for_colours_or_a_space_at_its_end() -> None:
    for line in bars([("One", MIXED), ("Two", [])], columns=80).lines:
        assert "\x1b" not in line
        assert line == line.rstrip()


def test_plotext_is_loaded_by_the_first_chart_and_not_before() -> None:
    code = "import sys, dftzcli.render.charts; print('plotext' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout == "False\n"


PICTURE = Drawing(("  a  │██  [b]5[/b] " + "x" * 60, "    :smile:  end", "````"))
PAGE = Page((Heading("Title", 1), PICTURE, Grid(("One",), (("1",),))))


@pytest.mark.parametrize("colour", [False, True])
def test_a_drawing_is_not_wrapped_or_read_as_markup_in_a_narrow_terminal(colour: bool) -> None:
    found = draw(PAGE, columns=40, colour=colour).split("\n")
    assert found[1:5] == [*PICTURE.lines, ""]


def test_a_drawing_is_written_line_by_line_into_a_pipe() -> None:
    found = "".join(write_text(PAGE)).split("\n")
    assert found[2:6] == [*PICTURE.lines, ""]


def test_an_empty_line_stands_between_a_paragraph_and_a_drawing() -> None:
    page = Page((Paragraph("Words."), Drawing(("|##",)), Drawing(("|#",))))
    expected = "Words.\n\n|##\n\n|#\n"
    assert "".join(write_text(page)) == expected
    assert draw(page, columns=40, colour=False) == expected


def test_plain_leaves_a_drawing_out() -> None:
    assert "".join(write_plain(PAGE)) == "Title\nOne\n1\n"


@pytest.mark.parametrize("write", ["table", "text", "markdown"])
def test_steering_in_a_drawing_is_written_out(write: str) -> None:
    page = Page((Drawing(("a\x1b[31mb", "\u202ec")),))
    text = {
        "table": lambda: draw(page, columns=40, colour=False),
        "text": lambda: "".join(write_text(page)),
        "markdown": lambda: "".join(write_markdown(page, footer="x")),
    }[write]()
    assert "a\\x1b[31mb\n\\u202ec\n" in text


def test_markdown_fences_a_drawing_so_that_it_shows_as_drawn() -> None:
    tokens = MarkdownIt("commonmark").parse("".join(write_markdown(PAGE, footer="Dataset 1")))
    (fence,) = [token for token in tokens if token.type == "fence"]
    assert fence.content == "\n".join(PICTURE.lines) + "\n"
    assert tokens[-2].content == "Dataset 1"


@pytest.mark.parametrize(
    ("values", "drawn", "ascii_drawn"),
    [
        ([1, 2, 3, 4, 5, 6, 7, 8], "▁▂▃▄▅▆▇█", "23456789"),
        ([5], "█", "9"),
        ([5, 5], "██", "99"),
        ([0, 0], "__", "00"),
        ([0, 8], "_█", "09"),
        ([1, 10**15], "▁█", "19"),
        ([8, None, 8], "█·█", "9 9"),
        ([None], "·", " "),
        ([], "", ""),
        ([-1, -3, -4, -8, 8], "▔▔▀▀█", "--==9"),
        ([-5], "▀", "="),
    ],
)
def test_a_curve_has_a_character_a_value(values: list[int | None], drawn: str, ascii_drawn: str) -> None:
    numbers = [None if value is None else Decimal(value) for value in values]
    assert sparkline(numbers) == drawn
    assert sparkline(numbers, ascii_only=True) == ascii_drawn


@given(st.lists(st.none() | NUMBERS, max_size=40))
def test_a_curve_tells_gaps_zero_and_the_sides_of_zero_apart(numbers: list[Decimal | None]) -> None:
    for curve, signs in (
        (sparkline(numbers), ("·", "_", "▁▂▃▄▅▆▇█", "▔▀")),
        (sparkline(numbers, ascii_only=True), (" ", "0", "123456789", "-=")),
    ):
        assert len(curve) == len(numbers)
        for sign, number in zip(curve, numbers, strict=True):
            side = 0 if number is None else 1 if number == 0 else 2 if number > 0 else 3
            assert sign in signs[side]
