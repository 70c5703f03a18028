"""Help on commands and options: it stands in `help.toml` and is put on when somebody asks, in the language in force then."""

from functools import cache
from pathlib import Path
from typing import Any

from typer.core import TyperCommand, TyperGroup

from finecalc.cli.settings import settings


class Command(TyperCommand):
    """A command that gets its help when it is shown."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        put_on(self, ctx)
        super().format_help(ctx, formatter)

    def shell_complete(self, ctx: Any, incomplete: str) -> list[Any]:
        put_on(self, ctx)
        return super().shell_complete(ctx, incomplete)


class Group(TyperGroup):
    """The whole command line; the commands are named with the first words of their help, and none is imported for it."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        put_on(self, ctx)
        super().format_help(ctx, formatter)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        names = self.list_commands(ctx)
        limit = formatter.width - 6 - max(map(len, names))
        with formatter.section("Commands"):
            formatter.write_dl([(name, _bare(name).get_short_help_str(limit)) for name in names])

    def shell_complete(self, ctx: Any, incomplete: str) -> list[Any]:
        put_on(self, ctx)
        found = super().shell_complete(ctx, incomplete)
        for item in found:
            if item.value in pages():
                item.help = _bare(item.value).get_short_help_str()
        return found


def put_on(command: Any, ctx: Any) -> None:
    """Give a command and its parameters their help and metavars in the language in force."""
    page, shared = pages()[command.name], pages()["shared"]
    command.help = _said(page["help"])
    for param in command.get_params(ctx):
        entry = shared["help"] if param.name == "help" else page.get(param.name) or shared[param.name]
        param.help = _said(entry)
        metavar = entry.get("metavar")
        if metavar:
            param.metavar = metavar if isinstance(metavar, str) else _said(metavar)


@cache
def pages() -> dict[str, dict[str, dict[str, Any]]]:
    """`help.toml`: for each command the help of it and of its parameters, in both languages."""
    import tomli

    return tomli.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


def _said(words: dict[str, str]) -> str:
    return words[settings.lang]


def _bare(name: str) -> TyperCommand:
    return TyperCommand(name, help=_said(pages()[name]["help"]))
