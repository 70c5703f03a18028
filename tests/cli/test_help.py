"""Every command and option says what it is in both languages, in that of the moment, and only when somebody asks."""

import ast
import os
import pty
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from shutil import copyfile
from typing import Any

import pytest

import finecalc.cli
from finecalc.cli import COMMANDS, app, run
from finecalc.cli.help import entry, pages
from finecalc.language.columns import widest
from tests.conftest import Run

CLI = Path(finecalc.cli.__file__).parent
TOPICS = list(pages()["topics"])
TEXTS = {"short", "help", "examples"}
"""What a page holds beside its parameters."""


def chinese(text: str) -> bool:
    return any("\u4e00" <= char <= "\u9fff" or char in "，。；：、（）" for char in text)


def commands() -> Iterator[tuple[str, Any]]:
    whole = app()
    yield "finecalc", whole
    for name in COMMANDS:
        yield name, whole.get_command(None, name)


def test_every_command_and_option_has_its_text_and_nothing_is_left_over() -> None:
    used = {("shared", "help"), *(("topics", name) for name in TOPICS)}
    for name, command in commands():
        used |= {(name, text) for text in TEXTS if name != "finecalc" or text != "short"}
        used |= {
            (page, param.name) for param in command.params for page in (name, "shared") if param.name in pages()[page]
        }
        for param in command.params:
            said = entry(name, param.name)
            assert {"zh", "en"} <= set(said), (name, param.name)
            assert (param.param_type_name == "option" and param.is_flag) or "metavar" in said, (name, param.name)
    assert used == {(page, entry) for page, entries in pages().items() for entry in entries}


def every_text(value: Any = None, place: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str, str]]:
    """Each text of help.toml with its place and its language; `both` where one stands for the two."""
    value = pages() if value is None else value
    if isinstance(value, list):
        for number, each in enumerate(value):
            yield from every_text(each, (*place, str(number)))
    elif isinstance(value, dict):
        for key, each in value.items():
            yield from every_text(each, (*place, key))
    else:
        yield (
            place[:-1] if place[-1] in ("zh", "en") else place,
            place[-1] if place[-1] in ("zh", "en") else "both",
            value,
        )


KEPT = re.compile(
    r"\bfinecalc\b[ a-z-]*|--?[a-z][a-z-]*|\b[A-Z]+_[A-Z_]+\b|\bNO_COLOR\b|\bCOLUMNS\b|[a-z]+@?\d*:\d+(?:\.\d+)?|\bcsl(?:@\d{4})?\b"
    r"|\.(?:html|svg|md|json|xlsx|csv|toml|docx)\b|[\w.-]+\.(?:html|toml|xlsx|csv|txt|jsonl|json)\b|\b(?:FC|SL)\d+\b|\bfine-above-range\b|\blighter-law\b"
    r"|\b(?:CSV|JSONL|JSON Schema|JSON|XLSX|TOML|Excel|MB|Tab|Ctrl-[CD]|Windows|PowerShell|zh|en|text|id|ref|field|choices|error|provision|facts|gains"
    r"|ask|init|check|lint|encode|list|range|replay|case|office|head|files|json|exit|env)\b"
)
"""What is the same in both languages: commands, options, names of variables, references, files, codes, identifiers, formats."""


@pytest.mark.parametrize(
    ("place", "lang", "text"), [pytest.param(*each, id=".".join(each[0]) + "-" + each[1]) for each in every_text()]
)
def test_a_text_is_in_its_language(place: tuple[str, ...], lang: str, text: str) -> None:
    if lang == "en":
        assert not chinese(text.replace("网络安全法", ""))
    elif lang == "zh" and "line" not in place and '"error"' not in text:
        assert not re.search(r"[A-Za-z]{2,}", KEPT.sub("", text)), KEPT.sub("", text)
    words = {"metavar", "key", "line", "entries"} & {*place}
    assert lang == "both" or words or text.rstrip().endswith("。" if lang == "zh" else "."), "whole sentences"
    assert lang != "both" or "metavar" not in place or text in ("init", "zh|en"), "words are in both languages"
    other = {each for at, each, _ in every_text() if at == place}
    assert other in ({"zh", "en"}, {"both"})


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_summary_stands_on_one_line_of_eighty_columns(run: Run, lang: str) -> None:
    shown = run("--help", "--lang", lang).stdout.splitlines()
    for name in COMMANDS:
        line = next(line for line in shown if line.startswith(f"  {name} "))
        assert line.endswith(pages()[name]["short"][lang])
        assert widest(line) <= 80


@pytest.mark.parametrize("columns", [60, 80, 120])
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", ["finecalc", *COMMANDS, *TOPICS])
def test_a_page_fits_and_speaks_one_language(run: Run, name: str, lang: str, columns: int) -> None:
    asked = ["help"] if name == "finecalc" else ["help", name]
    done = run(*asked, "--lang", lang, env={"COLUMNS": str(columns)})
    assert (done.returncode, done.stderr) == (0, "")
    assert "\x1b" not in done.stdout
    lines = [line for line in done.stdout.splitlines() if not line.startswith("  finecalc ")]  # whole, to be copied
    assert max(map(widest, lines)) <= columns
    if lang == "en":
        assert not chinese(done.stdout)
    else:
        words = ("Usage", "OPTIONS", "Options", "COMMAND", "Arguments", "ARGS", "Show this", "REF", "FILE", "default")
        assert not any(word in done.stdout for word in words)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_way_of_asking_shows_the_same_page(run: Run, name: str) -> None:
    shown = {
        run(*line).stdout for line in (("help", name), (name, "--help"), (name, "-h"), ("help", name, "--lang=zh"))
    }
    assert len(shown) == 1
    assert next(iter(shown)).startswith(f"用法：finecalc {name}")
    assert run("help").stdout == run("-h").stdout == run("--help").stdout == run("/?").stdout


def test_a_page_that_is_none_names_the_nearest(run: Run) -> None:
    done = run("help", "rnage")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "finecalc: 没有命令或者题目 rnage，是不是 range？\n"


def examples() -> Iterator[tuple[str, str]]:
    for name in ("finecalc", *COMMANDS):
        assert len(pages()[name]["examples"]) >= 2, name
        for each in pages()[name]["examples"]:
            assert each["line"]["zh"].startswith(f"finecalc {name}".removesuffix(" finecalc"))
            yield from (each["line"].items())


ENDS_WITH_FINDINGS = {"check", "encode"}


@pytest.mark.parametrize(("lang", "line"), list(examples()))
def test_an_example_works(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lang: str, line: str) -> None:
    data = Path(__file__).parents[1] / "data"
    for name in ("决定.csv", "decisions.csv"):
        copyfile(data / "decisions.csv", tmp_path / name)
    for name in ("本办.toml", "office.toml"):
        copyfile(data / "offices" / "county.toml", tmp_path / name)
    for name in ("条文.txt", "article.txt"):
        (tmp_path / name).write_text("违反规定的，由有关主管部门责令改正，给予警告。", encoding="utf-8")
    for name in ("条文.jsonl", "articles.jsonl"):
        (tmp_path / name).write_text('{"id": 1, "ref": "csl@2030:5.1", "text": "责令改正。"}\n', encoding="utf-8")
    if "replay" in line:
        for name in ("案件.docx", "case.docx"):
            run("range", "csl@2025:61.1", "-f", "refused", "-o", name)
    monkeypatch.setattr(
        "finecalc.papers.document.document", lambda *_: "<html>"
    )  # made in tests/papers, and takes a minute
    command = shlex.split(line)[1]
    asked = {"ask": "3\n", "quiz": "", "range": ""}.get(command, "")
    if line == "finecalc ask":
        asked = "#3\n2026-02-01\n2026-03-01\n\n\n\n\n\n\n\n\n"
    done = run(*shlex.split(line)[1:], "--lang", lang, stdin=asked)
    may = {0, 1} if command in ENDS_WITH_FINDINGS else {0, 2} if command == "ask" else {0}
    assert done.returncode in may, done.stderr
    assert "Traceback" not in done.stderr
    assert command == "ask" or done.stdout or done.stderr


def test_the_language_is_that_of_the_moment(capsys: pytest.CaptureFixture[str]) -> None:
    """Whichever was asked for first, and whatever has been imported."""
    for lang in ("zh", "en", "zh"):
        for arguments in (["compare", "--help"], ["--help"]):
            assert run([*arguments, "--lang", lang]) == 0
            shown = capsys.readouterr().out
            assert ("写到" in shown or "一问一答" in shown) == (lang == "zh")
            assert ("Writes to a file" in shown or "Asks question" in shown) == (lang == "en")
    assert run(["compare", "--lang", "zh"]) == 2
    assert "缺少 依据..." in capsys.readouterr().err
    assert run(["compare", "--lang", "en"]) == 2
    assert "REF... is missing" in capsys.readouterr().err


def test_no_command_is_imported_to_name_it_and_no_help_is_read_to_answer() -> None:
    script = (
        "import sys; from finecalc.cli import run; from finecalc.cli.help import pages; run(sys.argv[1:]); "
        "names = [name for name in sys.modules if name.startswith('finecalc.cli.commands.')]; "
        "late = {'cli.usage', 'cli.completion', 'cli.candidates', 'cli.pages.manual', 'law.wordings', 'language.reasons'}; "
        "print(names, pages.cache_info().misses, [name for name in late if 'finecalc.' + name in sys.modules])"
    )
    for arguments, expected in (
        (["--help"], "[] 1 ['cli.pages.manual']"),
        (["range", "csl@2025:61.1", "-f", "refused", "--json"], "['finecalc.cli.commands.range'] 0 []"),
    ):
        done = subprocess.run(
            [sys.executable, "-c", script, *arguments], capture_output=True, text=True, encoding="utf-8", timeout=60
        )
        assert done.stdout.rstrip().endswith(expected), done.stderr


@pytest.mark.parametrize("path", sorted(CLI.rglob("*.py")), ids=lambda path: path.stem)
def test_no_help_stands_in_the_code(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and ast.unparse(node.func) in ("typer.Option", "typer.Argument"):
            assert not {keyword.arg for keyword in node.keywords} & {"help", "metavar"}, ast.unparse(node)


def test_help_is_in_the_package() -> None:
    from importlib.resources import files

    assert (files("finecalc.cli") / "help.toml").is_file()


def test_a_console_in_gbk_shows_every_page_without_a_question_mark(tmp_path: Path) -> None:
    for name in ("range", "json", "ref"):
        done = subprocess.run(
            [sys.executable, "-m", "finecalc", "help", name, "--lang", "zh"],
            capture_output=True,
            env={**os.environ, "PYTHONIOENCODING": "gbk"},
            cwd=tmp_path,
            timeout=60,
        )
        assert "?" not in done.stdout.decode("gbk").replace("输入 ?", "")


def test_headings_are_coloured_at_a_terminal_only(tmp_path: Path) -> None:
    reader, writer = pty.openpty()
    env = {**os.environ, "TERM": "xterm", "LANG": "zh_CN.UTF-8", "PYTHONUTF8": "1"}
    env.pop("NO_COLOR", None)
    subprocess.run(
        [sys.executable, "-m", "finecalc", "explain", "-h"], stdout=writer, env=env, cwd=tmp_path, timeout=60
    )
    shown = os.read(reader, 65_536).decode("utf-8", "replace")
    os.close(writer)
    os.close(reader)
    assert "\x1b[" in shown
    assert "用法：" in shown
