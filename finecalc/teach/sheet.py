"""A class sheet: made-up cases with a table to fill in for each, the key to it, and the marks of one that was filled in. Pure."""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from msgspec import Struct

from finecalc.language import money
from finecalc.language.errors import FinecalcError
from finecalc.language.numerals import plain
from finecalc.language.page import Block, Entry, Foot, Heading, Line, Page, Table, Title
from finecalc.language.words import Lang, Words
from finecalc.law.assessment import Assessment
from finecalc.law.fine_words import fine_words
from finecalc.law.rules.bands import within
from finecalc.table.statutes import Statutes, term
from finecalc.teach import sheet_sentences as said
from finecalc.teach.asked import AMOUNTS, LETTERS, Asked, bands_on_unit, fine_for, must
from finecalc.teach.quiz import Exercise, Marked, mark
from finecalc.teach.sheet_sentences import FIELDS
from finecalc.teach.written import NOTHING, read_range, read_sanctions


class Made(Struct, frozen=True, kw_only=True):
    """How a set is made again, and from which table it came."""

    again: str
    version: str
    sha256: str


class Amount(Struct, frozen=True, kw_only=True):
    """What was written of a fine (yuan): the range of the law, what is proposed, or that there is none."""

    range: tuple[Decimal, Decimal] | None = None
    proposed: Decimal | None = None
    none: bool = False


# --- the papers ----------------------------------------------------------------------------------------------------------


def sheet_page(made: Sequence[Exercise], of: Made, lang: Lang) -> Page:
    """The sheet, to be filled in."""
    blocks: list[Block] = [Title(_in(said.TITLE, lang)), Line(_in(said.NAME, lang)), Line(_in(said.HOW, lang))]
    for each in made:
        head = tuple(_in(words, lang) for words in said.HEAD)
        rows = tuple((_in(said.with_hint(field), lang), "\n") for field in FIELDS)
        blocks += [Heading(_in(said.case(each.number), lang)), Line(_in(each.story, lang)), Table(head, rows)]
    return (*blocks, _foot(of, lang))


def key_page(statutes: Statutes, made: Sequence[Exercise], of: Made, lang: Lang) -> Page:
    """What is right, field by field, and the words of the text that it rests on."""
    blocks: list[Block] = [Title(_in(said.KEY, lang))]
    for each in made:
        head = tuple(_in(words, lang) for words in said.KEY_HEAD)
        rows = tuple(
            (_in(FIELDS[field], lang), _in(words, lang), "\n".join(why))
            for field, words, why in _key(statutes, each, lang)
        )
        blocks += [Heading(_in(said.case(each.number), lang)), Line(_in(each.story, lang)), Table(head, rows)]
    return (*blocks, _foot(of, lang))


def _key(statutes: Statutes, exercise: Exercise, lang: Lang) -> Iterator[tuple[str, Words, list[str]]]:
    for field in FIELDS:
        question = _asked(exercise, field)
        if field == "band":
            yield field, bands_words(statutes, exercise.answer), []
        elif question is None:
            yield field, _unasked(exercise, field), []
        else:
            why = [f"“{quote}”" for quote in question.why]
            because = [_in(question.because, lang)] if question.because else []
            expected = said.numbered(exercise.answer.tier.index + 1, question.expected) if field == "tier" else None
            yield field, expected or question.expected, [*because, *why]


def _unasked(exercise: Exercise, field: str) -> Words:
    """The key to a field that has no question: one tier only, or what nobody can say for certain."""
    answer = exercise.answer
    if field in AMOUNTS and not answer.disputed:
        return fine_words(fine_for(answer.fines, field))
    return said.ONE_TIER if field == "tier" else said.NOT_MARKED


def bands_words(statutes: Statutes, answer: Assessment) -> Words:
    """The bands of the fine on the unit, or that there are none."""
    rule = statutes.table.rules.bands
    labels = {level.id: Words(level.label, level.label_en) for level in rule.levels} if rule else {}
    told = [
        Words(f"{labels[level].zh}：{span.zh}", f"{labels[level].en}: {span.en}")
        for level, (_, span) in bands_on_unit(statutes, answer).items()
    ]
    return Words("；".join(each.zh for each in told), "; ".join(each.en for each in told)) if told else said.NO_BANDS


def _foot(of: Made, lang: Lang) -> Foot:
    table: Entry = (_in(said.TABLE, lang), f"{of.version} sha256:{of.sha256}")
    return Foot(((_in(said.AGAIN, lang), of.again), table))


def _in(words: Words, lang: Lang) -> str:
    return words.zh if lang == "zh" else words.en


# --- what was filled in --------------------------------------------------------------------------------------------------


def field_named(label: str) -> str | None:
    """The field that the label of a row names, its hint aside."""
    bare = re.split(r"[(（]", plain(label))[0].strip().lower()
    return next((field for field, words in FIELDS.items() if bare in map(str.lower, words.both)), None)


def read_fine(text: str) -> Amount:
    """5万-50万；拟罚10万 → both; 10万 → proposed; 无 → none. Raises FinecalcError."""
    found: dict[str, object] = {}
    for part in filter(None, (each.strip() for each in re.split(r"[;\n]", plain(text)))):
        bare = re.sub(
            r"^(?:法定)?幅度:?|^拟?(?:处以|罚款|处|罚)?:?(?=\D*\d|[一二三四五六七八九十百千万壹-玖])", "", part
        ).strip()
        if bare.lower() in (*NOTHING, "0"):
            found["none"] = True
            continue
        try:
            found["proposed"] = money.parse(re.sub(r"罚款$", "", bare))
        except FinecalcError:
            found["range"] = read_range(bare)
    return Amount(**found)  # type: ignore[arg-type]


def mark_filled(statutes: Statutes, exercise: Exercise, filled: Mapping[str, str]) -> list[Marked]:
    """Each field marked. Fields without a certain answer are left out."""
    return [marked for field in FIELDS if (marked := _marked(statutes, exercise, field, filled))]


def _marked(statutes: Statutes, exercise: Exercise, field: str, filled: Mapping[str, str]) -> Marked | None:
    question, text = _asked(exercise, field), filled.get(field, "").strip()
    if field == "band":
        return _on_band(statutes, exercise, text, filled.get("unit", ""))
    if field in AMOUNTS and (question or not exercise.answer.disputed):
        return _on_amount(exercise, field, text, question)
    if question is None:
        return None
    if not text:
        return mark(statutes, exercise, question, "")
    if field == "must":
        return _on_sanctions(statutes, exercise, question, text)
    if field == "hearing":
        key = next((key for key, words in said.HEARING_SHORT.items() if plain(text).lower() in words), None)
        return _result(field, text, key == said.hearing_words(question.expected), question.expected, question)
    if plain(text).upper() in tuple(LETTERS):
        return _result(field, text, False, question.expected, question, problem=said.LETTER)
    return mark(statutes, exercise, question, text)


def _result(
    field: str,
    text: str,
    right: bool,
    expected: Words,
    question: Asked | None = None,
    problem: Words | None = None,
    mistake: Words | None = None,
) -> Marked:
    return Marked(
        question=field,
        right=right,
        given=text,
        expected=expected,
        why=question.why if question else (),
        unanswered=not text,
        problem=problem,
        mistake=mistake,
    )


def _on_amount(exercise: Exercise, field: str, text: str, question: Asked | None) -> Marked:
    fine = fine_for(exercise.answer.fines, field)  # type: ignore[arg-type]
    expected = fine_words(fine)
    if not text:
        return _result(field, text, False, expected, question)
    try:
        wrote = read_fine(text)
    except FinecalcError as error:
        return _result(field, text, False, expected, question, error.words)
    if fine is None or fine.min is None or fine.max is None:
        return _result(field, text, wrote == Amount(none=True), expected, question)
    inside = wrote.proposed is None or fine.min <= wrote.proposed <= fine.max
    left = wrote == Amount(none=True) and fine.mode != "must"
    right = left or (not wrote.none and inside and wrote.range in (None, (fine.min, fine.max)))
    return _result(field, text, right, expected, question, mistake=None if inside else said.OUTSIDE_RANGE)


def _on_sanctions(statutes: Statutes, exercise: Exercise, question: Asked, text: str) -> Marked:
    """Right where nothing that must be imposed is missing, and nothing is named that is not provided for."""
    answer = exercise.answer
    try:
        kinds = read_sanctions(statutes, text)
    except FinecalcError as error:
        return _result("must", text, False, question.expected, question, error.words)
    provided = {each.kind for each in answer.sanctions}
    missing, beyond = set(must(answer)) - kinds, kinds - provided
    mistake = said.MISSING if missing else said.NOT_PROVIDED if beyond else None
    return _result("must", text, not mistake, question.expected, question, mistake=mistake)


def _on_band(statutes: Statutes, exercise: Exercise, level: str, unit: str) -> Marked | None:
    """Marked with the fine that is proposed on the `unit`; None where nothing is graded here."""
    bands, rule = bands_on_unit(statutes, exercise.answer), statutes.table.rules.bands
    if not bands or rule is None:
        return None
    expected = bands_words(statutes, exercise.answer)
    known, amount = term(rule.levels, level) if level else None, _proposed(unit)
    if amount is None or known is None:
        problem = (said.NO_AMOUNT if known else said.NO_LEVEL) if level else None
        return _result("band", level, False, expected, problem=problem)
    return _result("band", level, within(bands[known.id][0], amount), expected)


def _asked(exercise: Exercise, field: str) -> Asked | None:
    return next((each for each in exercise.questions if each.question == field), None)


# --- as a decision -------------------------------------------------------------------------------------------------------


def decision(statutes: Statutes, exercise: Exercise, filled: Mapping[str, str]) -> dict[str, str]:
    """What was filled in as a row of a decision file; the facts of the case are those that were found."""
    case, rule = exercise.answer.case, statutes.table.rules.bands
    level = term(rule.levels, filled.get("band", "")) if rule and filled.get("band", "").strip() else None
    days = ("conduct_from", "conduct_to", "decided", "discovered")
    row = {day: str(getattr(case, day)) for day in days}
    row |= {base: f"{amount:f}" for base, amount in case.bases.items() if base in ("gains", "purchase", "turnover")}
    amounts = {field: _proposed(filled.get(field, "")) for field in AMOUNTS}
    return {
        **row,
        "case_id": str(exercise.number),
        "provision": filled.get("law", "").strip(),
        "item": "、".join(map(str, case.items)),
        "by": case.by or "",
        "facts": "；".join(case.facts),
        "fine": "" if amounts["unit"] is None else f"{amounts['unit']:f}",
        "person_fines": ";".join(
            f"{role}:{amount:f}" for role in ("manager", "staff") if (amount := amounts[role]) is not None
        ),
        "sanctions": "" if plain(filled.get("must", "")).lower() in NOTHING else filled.get("must", ""),
        "adjust": (level.adjust or "") if level else "",
    }


def unsaid(exercise: Exercise, filled: Mapping[str, str]) -> set[str]:
    """The fields of a decision that cannot be judged, because the range was written in place of a sum."""
    fields = {"unit": "fine", "manager": "person_fines", "staff": "person_fines"}
    return {
        fields[field]
        for field in AMOUNTS
        if _proposed(filled.get(field, "")) is None
        and filled.get(field, "").strip()
        and plain(filled[field]).lower() not in NOTHING
    }


def _proposed(text: str) -> Decimal | None:
    try:
        return read_fine(text).proposed if text.strip() else None
    except FinecalcError:
        return None
