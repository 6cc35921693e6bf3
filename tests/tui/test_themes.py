"""The themes: every role of text can be read, also without seeing red from green, without colour, on 16 colours."""

from __future__ import annotations

import asyncio
import colorsys
import math
from collections.abc import Awaitable, Callable
from itertools import combinations

import pytest
from rich.console import Group
from rich.text import Text
from textual.app import App, ComposeResult
from textual.color import Color
from textual.pilot import Pilot
from textual.widgets import Static

from dftzcli.errors import UsageError
from dftzcli.tui.themes import BACKGROUNDS, DEFAULT, NAMES, PAIRS, TEXT_ROLES, THEMES, WITHOUT_COLOUR, registered

RGB = tuple[float, float, float]
COLOURED = [theme.name for theme in THEMES if not theme.ansi]
TERMINAL = [theme.name for theme in THEMES if theme.ansi]
BLIND = "dftz-colour-blind"
STATUSES = ("status-fact", "status-plan", "dispute")
# By Machado, Oliveira and Fernandes 2009, severity 1.0, for linear RGB.
SEEN_BY = {
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
}
# Black, red, green, yellow, blue, magenta, cyan, white, and the same bright, as common terminals have them.
PALETTES = {
    "xterm": "000000 cd0000 00cd00 cdcd00 0000ee cd00cd 00cdcd e5e5e5 7f7f7f ff0000 00ff00 ffff00 5c5cff ff00ff 00ffff "
    "ffffff",
    "linux": "000000 aa0000 00aa00 aa5500 0000aa aa00aa 00aaaa aaaaaa 555555 ff5555 55ff55 ffff55 5555ff ff55ff 55ffff "
    "ffffff",
    "windows": "0c0c0c c50f1f 13a10e c19c00 0037da 881798 3a96dd cccccc 767676 e74856 16c60c f9f1a5 3b78ff b4009e "
    "61d6d6 f2f2f2",
}


class Painted(App[None]):
    """An application whose styles name roles, with a page written in a terminal's green."""

    CSS = """
    #role { color: $status-plan; background: $panel; text-style: $difference-style; }
    #page { color: $status-over; background: $surface; }
    """

    def __init__(self, theme: str = DEFAULT) -> None:
        super().__init__()
        registered(self, theme=theme)

    def compose(self) -> ComposeResult:
        yield Static("announced", id="role")
        yield Static(Group(Text("operating", style="green")), id="page")


def drive(app: Painted, script: Callable[[Pilot[None]], Awaitable[None]]) -> None:
    async def play() -> None:
        async with app.run_test() as pilot:
            await pilot.pause()
            await script(pilot)

    asyncio.run(play())


def colour_of(app: Painted, word: str) -> str:
    """Return the colour in which a word stands on the screen."""
    for strip in app.screen._compositor.render_strips():
        for segment in strip:
            if word in segment.text and segment.style is not None and segment.style.color is not None:
                return segment.style.color.name.lower()
    raise AssertionError(f"{word} is not on the screen")


def variables(theme: str) -> dict[str, str]:
    return Painted(theme).get_css_variables()


def rgb(colour: str) -> RGB:
    red, green, blue = Color.parse(colour).rgb
    return red / 255, green / 255, blue / 255


def linear(colour: RGB) -> RGB:
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour)
    return red, green, blue


def luminance(colour: RGB) -> float:
    """Return the relative luminance of WCAG 2.2."""
    red, green, blue = linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: RGB, other: RGB) -> float:
    """Return the contrast ratio of WCAG 2.2, from 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def blended(background: RGB, colour: RGB, share: float) -> RGB:
    red, green, blue = (b + (c - b) * share for b, c in zip(background, colour, strict=True))
    return red, green, blue


def lab(light: RGB) -> RGB:
    """Return linear RGB in CIELAB for daylight (D65)."""
    rows = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
    given = [sum(a * c for a, c in zip(row, light, strict=True)) for row in rows]
    parts = [value / white for value, white in zip(given, (0.9505, 1.0, 1.089), strict=True)]
    x, y, z = (part ** (1 / 3) if part > 0.008856 else 7.787 * part + 16 / 116 for part in parts)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def seen(colour: str, sight: str) -> RGB:
    """Return a colour in CIELAB as somebody sees it who cannot tell some colours."""
    light = linear(rgb(colour))
    red, green, blue = (
        min(1.0, max(0.0, sum(a * c for a, c in zip(row, light, strict=True)))) for row in SEEN_BY[sight]
    )
    return lab((red, green, blue))


def distance(one: RGB, other: RGB) -> float:
    return math.dist(one, other)


def least(theme: str) -> float:
    return 7.0 if theme == "dftz-high-contrast" else 4.5


@pytest.mark.parametrize("theme", COLOURED)
def test_every_role_of_text_stands_out_from_every_background(theme: str) -> None:
    found = variables(theme)
    ratios = {(role, on): contrast(rgb(found[role]), rgb(found[on])) for role in TEXT_ROLES for on in BACKGROUNDS}
    assert {pair: ratio for pair, ratio in ratios.items() if ratio < least(theme)} == {}


@pytest.mark.parametrize("theme", COLOURED)
def test_cursor_selection_links_and_buttons_stand_out_from_their_own_background(theme: str) -> None:
    found = variables(theme)
    ratios = {(text, on): contrast(rgb(found[text]), rgb(found[on])) for text, on in PAIRS}
    assert {pair: ratio for pair, ratio in ratios.items() if ratio < least(theme)} == {}


@pytest.mark.parametrize("theme", COLOURED)
def test_what_textual_mixes_of_text_and_background_stands_out_too(theme: str) -> None:
    from textual.constants import DIM_FACTOR

    found = variables(theme)
    text = rgb(found["text"])
    for on in BACKGROUNDS:
        below = rgb(found[on])
        assert contrast(blended(below, text, DIM_FACTOR), below) >= least(theme), f"dim text on {on}"
        # A widget tints its background while it has the focus.
        tinted = blended(below, text, 0.05)
        assert all(contrast(rgb(found[role]), tinted) >= least(theme) for role in TEXT_ROLES), on


@pytest.mark.parametrize("theme", COLOURED)
def test_no_role_lets_the_background_through(theme: str) -> None:
    found = variables(theme)
    names = {*TEXT_ROLES, *BACKGROUNDS, *(name for pair in PAIRS for name in pair)}
    assert {name: found[name] for name in names if Color.parse(found[name]).a < 1 or "auto" in found[name]} == {}


@pytest.mark.parametrize("sight", SEEN_BY)
def test_fact_plan_and_dispute_are_far_apart_for_those_who_cannot_tell_red_from_green(sight: str) -> None:
    found = variables(BLIND)
    apart = {
        (one, other): distance(seen(found[one], sight), seen(found[other], sight))
        for one, other in combinations(STATUSES, 2)
    }
    # Two colours at 40 are told apart at a glance; at 10 side by side only.
    assert {pair: far for pair, far in apart.items() if far < 40} == {}


def test_the_colour_blind_theme_has_neither_red_nor_green() -> None:
    found = variables(BLIND)
    for role in TEXT_ROLES:
        hue, _, saturation = colorsys.rgb_to_hls(*rgb(found[role]))
        assert saturation < 0.3 or 25 <= hue * 360 <= 65 or 190 <= hue * 360 <= 250, role


@pytest.mark.parametrize("theme", TERMINAL)
def test_the_terminals_own_themes_send_nothing_but_its_sixteen_colours(theme: str) -> None:
    found = variables(theme)
    names = {*TEXT_ROLES, *BACKGROUNDS, *(name for pair in PAIRS for name in pair)}
    colours = {name: Color.parse(found[name]) for name in names}
    assert {name for name, colour in colours.items() if colour.ansi is None and not colour.is_transparent} == set()


@pytest.mark.parametrize("terminal", PALETTES)
@pytest.mark.parametrize(("theme", "paper", "ink"), [("dftz-ansi-dark", 0, 7), ("dftz-ansi-light", 15, 0)])
def test_the_terminals_own_themes_are_readable_on_common_terminals(
    terminal: str, theme: str, paper: int, ink: int
) -> None:
    found = variables(theme)
    colours = [f"#{colour}" for colour in PALETTES[terminal].split()]

    def shown(name: str, default: int) -> RGB:
        number = Color.parse(found[name]).ansi
        assert number is not None
        return rgb(colours[default if number < 0 else number])

    ratios = {role: contrast(shown(role, ink), shown("background", paper)) for role in TEXT_ROLES}
    ratios["selection"] = contrast(
        shown("screen-selection-foreground", ink), shown("screen-selection-background", paper)
    )
    assert {role: ratio for role, ratio in ratios.items() if ratio < 4.5} == {}


def test_without_colour_cursor_difference_and_match_are_told_by_their_style() -> None:
    found = variables(WITHOUT_COLOUR)
    assert "reverse" in found["block-cursor-text-style"].split()
    styles = [found[name] for name in ("block-cursor-blurred-text-style", "difference-style", "match-style")]
    assert all("underline" in style for style in styles)


def test_every_theme_has_the_same_variables() -> None:
    assert [theme.name for theme in THEMES if set(theme.variables) != set(THEMES[0].variables)] == []


def test_an_application_gets_these_themes_and_no_others() -> None:
    app = Painted()
    assert set(app.available_themes) == set(NAMES)
    assert app.theme == DEFAULT


def test_a_theme_that_is_none_is_refused_with_the_nearest() -> None:
    with pytest.raises(UsageError, match="'dftz-drak' is not a theme") as refused:
        Painted("dftz-drak")
    assert refused.value.fix.startswith("did you mean dftz-dark? The themes are: dftz-dark, ")


@pytest.mark.parametrize("theme", NAMES)
def test_a_style_that_names_a_role_is_drawn_in_the_colour_of_the_theme(theme: str) -> None:
    app = Painted(theme)

    async def script(_: Pilot[None]) -> None:
        role = app.query_one("#role")
        assert role.styles.color == Color.parse(variables(theme)["status-plan"])
        assert app.native_ansi_color == (theme in TERMINAL)

    drive(app, script)


def test_a_page_keeps_to_the_roles_and_follows_when_the_theme_changes() -> None:
    app = Painted("dftz-dark")

    async def script(pilot: Pilot[None]) -> None:
        for theme in (*COLOURED, "dftz-dark"):
            app.theme = theme
            await pilot.pause()
            assert colour_of(app, "operating") == variables(theme)["status-fact"], theme
        app.theme = "dftz-ansi-dark"
        await pilot.pause()
        assert colour_of(app, "operating") == "green"

    drive(app, script)
