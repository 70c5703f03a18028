"""What is said of a command line that cannot be used, in both languages; the sentences of the parser stand in none of ours."""

import re
from collections.abc import Iterable
from typing import Any

from finecalc.cli.help import entry
from finecalc.language.near import nearest
from finecalc.language.numerals import plain
from finecalc.language.words import Words

GLOBAL = ("--lang", "--no-color", "--statutes", "--office")
"""The options that go with every command."""
_FIELDS = {"references": "provision", "reference": "provision", "fact": "facts", "item": "items"}


def no_such(kind: Words, typed: str, names: Iterable[str]) -> Words:
    """There is no such command (or the like), and which one may have been meant, or all that there are."""
    known = tuple(names)
    near = nearest(plain(typed).lower(), known, 0.5)
    if near:
        return Words(f"没有{kind.zh} {typed}，是不是 {near}？", f"There is no {kind.en} {typed}. Did you mean {near}?")
    return Words(
        f"没有{kind.zh} {typed}；有：{'、'.join(known)}",
        f"There is no {kind.en} {typed}. There are: {', '.join(known)}",
    )


def complaint(error: Any) -> tuple[Words, str]:
    """What is wrong with a command line, and the value at fault (empty where no one value is)."""
    param = getattr(error, "param", None)
    field = _FIELDS.get(param.name, param.name) if param is not None else ""
    kinds = {
        "NoSuchOption": _no_such_option,
        "MissingParameter": _missing,
        "BadParameter": _bad,
        "BadOptionUsage": _misused,
    }
    return kinds.get(type(error).__name__, _other)(error), field


def _command(error: Any) -> str:
    return error.ctx.command.name if error.ctx is not None else "finecalc"


def _see(error: Any) -> Words:
    name = _command(error)
    asked = "finecalc help" if name == "finecalc" else f"finecalc help {name}"
    return Words(f"用法见 {asked}", f"For its use see {asked}")


def _no_such_option(error: Any) -> Words:
    typed, see = error.option_name, _see(error)
    params = error.ctx.command.get_params(error.ctx) if error.ctx is not None else []
    known = [flag for param in params for flag in param.opts if flag.startswith("--")]
    near = nearest(typed.lower(), [*known, *GLOBAL])
    if near:
        return Words(f"没有选项 {typed}，是不是 {near}？", f"There is no option {typed}. Did you mean {near}?")
    return Words(f"没有选项 {typed}；{see.zh}", f"There is no option {typed}. {see.en}")


def _shown(error: Any, lang: str) -> str:
    """A parameter as its help calls it: the option, or what stands for the argument."""
    param = error.param
    if param.param_type_name == "option":
        return str(max(param.opts, key=len))
    metavar = entry(_command(error), param.name)["metavar"]
    return str(metavar if isinstance(metavar, str) else metavar[lang])


def _missing(error: Any) -> Words:
    see = _see(error)
    return Words(f"缺少 {_shown(error, 'zh')}；{see.zh}", f"{_shown(error, 'en')} is missing. {see.en}")


def _bad(error: Any) -> Words:
    if error.param is None:
        return _other(error)
    zh, en = _shown(error, "zh"), _shown(error, "en")
    kind = error.param.type
    typed = _typed(error.message)
    if choices := getattr(kind, "choices", None):
        near = nearest(typed.lower(), choices)
        did_zh, did_en = (f"，是不是 {near}？", f". Did you mean {near}?") if near else ("", "")
        return Words(
            f"{zh} 只能是 {'、'.join(choices)}，不能是 {typed}{did_zh}",
            f"{en} is one of {', '.join(choices)}, not {typed}{did_en}",
        )
    least, most = getattr(kind, "min", None), getattr(kind, "max", None)
    if least is not None and most is not None:
        return Words(
            f"{zh} 是 {least} 至 {most} 的整数，不能是 {typed}",
            f"{en} is a whole number from {least} to {most}, not {typed}",
        )
    return Words(f"{zh} 要写整数，不能是 {typed}", f"{en} is a whole number, not {typed}")


def _typed(message: str) -> str:
    """The value that the parser's sentence quotes."""
    found = re.match(r"(?s)(?:(['\"])(?P<quoted>.*)\1|(?P<bare>\S+)) is not ", message)
    return (found["quoted"] or found["bare"] or "") if found else ""


def _misused(error: Any) -> Words:
    name = error.option_name
    if "does not take" in error.message:
        return Words(f"{name} 后面不能写值", f"{name} takes no value")
    return Words(f"{name} 后面要有值", f"{name} needs a value")


def _other(error: Any) -> Words:
    from finecalc.cli import COMMANDS

    see, message = _see(error), str(getattr(error, "message", error))
    command = re.match(r"(?s)No such command (['\"])(.*)\1", message)
    if command:
        return no_such(Words("命令", "command"), command[2], COMMANDS)
    extra = re.match(r"(?s)Got unexpected extra arguments?(?:\(s\))? \((.*)\)", message)
    if extra:
        return Words(f"多出了 {extra[1]}；{see.zh}", f"There is too much: {extra[1]}. {see.en}")
    if message.startswith("Missing command"):
        return Words(f"没有写命令；{see.zh}", f"No command is given. {see.en}")
    return Words(f"命令行不对；{see.zh}", f"The command line cannot be read. {see.en}")
