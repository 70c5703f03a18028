"""The command line. Each command is one module with a function `command`, imported only when it is called.

No rule of law lives here: commands ask, parse and print.
"""

import errno
import gc
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperCommand

from finecalc.cli.help import Command, Group
from finecalc.cli.settings import configure, in_words, language, said, settings, tell
from finecalc.language.errors import FinecalcError, own_fault
from finecalc.language.numerals import plain
from finecalc.language.words import Lang, Words

COMMANDS = (
    "ask",
    "range",
    "replay",
    "steps",
    "compare",
    "quiz",
    "check",
    "explain",
    "template",
    "page",
    "show",
    "list",
    "powers",
    "lint",
    "encode",
    "office",
    "schema",
    "help",
)

_INTERRUPTED = 130
_PIPE_CLOSED = 141

# the class above BadParameter and UsageError, which typer keeps to itself: every error of the command line
_CommandLineError: type[Exception] = typer.BadParameter.__mro__[2]


class _Commands(Group):
    """Finds a command by name and imports it then."""

    def list_commands(self, ctx: Any) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> TyperCommand | None:
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"finecalc.cli.commands.{cmd_name}")
        single = typer.Typer(add_completion=False, rich_markup_mode=None)
        single.command(cmd_name, cls=Command)(module.command)
        return typer.main.get_command(single)  # type: ignore[return-value]


def app() -> Any:
    """The whole command line as a typer command, in the language in force."""
    whole = typer.Typer(
        cls=_Commands,
        name="finecalc",
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        add_completion=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )

    @whole.callback()
    def options(
        lang: str | None = None,
        no_color: Annotated[bool, typer.Option("--no-color")] = False,
        statutes: str | None = None,
        office: str | None = None,
        version: Annotated[bool, typer.Option("-V", "--version", is_eager=True, callback=_version)] = False,
        install_completion: Annotated[
            bool, typer.Option("--install-completion", is_eager=True, callback=_install_completion)
        ] = False,
        show_completion: Annotated[
            bool, typer.Option("--show-completion", is_eager=True, callback=_show_completion)
        ] = False,
    ) -> None:
        """Documented here; `main` has taken them already, wherever they stood."""

    return typer.main.get_command(whole)


def main(argv: Sequence[str] | None = None) -> None:
    """Run finecalc and exit: 0 all is lawful, 1 there are findings, 2 for everything else, our own faults included.

    A signal that ends the run ends it as an error does, drafts and parts removed, with the code that shells know (128 + n).
    """
    _heed_signals()
    sys.unraisablehook = lambda _: None  # what a library cannot close after a failure is no news for anybody
    code = run(list(sys.argv[1:] if argv is None else argv))
    gc.freeze()  # nothing is looked through once more before it goes
    sys.exit(code)


def run(argv: list[str]) -> int:
    """Run one command line and return its exit code. No traceback leaves here for anything typed or fed in."""
    _prepare_streams()
    configure(None, False, None)
    code = _answered(argv)
    try:
        sys.stdout.flush()
    except (OSError, ValueError) as error:
        _let_go_of_stdout()
        return code or (_PIPE_CLOSED if _reader_gone(error) else 2)
    return code


def _answered(argv: list[str]) -> int:
    try:
        argv, taken, no_color = _global_options(argv)
        configure(_language(taken.get("--lang")), no_color, taken.get("--statutes"), taken.get("--office"))
        result = _invoked(argv)
        sys.stdout.flush()
        return result if isinstance(result, int) else 0
    except FinecalcError as error:
        from finecalc.cli.options import refused

        return _complain(refused(error), error.field, getattr(error, "choices", ()))
    except typer.Exit as stop:
        return stop.exit_code
    except (KeyboardInterrupt, typer.Abort):
        tell(said("\n已取消", "\nCancelled"))
        return _INTERRUPTED
    except OSError as error:
        _let_go_of_stdout()
        if _reader_gone(error):
            return _PIPE_CLOSED
        from finecalc.language.reasons import of_system

        why = of_system(error)
        return _complain(Words(f"写不出结果：{why.zh}", f"The result cannot be written: {why.en}"))
    except _CommandLineError as error:
        from finecalc.cli.usage import complaint

        return _complain(*complaint(error))
    except Exception as error:
        return _complain(own_fault(error))


def _invoked(argv: list[str]) -> Any:
    """What the command returns, or the exit code that it asks for; typer's own `main` would turn a closed pipe into 1."""
    command = app()
    if instruction := os.environ.get("_FINECALC_COMPLETE"):
        from finecalc.cli.completion import answer

        return answer(command, instruction)
    if not argv:
        from finecalc.cli.pages import show
        from finecalc.cli.pages.manual import manual_page

        show(manual_page("finecalc", command.params), sys.stderr)
        return 2
    with command.make_context("finecalc", argv) as context:
        return command.invoke(context)


def _reader_gone(error: Exception) -> bool:
    """Whether whoever reads has closed before the end, and does not care to be told; Windows calls that an invalid argument."""
    invalid = sys.platform == "win32" and getattr(error, "errno", None) == errno.EINVAL
    return isinstance(error, BrokenPipeError) or invalid


def _let_go_of_stdout() -> None:
    """Nothing more can be written there, at the end neither."""
    with suppress(OSError, ValueError):
        if sys.stdout.fileno() == 1:
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)


class _Stopped(SystemExit):
    """A signal asked us to end."""


_CLEARED = 2.0
"""Seconds within which what a signal has unwound is cleared away, undisturbed by another."""


def _heed_signals() -> None:
    """Let the signals that end a process unwind it instead, unless whoever started us has them ignored.

    One that comes while Python compiles a module can be lost, so that another, a little later, is heeded again.
    """
    import signal
    import time

    heeded_until = float("-inf")

    def stop(number: int, _: object) -> None:
        nonlocal heeded_until
        now = time.monotonic()
        if now < heeded_until:
            return
        heeded_until = now + _CLEARED
        if number == signal.SIGINT:
            raise KeyboardInterrupt
        raise _Stopped(128 + number)

    for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT", "SIGBREAK"):
        number = getattr(signal, name, None)
        with suppress(ValueError):  # not the main thread
            if number is not None and signal.getsignal(number) in (signal.SIG_DFL, signal.default_int_handler):
                signal.signal(number, stop)


def _global_options(argv: list[str]) -> tuple[list[str], dict[str, str], bool]:
    """Take --lang, --no-color, --statutes and --office out of the command line, wherever they stand, and see whether JSON is wanted."""
    rest: list[str] = []
    taken: dict[str, str] = {}
    no_color = settings.as_json = False
    waiting = iter(argv)
    for argument in waiting:
        argument = argument if argument.isascii() else _with_dashes(argument)
        name, equals, value = argument.partition("=")
        if argument == "--":
            rest += [argument, *waiting]
        elif name in ("--lang", "--statutes", "--office"):
            taken[name] = value if equals else next(waiting, "")
            if not taken[name]:
                raise FinecalcError(f"{name} 后面要有值", f"{name} needs a value")
        elif argument == "--no-color":
            no_color = True
        elif argument == "/?":  # how Windows asks
            rest.append("--help")
        else:
            settings.as_json |= argument == "--json"
            rest.append(argument)
    return rest, taken, no_color


def _with_dashes(argument: str) -> str:
    """An option in the signs and letters of Chinese input methods (——json, －f, －－ｂｙ＝县) as one in plain ones."""
    name = argument.lstrip("-－—–")
    dashes = len(argument) - len(name)
    letters, equals, value = name.replace("＝", "=", 1).partition("=")
    letters = plain(letters)
    if not dashes or not letters[:1].isalpha() or not letters.isascii():
        return argument
    return ("-" if len(letters) == 1 else "--") + letters + equals + value


def _language(given: str | None) -> Lang | None:
    """The language that is asked for; None where none is. Raises FinecalcError for one that is not spoken here."""
    for name, asked in (("--lang", given), ("FINECALC_LANG", os.environ.get("FINECALC_LANG"))):
        if asked:
            found = language(asked)
            if found is None:
                raise FinecalcError(f"{name} 只能是 zh 或 en，不能是 {asked}", f"{name} is zh or en, not {asked}")
            return found
    return None


def _complain(words: Words, field: str = "", choices: Sequence[str] = ()) -> int:
    """Say why there is no result: on stderr in one line, and as JSON on stdout where that was asked for."""
    tell(f"finecalc: {' '.join(in_words(words).splitlines())}")
    if settings.as_json:
        from finecalc.cli.options import write_json

        error = {"zh": words.zh, "en": words.en, "field": field}
        with suppress(OSError, ValueError):
            write_json({"error": {**error, "choices": choices} if choices else error})
    return 2


def _prepare_streams() -> None:
    """Never fail on a character that the console cannot show; let Windows consoles understand colour.

    A stream that was closed is opened on nothing, so that no file of ours takes its number; a result cannot be written there.
    """
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)
    sys.stdout = sys.stdout or open(os.devnull, encoding="utf-8")  # noqa: SIM115
    sys.stderr = sys.stderr or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    if sys.platform == "win32":
        os.system("")


def _install_completion(ctx: typer.Context, asked: bool) -> None:
    if asked and not ctx.resilient_parsing:
        from finecalc.cli.completion import install

        install()


def _show_completion(ctx: typer.Context, asked: bool) -> None:
    if asked and not ctx.resilient_parsing:
        from finecalc.cli.completion import show

        show()


def _version(ctx: typer.Context, asked: bool) -> None:
    if asked and not ctx.resilient_parsing:
        from finecalc import __version__
        from finecalc.cli.options import table

        statutes = table()
        print(f"finecalc {__version__}")
        print(said("法条表 ", "table ") + f"{statutes.table.version} sha256:{statutes.sha256} {statutes.path}")
        if profile := statutes.profile:
            print(said("机关档案 ", "office ") + f"{profile.profile.name} sha256:{profile.sha256} {profile.path}")
        raise typer.Exit
