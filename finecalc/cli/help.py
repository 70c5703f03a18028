"""Help on commands and options: it stands in `help.toml`, and is read when somebody asks, in the language in force then."""

from functools import cache
from pathlib import Path
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from finecalc.cli.settings import settings


class Command(TyperCommand):
    """A command whose help is a page of ours."""

    def get_help_option(self, ctx: Any) -> Any:
        return _with_page(super().get_help_option(ctx))

    def shell_complete(self, ctx: Any, incomplete: str) -> list[Any]:
        put_on(self, ctx)
        return super().shell_complete(ctx, incomplete)


class Group(TyperGroup):
    """The whole command line; a command is imported when it is called, not to name it."""

    def get_help_option(self, ctx: Any) -> Any:
        return _with_page(super().get_help_option(ctx))

    def shell_complete(self, ctx: Any, incomplete: str) -> list[Any]:
        put_on(self, ctx)
        found = super().shell_complete(ctx, incomplete)
        for item in found:
            if item.value in pages():
                item.help = text_of(pages()[item.value]["short"])
        return found


def _with_page(option: Any) -> Any:
    if option is not None:
        option.callback = _show
    return option


def _show(ctx: Any, _: Any, asked: bool) -> None:
    if asked and not ctx.resilient_parsing:
        from finecalc.cli.pages import show
        from finecalc.cli.pages.manual import manual_page

        show(manual_page(ctx.command.name, ctx.command.params))
        raise typer.Exit


def put_on(command: Any, ctx: Any) -> None:
    """Give the parameters of a command their help, for shells that show it beside a completion."""
    for param in command.get_params(ctx):
        param.help = text_of(entry(command.name, param.name))


def entry(command: str, name: str) -> dict[str, Any]:
    """What is said of a parameter of a command."""
    own, shared = pages()[command], pages()["shared"]
    found = shared["help"] if name == "help" else own.get(name) or shared[name]
    return {**shared.get(name, {}), **found}


def text_of(words: str | dict[str, str]) -> str:
    """A text of `help.toml` in the language in force."""
    return words if isinstance(words, str) else words[settings.lang]


@cache
def pages() -> dict[str, dict[str, Any]]:
    """`help.toml`: what is said of each command and its parameters, of topics, in both languages."""
    import tomli

    return tomli.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
