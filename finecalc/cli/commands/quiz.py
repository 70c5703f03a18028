"""`finecalc quiz`: made-up cases to practise on."""

import sys
from collections.abc import Iterator
from datetime import date
from typing import Annotated

import typer

from finecalc.cli import options
from finecalc.cli.options import table, write_json
from finecalc.cli.pages import show
from finecalc.cli.settings import in_words, said
from finecalc.language.columns import safe
from finecalc.language.errors import FinecalcError
from finecalc.language.page import Block, Entries, Line, Quotation
from finecalc.table.statutes import Statutes
from finecalc.teach.quiz import QUESTIONS, Exercise, Marked, Question, exercises, mark, score

_MOST = 1000


def command(
    items: str | None = None,
    count: int = 5,
    seed: int | None = None,
    as_json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    if not 1 <= count <= _MOST:
        raise FinecalcError(f"--count 是 1 至 {_MOST}，不是 {count}", f"--count is 1 to {_MOST}, not {count}")
    statutes = table()
    chosen = _fresh_seed() if seed is None else seed
    today = date.today()
    made = exercises(statutes, seed=chosen, count=count, numbers=_numbers(items), today=today)
    if as_json:
        write_json({"seed": chosen, "exercises": made})
        return
    _say(
        Line(
            said(
                f"题号 {chosen}（--seed {chosen} 可重做这套题）。每题三问；? 看条文，Ctrl-D 结束。",
                f"Set {chosen} (--seed {chosen} repeats it). Three questions each; ? shows the text, Ctrl-D ends.",
            ),
            "strong",
        )
    )
    marks: list[Marked] = []
    try:
        for exercise in made:
            for marked in _one(statutes, exercise, today):
                marks.append(marked)
    except (EOFError, KeyboardInterrupt):
        print()
    right, asked = score(marks)
    percent = f"（{right * 100 // asked}%）" if asked else ""
    _say(
        Line(
            said(
                f"得分：{right} / {asked}{percent}",
                f"Score: {right} / {asked}{percent.replace('（', ' (').replace('）', ')')}",
            ),
            "strong",
        )
    )


def _one(statutes: Statutes, exercise: Exercise, today: date) -> Iterator[Marked]:
    """Put one case, ask, mark and explain."""
    tiers = tuple((f"{number}", in_words(tier)) for number, tier in enumerate(exercise.tiers, 1))
    title = Line(said(f"第 {exercise.number} 题", f"Case {exercise.number}"), "strong")
    show((Line(""), title, Line(in_words(exercise.story)), Entries(tiers, indent=1)))
    prompts: dict[Question, str] = {
        "tier": said("第几档？", "Which tier? "),
        "range": said(
            "对单位的罚款幅度？（例如 5万-50万；不罚款写 无）", "The unit's range? (such as 50,000-500,000; none) "
        ),
        "sanctions": said(
            "必须给予哪些处罚和措施，罚款除外？（用；隔开；没有写 无）",
            "What must be imposed, fine apart? (separated by ;, or none) ",
        ),
    }
    for question in QUESTIONS:
        marked = mark(statutes, exercise, question, _ask(statutes, prompts[question], exercise))
        while marked.problem and sys.stdin.isatty():
            print(in_words(marked.problem))
            marked = mark(statutes, exercise, question, _ask(statutes, prompts[question], exercise))
        _explain(marked)
        yield marked
    replay = options.replay_line(exercise.answer.edition_choice.asked, exercise.answer, today)
    print(said(f"  验算：{replay}", f"  To check: {replay}"))


def _ask(statutes: Statutes, prompt: str, exercise: Exercise) -> str:
    """One answer. Raises EOFError when there are no more."""
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
        if given not in ("?", "？"):
            return given
        asked = exercise.answer.edition_choice.asked
        for ref in dict.fromkeys((asked, *(rung.source for rung in statutes.ladder(asked).rungs))):
            show((Line(in_words(statutes.citation(ref)), "dim"), Quotation(statutes.provision(ref).text)))


def _decoded(line: bytes) -> str:
    """A piped line, as editors here write them: UTF-8, or else GB18030."""
    try:
        return line.decode("utf-8-sig")
    except UnicodeDecodeError:
        return line.decode("gb18030", errors="replace")


def _explain(marked: Marked) -> None:
    page: list[Block] = []
    if marked.right:
        page.append(Line(said("对：", "Right: ") + in_words(marked.expected), "good", indent=1))
    else:
        page.append(Line(said("错，应为：", "Wrong; right is: ") + in_words(marked.expected), "warn", indent=1))
        if marked.problem:
            page.append(Line(in_words(marked.problem), indent=1))
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
