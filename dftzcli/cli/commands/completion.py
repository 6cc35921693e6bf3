"""`dftz completion`: how a shell learns the commands, ids and values."""

from __future__ import annotations

from typing import Annotated

import typer

from dftzcli.cli.commands.application import single
from dftzcli.errors import UsageError
from dftzcli.render.sink import to_stdout

SHELLS = ("bash", "zsh", "fish", "powershell")

_HELP = """\
dftz --install-completion                     for the shell you are in
eval "$(dftz completion bash)"                bash, for this session; put it in ~/.bashrc to keep it
eval "$(dftz completion zsh)"                 zsh, likewise in ~/.zshrc
dftz completion fish | source                 fish, likewise in ~/.config/fish/config.fish
dftz completion powershell | Out-String | Invoke-Expression

Tab then completes commands, flags, ids with their names, statuses, formats and field names.
"""


def run(
    shell: Annotated[
        str | None, typer.Argument(metavar="[SHELL]", help="bash, zsh, fish or powershell.", show_default=False)
    ] = None,
) -> None:
    """Print the completion script of a shell; without one, say how to use it."""
    if shell is None:
        to_stdout([_HELP])
        return
    if shell not in SHELLS:
        raise UsageError(f"{shell!r} is not a shell dftz can complete in", fix=f"use one of {', '.join(SHELLS)}")
    from typer.completion import shell_complete

    from dftzcli.cli.app import app as program

    shell_complete(typer.main.get_command(program), {}, "dftz", "_DFTZ_COMPLETE", f"source_{shell}")


app = single(run, examples="dftz completion\ndftz completion bash")
