"""`finecalc help`: the page on a command or on a topic."""

from typing import Annotated, Any

import typer

from finecalc.cli import COMMANDS, app
from finecalc.cli.help import pages
from finecalc.cli.pages import show
from finecalc.cli.pages.manual import manual_page, topic_page
from finecalc.cli.usage import no_such
from finecalc.language.errors import FinecalcError
from finecalc.language.words import Words


def _names() -> tuple[str, ...]:
    return (*COMMANDS, *pages()["topics"])


def _complete(incomplete: str) -> list[str]:
    return [name for name in _names() if name.startswith(incomplete)]


def command(name: Annotated[str | None, typer.Argument(autocompletion=_complete)] = None) -> None:
    whole: Any = app()
    if name in pages()["topics"]:
        show(topic_page(name))
    elif name is None or name in COMMANDS:
        asked = whole.get_command(None, name) if name else whole
        show(manual_page(asked.name, asked.params))
    else:
        raise FinecalcError(*no_such(Words("命令或者题目", "command or topic"), name, _names()).both)
