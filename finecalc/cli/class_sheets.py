"""Class sheets as files: the sheet and its key are written, a returned one is read, marked and judged as `check` would."""

import os
import re
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from typing import Any

from msgspec import Struct

from finecalc.cli.options import write_json
from finecalc.cli.pages import show
from finecalc.cli.settings import in_words, said, settings, tell
from finecalc.decisions import check_many
from finecalc.decisions.finding import Finding
from finecalc.language import writing
from finecalc.language.columns import safe
from finecalc.language.errors import FinecalcError
from finecalc.language.page import Block, Entries, Heading, Line, Page, Table
from finecalc.papers import reading
from finecalc.table.statutes import Statutes
from finecalc.teach import sheet
from finecalc.teach.quiz import Exercise, Marked, exercises, items, score
from finecalc.teach.sheet_sentences import FIELDS


class Graded(Struct, frozen=True, kw_only=True):
    """One case of a returned sheet: what was filled in, the marks, and what `check` finds in it as a decision."""

    number: int
    filled: dict[str, str]
    marks: tuple[Marked, ...]
    verdict: str
    findings: tuple[Finding, ...]


# --- writing -------------------------------------------------------------------------------------------------------------


def write_sheet(
    statutes: Statutes, made: Sequence[Exercise], place: str, *, seed: int, numbers: Sequence[int], force: bool
) -> None:
    """Write the sheet, and its key beside it. Raises FinecalcError where either cannot be written."""
    from finecalc.cli.papers import is_ours
    from finecalc.papers import word

    if not place.lower().endswith(".docx"):
        raise FinecalcError(
            f"题纸写成 Word 文件，{place} 请以 .docx 结尾", f"A sheet is a Word file: end {place} in .docx"
        )
    if len(made) > MOST:
        raise FinecalcError(f"一份题纸最多 {MOST} 题", f"A sheet has {MOST} cases at most")
    key = place[: -len(".docx")] + said("-答案", "-key") + place[-len(".docx") :]
    again = f"finecalc quiz --seed {seed} --count {len(made)}"
    again += f" --items {','.join(map(str, dict.fromkeys(numbers)))}" if numbers else ""
    of = sheet.Made(again=again, version=statutes.table.version, sha256=statutes.sha256)
    header = said(f"题号 {seed}", f"Set {seed}")
    pages: tuple[tuple[str, Page], ...] = (
        (key, sheet.key_page(statutes, made, of, settings.lang)),
        (place, sheet.sheet_page(made, of, settings.lang)),
    )
    with ExitStack() as both:  # neither is written where the other may not be
        for path, page in pages:
            file = both.enter_context(writing.whole(path, force=force, ours=is_ours, read=[statutes.path]))
            file.write(word.document(page, settings.lang, header))
    tell(said(f"已写入 {place} 和 {key}", f"Wrote {place} and {key}"))


# --- grading -------------------------------------------------------------------------------------------------------------


def grade(statutes: Statutes, path: str, *, as_json: bool) -> int:
    """Mark a returned sheet and judge its decisions. 0 where all is right and lawful, 1 otherwise. Raises FinecalcError."""
    made, filled, seed = _returned(statutes, path)
    graded = [_graded(statutes, each, answers) for each, answers in zip(made, filled, strict=True)]
    marks = [mark for each in graded for mark in each.marks]
    right, asked = score(marks)
    if as_json:
        write_json({"seed": seed, "right": right, "asked": asked, "cases": [_as_json(each) for each in graded]})
    else:
        show(tuple(_report(path, graded)))
    faultless = all(each.verdict == "ok" for each in graded)
    return 0 if right == asked and faultless else 1


def _returned(statutes: Statutes, path: str) -> tuple[list[Exercise], list[dict[str, str]], int]:
    """The cases of a returned sheet, made again, and what was filled in for each. Raises FinecalcError."""
    try:
        with open(path, "rb") as file:
            content = file.read(reading.LARGEST + 1)
    except (OSError, ValueError) as error:
        raise writing.cannot_read(path, error) from None
    xml = reading.word_xml(content, path)
    text = re.sub(r"\s+", "", reading.word_text(xml))
    again = re.search(
        r"finecalcquiz[-–—]+seed(-?\d{1,40})[-–—]+count(\d{1,4})(?:[-–—]+items([\d,]{1,2000}))?(?!\d)", text
    )
    if again is None:
        raise FinecalcError(
            f"{path} 不是 finecalc quiz --sheet 写的题纸，或者末尾的题号改过了",
            f"{path} is no sheet that finecalc quiz --sheet wrote, or the set at its end was changed",
        )
    _same_table(statutes, text, path)
    seed, numbers = int(again[1]), [int(each) for each in (again[3] or "").split(",") if each]
    if not 1 <= int(again[2]) <= MOST or not set(numbers) <= set(items(statutes)):
        raise FinecalcError(
            f"{path} 末尾的题号改过了，出不了这套题", f"The set at the end of {path} was changed: there is none like it"
        )
    made = exercises(statutes, seed=seed, count=int(again[2]), numbers=numbers)
    for each in made:
        if not any(re.sub(r"\s+", "", safe(words)) in text for words in each.story.both):
            raise FinecalcError(
                f"{path} 第 {each.number} 题的案情和现在的法条表出的不一样，没有判分",
                f"Case {each.number} of {path} is not told as today's table tells it, and was not marked",
            )
    return made, _filled(xml, len(made), path), seed


MOST = 100
"""Cases on a sheet."""


def _same_table(statutes: Statutes, text: str, path: str) -> None:
    named = re.search(r"sha256:([0-9a-f]{64})", text)
    if named is None or named[1] != statutes.sha256:
        tell(
            said(
                f"finecalc: {path} 出题用的法条表（{named[1][:12] if named else '没有写'}）和现在的（{statutes.sha256[:12]}）不同，按现在的判",
                f"finecalc: {path} was made from another table ({named[1][:12] if named else 'not named'}) than today's "
                f"({statutes.sha256[:12]}), by which it is marked",
            )
        )


def _filled(xml: str, count: int, path: str) -> list[dict[str, str]]:
    """What stands beside each field, table by table. Raises FinecalcError where a heading was changed or a table is gone."""
    tables = []
    for table in reading.word_tables(xml):
        rows = {field: row[-1] for row in table if len(row) > 1 and (field := sheet.field_named(row[0]))}
        if rows:
            tables.append(rows)
    if len(tables) != count:
        raise FinecalcError(
            f"{path} 应有 {count} 个答题的表，找到 {len(tables)} 个",
            f"{path} should have {count} tables to fill in, not {len(tables)}",
        )
    for number, rows in enumerate(tables, 1):
        for field, words in FIELDS.items():
            if field not in rows:
                raise FinecalcError(
                    f"{path} 第 {number} 题的表里没有“{words.zh}”这一栏，名称改过了",
                    f"The table of case {number} in {path} has no row “{words.en}”: its name was changed",
                )
    return [{field: safe(text) for field, text in rows.items()} for rows in tables]


def _graded(statutes: Statutes, exercise: Exercise, filled: dict[str, str]) -> Graded:
    case, marks = exercise.answer.case, tuple(sheet.mark_filled(statutes, exercise, filled))
    if not filled["law"].strip():
        return Graded(number=exercise.number, filled=filled, marks=marks, verdict="warning", findings=())
    row, unsaid = sheet.decision(statutes, exercise, filled), sheet.unsaid(exercise, filled)
    assert case.decided is not None
    judged = next(iter(check_many([row], statutes=statutes, today=case.decided)))
    findings = tuple(each for each in judged.findings if each.severity != "info" and each.field not in unsaid)
    return Graded(
        number=exercise.number,
        filled=filled,
        marks=marks,
        verdict=judged.verdict if findings else "ok",
        findings=findings,
    )


def _as_json(graded: Graded) -> dict[str, Any]:
    return {
        "number": graded.number,
        "filled": graded.filled,
        "marks": graded.marks,
        "verdict": graded.verdict,
        "findings": [each.shown(settings.lang) for each in graded.findings],
    }


def _report(path: str, graded: Sequence[Graded]) -> Iterator[Block]:
    for each in graded:
        yield Heading(said(f"第 {each.number} 题", f"Case {each.number}"))
        head = (said("栏目", "Row"), said("作答", "Answer"), said("判", "Mark"), said("应为", "Right"))
        yield Table(head, tuple(_row(mark) for mark in each.marks))
        if not each.filled["law"].strip():
            yield Line(
                said("没有写处罚依据，没有作为决定审查。", "Without a legal basis it was not judged as a decision."),
                "warn",
            )
        for found in each.findings:
            grave = found.severity in ("error", "unreadable")
            yield Line(f"{found.code} {found.name}", "warn" if grave else "strong", indent=1)
            yield Line(safe(found.zh if settings.lang == "zh" else found.en).replace("\n", " "), indent=2)
    marks = [mark for each in graded for mark in each.marks]
    right, asked = score(marks)
    left = sum(mark.unanswered for mark in marks)
    codes = sorted({found.code for each in graded for found in each.findings})
    yield Heading(said("合计", "In all"))
    yield Entries(
        (
            (said("题纸", "Sheet"), safe(os.path.basename(path))),
            (said("得分", "Score"), f"{right} / {asked}" + said(f"，未作答 {left} 问", f", {left} unanswered")),
            (said("审查", "Findings"), "、".join(codes) if codes else said("没有发现", "none")),
        )
    )


def _row(mark: Marked) -> tuple[str, str, str, str]:
    sign = said("对", "right") if mark.right else said("未答", "none") if mark.unanswered else said("错", "wrong")
    why = [in_words(each) for each in (mark.problem, mark.mistake) if each]
    expected = "" if mark.right else "；".join([in_words(mark.expected), *why])
    return in_words(FIELDS[mark.question]), " ".join(mark.given.split()), sign, expected
