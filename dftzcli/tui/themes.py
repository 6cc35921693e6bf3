"""The colours of the application: themes that give every role of text a colour that can be read.

A style names a role, such as `$status-fact` or `$dispute`, and never a colour. Every theme has every role, at a
contrast of 4.5:1 or better on each of `BACKGROUNDS` (7:1 in `dftz-high-contrast`), by the formula of WCAG 2.2, success
criteria 1.4.3 and 1.4.6. Borders are no text. On the row under the focused cursor only the first colour of its pair is
read: what has a colour of its own there is written without it, or in reverse. No colour is the only sign of anything.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from textual.color import Color
from textual.theme import Theme

from dftzcli.errors import UsageError
from dftzcli.tuples import NamedTuple

if TYPE_CHECKING:
    from rich.terminal_theme import TerminalTheme
    from textual.app import App

# What a style may write text in, each on each of the backgrounds.
TEXT_ROLES: Final = (
    "foreground", "text", "text-muted", "text-disabled", "foreground-muted",
    "accent", "text-accent", "text-primary", "text-secondary", "text-success", "text-warning", "text-error",
    "status-fact", "status-plan", "status-over", "dispute", "difference", "match", "link-color",
    "footer-foreground", "footer-key-foreground", "footer-description-foreground", "button-foreground",
)  # fmt: skip
BACKGROUNDS: Final = ("background", "surface", "panel", "block-cursor-blurred-background", "block-hover-background")
# Text that stands on one background only.
PAIRS: Final = (
    ("block-cursor-foreground", "block-cursor-background"),
    ("screen-selection-foreground", "screen-selection-background"),
    ("input-selection-foreground", "input-selection-background"),
    ("input-cursor-foreground", "input-cursor-background"), ("link-color-hover", "link-background-hover"),
    ("button-color-foreground", "primary"), ("button-color-foreground", "success"),
    ("button-color-foreground", "warning"), ("button-color-foreground", "error"),
)  # fmt: skip


class _Palette(NamedTuple):
    """The colours a theme is made of; `row` is that of the cursor's row while another pane has the focus."""

    name: str
    dark: bool
    background: str
    surface: str
    panel: str
    row: str
    text: str
    muted: str
    accent: str
    fact: str
    plan: str
    dispute: str
    difference: str
    match: str
    cursor: str
    on_cursor: str
    selection: str
    on_selection: str
    line: str


_PALETTES: Final = (
    _Palette(
        "dftz-dark", True, background="#10161d", surface="#151d26", panel="#1c2631", row="#243241",
        text="#e6ebf0", muted="#a9b7c4", accent="#63c7e8", fact="#7fd694", plan="#f2c261",
        dispute="#ff9a8d", difference="#d8b0ff", match="#ffe27a", cursor="#63c7e8", on_cursor="#0b1015",
        selection="#2c5a80", on_selection="#ffffff", line="#3a4a5a",
    ),
    _Palette(
        "dftz-light", False, background="#fcfbf8", surface="#f6f4ef", panel="#ecebe4", row="#dce5ea",
        text="#12171c", muted="#4b5560", accent="#00577a", fact="#17592c", plan="#714200",
        dispute="#9d1616", difference="#62278f", match="#7a2f00", cursor="#00577a", on_cursor="#ffffff",
        selection="#b5d6ea", on_selection="#12171c", line="#a8adb0",
    ),
    # Bright colours on a dark screen and plain ones on a light one: the others fail on some common terminal.
    _Palette(
        "dftz-ansi-dark", True, **dict.fromkeys(("background", "surface", "panel", "row"), "ansi_default"),
        text="ansi_default", muted="ansi_default", accent="ansi_bright_cyan", fact="ansi_bright_green",
        plan="ansi_bright_yellow", dispute="ansi_bright_red", difference="ansi_bright_white",
        match="ansi_bright_yellow", cursor="ansi_default", on_cursor="ansi_default", selection="ansi_cyan",
        on_selection="ansi_black", line="ansi_bright_black",
    ),
    _Palette(
        "dftz-ansi-light", False, **dict.fromkeys(("background", "surface", "panel", "row"), "ansi_default"),
        text="ansi_default", muted="ansi_default", accent="ansi_blue", fact="ansi_blue",
        plan="ansi_magenta", dispute="ansi_red", difference="ansi_black",
        match="ansi_magenta", cursor="ansi_default", on_cursor="ansi_default", selection="ansi_cyan",
        on_selection="ansi_black", line="ansi_bright_black",
    ),
    _Palette(
        "dftz-high-contrast", True, background="#000000", surface="#000000", panel="#0c0c0c", row="#262626",
        text="#ffffff", muted="#dcdcdc", accent="#6fdcff", fact="#7dff9a", plan="#ffe04d",
        dispute="#ffb3a8", difference="#eac4ff", match="#fff27a", cursor="#ffff00", on_cursor="#000000",
        selection="#ffffff", on_selection="#000000", line="#ffffff",
    ),
    # Blue is what is done, yellow what is announced, orange what is disputed: apart in lightness too.
    _Palette(
        "dftz-colour-blind", True, background="#0f141a", surface="#141b23", panel="#1a232d", row="#223040",
        text="#e8ecf0", muted="#aab6c2", accent="#8cc4ff", fact="#58a8ff", plan="#ffeeb0",
        dispute="#ff8c1a", difference="#ffffff", match="#ffd24d", cursor="#8cc4ff", on_cursor="#0b1015",
        selection="#245a94", on_selection="#ffffff", line="#3a4a5a",
    ),
)  # fmt: skip

# What Textual's widgets and our styles call each colour.
_VARIABLES: Final = {
    "text": "text text-secondary block-cursor-blurred-foreground footer-foreground footer-description-foreground "
    "button-foreground input-cursor-background ansi-foreground",
    "muted": "status-over text-muted text-disabled foreground-muted foreground-disabled",
    "accent": "text-accent text-primary link-color footer-key-foreground border",
    "fact": "status-fact text-success",
    "plan": "status-plan text-warning",
    "dispute": "dispute text-error",
    "difference": "difference",
    "match": "match",
    "row": "block-cursor-blurred-background block-hover-background",
    "cursor": "block-cursor-background link-background-hover",
    "on_cursor": "block-cursor-foreground link-color-hover",
    "selection": "screen-selection-background input-selection-background",
    "on_selection": "screen-selection-foreground input-selection-foreground",
    "line": "border-blurred",
    "background": "button-color-foreground input-cursor-foreground ansi-background",
    "panel": "footer-background",
}
# Styles that say without colour what the colours say: the terminal's own need more of it.
_STYLES: Final = {
    # Options of a list cannot be reversed, and are told by the rest.
    "block-cursor-text-style": ("bold", "bold underline reverse"),
    "block-cursor-blurred-text-style": ("none", "underline"),
    "input-cursor-text-style": ("none", "reverse"),
    "dispute-style": ("bold", "bold"),
    "difference-style": ("bold", "bold underline"),
    "match-style": ("bold underline", "bold underline"),
}


def _theme(made_of: _Palette) -> Theme:
    ansi = made_of.background == "ansi_default"
    return Theme(
        name=made_of.name,
        dark=made_of.dark,
        ansi=ansi,
        primary=made_of.accent,
        success=made_of.fact,
        warning=made_of.plan,
        error=made_of.dispute,
        foreground=made_of.text,
        background=made_of.background,
        surface=made_of.surface,
        panel=made_of.panel,
        variables={
            **{name: getattr(made_of, colour) for colour, names in _VARIABLES.items() for name in names.split()},
            **{name: styles[ansi] for name, styles in _STYLES.items()},
        },
    )


THEMES: Final = tuple(map(_theme, _PALETTES))
NAMES: Final = tuple(theme.name for theme in THEMES)
DEFAULT: Final = "dftz-dark"
# For NO_COLOR: here cursor, match and difference are told by reverse, bold and underline.
WITHOUT_COLOUR: Final = "dftz-ansi-dark"


def registered(app: App[Any], *, theme: str = DEFAULT) -> tuple[str, ...]:
    """Give an application these themes and no others, and choose one; return their names.

    Textual's own themes go: they lack the roles, and nobody has measured them. To be called once, when the application
    is made, with `ansi_color=None` so that the theme decides whether the terminal's own colours are used. UsageError
    for a theme that is none.
    """
    if theme not in NAMES:
        import difflib

        close = difflib.get_close_matches(theme, NAMES, n=1, cutoff=0.5)
        hint = f"did you mean {close[0]}? " if close else ""
        raise UsageError(f"{theme!r} is not a theme", fix=f"{hint}The themes are: {', '.join(NAMES)}")
    for each in THEMES:
        app.register_theme(each)
    app.theme = theme
    for name in app.available_themes:
        if name not in NAMES:
            app.unregister_theme(name)

    def paint(name: str) -> None:
        chosen = next(each for each in THEMES if each.name == name)
        if not chosen.ansi:
            setattr(app, "ansi_theme_dark" if chosen.dark else "ansi_theme_light", page_colours(name))

    app.watch(app, "theme", paint)
    return NAMES


def page_colours(name: str) -> TerminalTheme:
    """Return the roles of a theme as a terminal's colours, so that a page written in green, yellow and red keeps to it.

    For the themes that have colours of their own; the others leave the page to the terminal.
    """
    from rich.terminal_theme import TerminalTheme

    made_of = next(each for each in _PALETTES if each.name == name)
    black, white = Color.parse(made_of.background).rgb, Color.parse(made_of.text).rgb
    tones = (made_of.dispute, made_of.fact, made_of.plan, made_of.accent, made_of.difference, made_of.accent)
    colours = [Color.parse(tone).rgb for tone in tones]
    return TerminalTheme(black, white, [black, *colours, white], [Color.parse(made_of.muted).rgb, *colours, white])
