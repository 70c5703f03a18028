"""Papers of an answer: the memo as a file, and the sentence for the decision, with what is proposed judged first."""

import os
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from decimal import Decimal
from typing import BinaryIO

from msgspec import structs

from finecalc.cli.options import FLAGS, replay_line
from finecalc.cli.settings import in_words, said, settings, tell
from finecalc.cli.working import Answered
from finecalc.language import values, writing
from finecalc.language.errors import FinecalcError
from finecalc.language.page import Heading, Page
from finecalc.language.words import Words
from finecalc.law.assessment import Assessment
from finecalc.law.case import persons_named, sanctions_named
from finecalc.law.sentences.pen import Pen
from finecalc.law.steps import Days
from finecalc.law.wordings import UNSAID
from finecalc.papers.proposal import Proposal
from finecalc.table.statutes import Statutes

_KINDS = (".docx", ".html", ".htm", ".md")


def proposal_of(asked: Answered) -> Proposal:
    """What is proposed, on the command line or else in the case file, with the findings on it as `check` has them. Raises FinecalcError."""
    statutes, file = asked.statutes, asked.kept.file
    sum_ = values.amount("fine", asked.fine)
    roles = asked.person_fines or list(file.person_fines if file else ())
    kinds = asked.sanctions or list(file.sanctions if file else ())
    with asked.kept.located(person_fines=asked.person_fines, sanctions=asked.sanctions):
        if any(role == UNSAID for role, _ in persons_named(statutes, roles)):
            raise FinecalcError(
                "没有写明责任人员的身份，写作 主管人员:2万 或者 直接责任人员:1万，不写姓名",
                "The role of a person is not given: write manager:20000 or staff:10000, and no name",
                "person_fines",
            )
        proposal = Proposal(
            fine=file.fine if sum_ is None and file else sum_,
            person_fines=persons_named(statutes, roles) if roles else None,
            sanctions=tuple(kind for kind, _ in sanctions_named(statutes, kinds)) if kinds else None,
        )
    return proposal if proposal == Proposal() else _judged(statutes, proposal, asked.answer, asked.today)


def _judged(statutes: Statutes, proposal: Proposal, answer: Assessment, today: date) -> Proposal:
    from finecalc.decisions.judge import Decision, judge
    from finecalc.papers.proposal import Objection, objections_to

    case = answer.case
    decision = Decision(
        provision=answer.reference,
        facts=case.facts,
        case=structs.replace(case, facts=(), items=answer.items or case.items),
        fine=proposal.fine or Decimal(0),
        person_fines=proposal.person_fines or (),
        sanctions=proposal.sanctions or (),
    )
    found = judge(statutes, decision, today=today).findings
    return objections_to(
        proposal,
        (
            Objection(code=each.code, severity=each.severity, words=Words(each.zh, each.en), field=each.field)
            for each in found
        ),
    )


def object_to(proposal: Proposal) -> int:
    """Say on stderr what speaks against a proposal. The exit code: 1 where it is unlawful."""
    for each in proposal.objections:
        tell(f"finecalc: {each.code} {in_words(each.words)}")
    return 1 if proposal.refused else 0


# --- the sentence -----------------------------------------------------------------------------------------------------


def say_paragraph(asked: Answered) -> int:
    """The sentence on stdout, what it rests on on stderr; an unlawful proposal is not written. The exit code."""
    from finecalc.cli.options import write
    from finecalc.papers.sentences.paragraph import paragraph

    proposal = proposal_of(asked)
    if code := object_to(proposal):
        return code
    chosen_by = asked.found.reference if asked.found else None
    text = paragraph(asked.statutes, asked.answer, proposal, settings.lang, chosen_by=chosen_by)
    write(text + "\n")
    for words in _doubts(asked.answer):
        tell(f"finecalc: {in_words(words)}")
    table = asked.answer.table
    tell(said(f"法条表 {table.version} sha256:{table.sha256}", f"table {table.version} sha256:{table.sha256}"))
    if office := asked.answer.office:
        tell(
            said(
                f"机关档案 {office.name} sha256:{office.sha256}", f"office profile {office.name} sha256:{office.sha256}"
            )
        )
    tell(said("再算一次：", "Again: ") + _line(asked, proposal, "--paragraph"))
    return 0


def _doubts(answer: Assessment) -> Iterator[Words]:
    """What a sentence does not say of itself: that the table is unproved, or that which text applies is in doubt."""
    for note in answer.notes:
        if note.code in ("table-unproved", "number-means-another", "deciding-date-missing"):
            yield Words(note.zh, note.en)
    if answer.edition_choice.rule in ("unclear", "continued", "moved", "lighter", "earlier-kept"):
        yield Words(answer.edition_choice.zh, answer.edition_choice.en)


def with_proposal(page: Page, asked: Answered) -> tuple[Page, int]:
    """The page of an answer with what is proposed before its foot, and the exit code."""
    from finecalc.papers.sentences.memo import proposal_blocks

    proposal = proposal_of(asked)
    *blocks, foot = page
    told = proposal_blocks(Pen(asked.statutes, settings.lang), asked.answer, proposal)
    return (*blocks, Heading(said("拟处", "Proposed")), *told, foot), 1 if proposal.refused else 0


# --- the memo ---------------------------------------------------------------------------------------------------------


def kind_of(place: str) -> str:
    """The form that a file's name asks for. Raises FinecalcError where it is none of a memo's."""
    kind = os.path.splitext(place)[1].lower()
    if kind not in _KINDS:
        raise FinecalcError(
            f"不知道按什么格式写 {place}：文件名请以 .docx、.html 或 .md 结尾",
            f"The form of {place} is not known: end the file's name in .docx, .html or .md",
        )
    return kind


class _Tried(Exception):
    """The place can be written."""


def try_place(place: str, statutes: Statutes, *, force: bool, case_path: str | None) -> None:
    """Refuse a place before anything is asked, that would be refused in the end. Raises FinecalcError."""
    kind_of(place)
    with suppress(_Tried), writing.whole(place, force=force, ours=is_ours, read=_read(statutes, case_path)):
        raise _Tried


def _read(statutes: Statutes, case_path: str | None) -> list[str]:
    """The files that the run reads."""
    profile = [statutes.profile.path] if statutes.profile else []
    return [statutes.path, *profile, *([case_path] if case_path else [])]


def save_memo(place: str, asked: Answered, force: bool, case_path: str | None) -> int:
    """Write the memo, whole or not at all; it may take the place of a memo that nobody has changed. The exit code."""
    proposal = proposal_of(asked)
    content = _memo(kind_of(place), asked, proposal)
    with writing.whole(place, force=force, ours=is_ours, read=_read(asked.statutes, case_path)) as file:
        file.write(content)
    tell(said(f"已写入 {place}", f"Wrote {place}"))
    return object_to(proposal)


def _memo(kind: str, asked: Answered, proposal: Proposal) -> bytes:
    from finecalc.law.road import travelled
    from finecalc.papers.record import record_of, written
    from finecalc.papers.sentences.memo import memo_page

    answer, lang, days = asked.answer, settings.lang, Days(**asked.steps)
    suffix = kind if kind != ".htm" else ".html"
    with asked.kept.located(**asked.steps):
        road = travelled(asked.statutes, answer.reference, answer.case.facts, answer.case, days, today=asked.today)
    page = memo_page(
        asked.statutes,
        answer,
        road,
        lang,
        again=_line(asked, proposal, "-o", f"memo{suffix}"),
        record=written(record_of(answer)),
        days=days,
        proposal=proposal,
        today=asked.today,
        found=asked.found,
    )
    header = f"{page[0].text}　{Pen(asked.statutes, lang).cited(answer.reference)}"  # type: ignore[union-attr]
    if kind == ".md":
        from finecalc.papers import markdown

        return markdown.document(page).encode()
    if kind == ".docx":
        from finecalc.papers import word

        return word.document(page, lang, header)
    from finecalc.papers import web

    return web.document(page, lang, header).encode()


def _line(asked: Answered, proposal: Proposal, *more: str) -> str:
    """The line that gives a paper again: the case, its days, and what is proposed, in identifiers."""
    words: list[str] = []
    for name, day in asked.steps.items():
        words += [FLAGS[name], day.isoformat()] if day else []
    if proposal.fine is not None:
        words += [FLAGS["fine"], f"{proposal.fine:f}"]
    for role, sum_ in proposal.person_fines or ():
        words += [FLAGS["person_fines"], f"{role}:{sum_:f}"]
    for kind in proposal.sanctions or ():
        words += [FLAGS["sanctions"], kind]
    return replay_line(asked.asked, asked.answer, asked.today, more=[*words, *more])


def is_ours(file: BinaryIO) -> bool:
    """Whether a file is a memo that stands as finecalc wrote it: one in which somebody has written since is theirs."""
    from zipfile import BadZipFile

    content = file.read(_LARGEST + 1)
    if len(content) > _LARGEST:
        return False
    try:
        if content.startswith(b"PK"):
            from finecalc.papers import word

            return word.is_sealed(content)
        from finecalc.papers import markdown, web

        text = content.decode()
        return web.is_sealed(text) or markdown.is_sealed(text)
    except (BadZipFile, KeyError, ValueError, OSError, RuntimeError, NotImplementedError, EOFError):
        return False


_LARGEST = 8 * 1024 * 1024
