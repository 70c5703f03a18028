"""The pages of `finecalc help` and `--help`, in the language in force."""

from collections.abc import Iterable, Iterator
from typing import Any

from finecalc.cli.help import entry, pages, text_of
from finecalc.cli.settings import said
from finecalc.language.page import Block, Entries, Heading, Line, Page, Span, Verbatim

NOT_SHOWN = (None, False, "", "-")
"""Defaults that say nothing to a person."""


def manual_page(name: str, params: Iterable[Any]) -> Page:
    """The page on a command (`finecalc` is the whole): how it is written, what it does, examples, arguments and options."""
    return tuple(_whole(params) if name == "finecalc" else _command(name, params))


def topic_page(name: str) -> Page:
    """The page on a topic that belongs to no one command."""
    topic = pages()["topics"][name]
    blocks: list[Block] = [Line(text_of(topic["short"]), "strong"), *_paragraphs(topic["help"])]
    if entries := topic.get("entries"):
        blocks += [Line(""), Entries(tuple((text_of(each["key"]), text_of(each)) for each in entries), indent=1)]
    return tuple(blocks)


def _whole(params: Iterable[Any]) -> Iterator[Block]:
    page = pages()["finecalc"]
    yield _usage(said("finecalc [选项] 命令 [参数]...", "finecalc [OPTIONS] COMMAND [ARGS]..."))
    yield from _paragraphs(page["help"])
    yield from _examples(page["examples"])
    yield Heading(said("选项", "Options"))
    yield Entries(_options("finecalc", params), indent=1)
    yield Heading(said("题目", "Topics"))
    topics = pages()["topics"]
    yield Entries(tuple((name, text_of(topic["short"])) for name, topic in topics.items()), indent=1)
    yield Heading(said("命令", "Commands"))
    from finecalc.cli import COMMANDS

    yield Entries(tuple((name, text_of(pages()[name]["short"])) for name in COMMANDS), indent=1)
    yield Line("")
    yield Line(
        said(
            "一个命令或者题目怎么用：finecalc help 名称，如 finecalc help range。",
            "How a command is used, or what a topic holds: finecalc help NAME, such as finecalc help range.",
        )
    )


def _command(name: str, params: Iterable[Any]) -> Iterator[Block]:
    page, params = pages()[name], list(params)
    arguments = [param for param in params if param.param_type_name == "argument"]
    pieces = [_in_usage(name, param) for param in arguments]
    yield _usage(" ".join(("finecalc", name, said("[选项]", "[OPTIONS]"), *pieces)))
    yield Line("")
    yield Line(text_of(page["short"]), "strong")
    yield from _paragraphs(page["help"])
    yield from _examples(page["examples"])
    if arguments:
        yield Heading(said("参数", "Arguments"))
        yield Entries(tuple((_metavar(name, param), _told(name, param)) for param in arguments), indent=1)
    yield Heading(said("选项", "Options"))
    yield Entries(_options(name, params), indent=1)
    yield Line("")
    yield Line(
        said(
            "--lang、--no-color、--statutes 和 --office 可以写在任何命令里，见 finecalc help。",
            "--lang, --no-color, --statutes and --office go with every command: see finecalc help.",
        )
    )


def _usage(line: str) -> Line:
    return Line((Span(said("用法：", "Usage: "), "key"), Span(line)))


def _paragraphs(words: dict[str, str]) -> Iterator[Block]:
    for paragraph in text_of(words).strip().split("\n\n"):
        yield Line("")
        yield Line(paragraph)


def _examples(examples: Iterable[dict[str, Any]]) -> Iterator[Block]:
    yield Heading(said("例子", "Examples"))
    for example in examples:
        yield Verbatim(((Span("  " + text_of(example["line"]), "strong"),),))
        yield Line(text_of(example), indent=3)


def _options(name: str, params: Iterable[Any]) -> tuple[tuple[str, str], ...]:
    """Options with what is said of them, the one for help last."""
    found = [(_written(name, param), _told(name, param)) for param in params if param.param_type_name == "option"]
    return (*found, ("-h, --help", text_of(entry(name, "help"))))


def _written(name: str, param: Any) -> str:
    """`-f, --fact FACT`: how an option is written."""
    flags = ", ".join(sorted(param.opts, key=len))
    return flags if param.is_flag else f"{flags} {_metavar(name, param)}"


def _metavar(name: str, param: Any) -> str:
    """What stands in the place of a value."""
    return text_of(entry(name, param.name)["metavar"])


def _in_usage(name: str, param: Any) -> str:
    metavar = _metavar(name, param)
    return metavar if param.required else f"[{metavar}]"


def _told(name: str, param: Any) -> str:
    """What is said of a parameter, what it may be, and what it is when it is left out."""
    more = []
    if choices := getattr(param.type, "choices", None):
        more.append(said("、", ", ").join(choices))
    default = getattr(param.default, "value", param.default)
    if default not in NOT_SHOWN and not callable(default):
        more.append(said(f"不写就是 {default}", f"{default} when left out"))
    text = text_of(entry(name, param.name))
    if not more:
        return text
    return said(f"{text.removesuffix('。')}（{'；'.join(more)}）。", f"{text.removesuffix('.')} ({'; '.join(more)}).")
