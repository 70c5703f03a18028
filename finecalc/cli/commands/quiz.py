"""`finecalc quiz`: made-up cases to practise on."""

import sys
from collections.abc import Iterator, Sequence

from finecalc.cli import options
from finecalc.cli.options import table, write_json
from finecalc.cli.pages import show
from finecalc.cli.settings import in_words, said
from finecalc.language.columns import safe
from finecalc.language.errors import FinecalcError
from finecalc.language.page import Block, Entries, Line, Quotation
from finecalc.law.answer import table_used
from finecalc.table.statutes import Statutes
from finecalc.teach.asked import LETTERS, Asked, decided
from finecalc.teach.quiz import Exercise, Marked, exercises, mark, score

_MOST = 1000


class _Left(Exception):
    """Whoever answers wants no more."""


def command(
    items: str | None = None,
    count: int = 3,
    seed: int | None = None,
    sheet: str | None = None,
    grade: str | None = None,
    as_json: options.Json = False,
    force: options.Force = False,
) -> int:
    if grade is not None:
        from finecalc.cli import class_sheets

        if sheet is not None:
            raise FinecalcError(
                "--sheet 出题纸，--grade 判题纸，一次一个",
                "--sheet writes a sheet and --grade marks one: one at a time",
            )

        return class_sheets.grade(table(), grade, as_json=as_json)
    if not 1 <= count <= _MOST:
        raise FinecalcError(f"--count 是 1 至 {_MOST}，不是 {count}", f"--count is 1 to {_MOST}, not {count}")
    statutes = table()
    chosen = _fresh_seed() if seed is None else seed
    numbers = _numbers(items)
    made = exercises(statutes, seed=chosen, count=count, numbers=numbers)
    if sheet is not None:
        from finecalc.cli import class_sheets

        class_sheets.write_sheet(statutes, made, sheet, seed=chosen, numbers=numbers, force=force)
    elif as_json:
        write_json({"seed": chosen, "exercises": made, "table": table_used(statutes)})
    else:
        _put(statutes, made, chosen)
    return 0


def _put(statutes: Statutes, made: Sequence[Exercise], seed: int) -> None:
    """Put the cases to whoever is there, and say the score."""
    _say(
        Line(
            said(
                f"题号 {seed}（--seed {seed} 可重做这套题）。写选项的字母；幅度和处罚也可以自己写。",
                f"Set {seed} (--seed {seed} repeats it). Write the letter; ranges and sanctions may be written out.",
            ),
            "strong",
        ),
        Line(said("? 看条文　直接回车 不作答　q 退出", "? the text  just Enter: no answer  q leave"), "key"),
    )
    marks: list[Marked] = []
    try:
        for exercise in made:
            for marked in _one(statutes, exercise):
                marks.append(marked)
    except (EOFError, KeyboardInterrupt):
        print()
    except _Left:
        pass
    _say(Line(_score(marks), "strong"))


def _score(marks: Sequence[Marked]) -> str:
    right, asked = score(marks)
    left_out = sum(each.unanswered for each in marks)
    percent = f"{right * 100 // asked}%" if asked else ""
    zh = (
        f"得分：{right} / {asked}"
        + (f"（{percent}）" if percent else "")
        + (f"，未作答 {left_out} 问" if left_out else "")
    )
    en = (
        f"Score: {right} / {asked}"
        + (f" ({percent})" if percent else "")
        + (f", {left_out} unanswered" if left_out else "")
    )
    return said(zh, en)


def _one(statutes: Statutes, exercise: Exercise) -> Iterator[Marked]:
    """Put one case, ask, mark and explain."""
    title = Line(said(f"第 {exercise.number} 题", f"Case {exercise.number}"), "strong")
    show((Line(""), title, Line(in_words(exercise.story))))
    for number, question in enumerate(exercise.questions, 1):
        choices = tuple((letter, in_words(each.words)) for letter, each in zip(LETTERS, question.choices, strict=False))
        asked = f"{number}. {in_words(question.words)}"
        _say(Line(""), Line(asked, "strong"), Entries(choices, indent=1))
        marked = mark(statutes, exercise, question, _ask(statutes, question))
        while marked.problem and sys.stdin.isatty():
            print(in_words(marked.problem))
            marked = mark(statutes, exercise, question, _ask(statutes, question))
        _explain(marked)
        yield marked
    asked_for = exercise.answer.edition_choice.asked
    replay = options.replay_line(asked_for, exercise.answer, decided(exercise.answer.case))
    print(said(f"  验算：{replay}", f"  To check: {replay}"))


def _ask(statutes: Statutes, question: Asked) -> str:
    """One answer. Raises EOFError when there are no more, _Left for q."""
    prompt = said("答：", "Answer: ")
    while True:
        if sys.stdin is None:
            raise EOFError
        if sys.stdin.isatty():
            given = input(prompt).strip()
        else:
            line = sys.stdin.buffer.readline()
            if not line:
                raise EOFError
            given = _decoded(line).strip()
            print(safe(f"{prompt}{given}"))
        if given.lower() in ("q", "ｑ"):
            raise _Left
        if given not in ("?", "？"):
            return given
        for ref in question.texts:
            show((Line(in_words(statutes.citation(ref)), "dim"), Quotation(statutes.provision(ref).text)))


def _decoded(line: bytes) -> str:
    """A piped line, as editors here write them: UTF-8, or else GB18030."""
    try:
        return line.decode("utf-8-sig")
    except UnicodeDecodeError:
        return line.decode("gb18030", errors="replace")


def _explain(marked: Marked) -> None:
    expected = in_words(marked.expected)
    if marked.right:
        page: list[Block] = [Line(said("对：", "Right: ") + expected, "good", indent=1)]
    elif marked.unanswered:
        page = [Line(said("没有作答，应为：", "No answer; right is: ") + expected, "warn", indent=1)]
    else:
        page = [Line(said("错，应为：", "Wrong; right is: ") + expected, "warn", indent=1)]
    page += [Line(in_words(each), indent=1) for each in (marked.problem, marked.mistake, marked.because) if each]
    page += [Line(f"“{quote}”", "dim", indent=2) for quote in marked.why]
    _say(*page)


def _say(*blocks: Block) -> None:
    """At once, for whoever is asked next."""
    show(blocks)
    sys.stdout.flush()


def _fresh_seed() -> int:
    from random import SystemRandom

    return SystemRandom().randrange(1, 10_000)


def _numbers(text: str | None) -> list[int]:
    """1,3,8-9 → [1, 3, 8, 9]. Raises FinecalcError."""
    import re

    found: list[int] = []
    for part in re.split(r"[,，、;；\s]+", text or ""):
        if not part:
            continue
        span = re.fullmatch(r"#?(\d{1,3})(?:-#?(\d{1,3}))?", part)
        if span is None or int(span[2] or span[1]) < int(span[1]):
            raise FinecalcError(
                f"--items 看不懂“{safe(part)}”，请写 1,3,8-9", f"--items: “{safe(part)}” cannot be read; write 1,3,8-9"
            )
        found += range(int(span[1]), int(span[2] or span[1]) + 1)
    return found
