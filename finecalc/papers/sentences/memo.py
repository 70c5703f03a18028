"""The memo for the case file as a page: facts, the text and why, the ranges, what goes with them, the steps, and room to decide."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

from finecalc.language import dates, money
from finecalc.language.citation import everyday
from finecalc.language.numerals import to_chinese
from finecalc.language.page import Block, Entries, Foot, Heading, Line, Page, Quotation, Table, Text, Title
from finecalc.language.words import Lang
from finecalc.law.assessment import Assessment
from finecalc.law.outcome import FineRange
from finecalc.law.road import OnRoad, Travelled
from finecalc.law.rules.same_act import SameAct
from finecalc.law.sentences import answer as said
from finecalc.law.sentences.conclusion import amount, conclusion, mode, unless_barred
from finecalc.law.sentences.levels import levels_blocks
from finecalc.law.sentences.pen import Pen
from finecalc.law.steps import Days
from finecalc.papers.proposal import Proposal
from finecalc.table.statutes import Statutes

BLANK = "＿＿＿＿＿＿"


def memo_page(
    statutes: Statutes,
    answer: Assessment,
    road: Travelled,
    lang: Lang,
    *,
    again: str,
    record: str,
    days: Days,
    proposal: Proposal,
    today: date,
    found: SameAct | None = None,
) -> Page:
    """The whole memo, its sections numbered. `again` is the line that gives it once more, `record` its figures for `replay`."""
    pen = Pen(statutes, lang)
    sections: list[tuple[str, Iterable[Block]]] = [
        (pen("案件事实和日期", "Facts and dates"), _facts(pen, answer, days, today)),
        (pen("适用的规定和理由", "The provision that applies, and why"), _basis(pen, answer, found)),
        (pen("罚款幅度", "Range of the fine") + unless_barred(pen, answer), _fines(pen, answer)),
        (pen("裁量阶次", "Levels of discretion") + unless_barred(pen, answer), levels_blocks(pen, answer)),
        (pen("一并给予的处罚和措施", "What goes with the fine"), said.sanction_blocks(pen, answer)),
        (pen("办案步骤", "Steps of the case"), _road(pen, road)),
        (pen("提示", "Notes"), said.note_blocks(pen, answer, True)),
        (
            pen("另一文本（不适用）", "The other text (not applicable)"),
            (block for other in answer.alternatives for block in said.alternative_blocks(pen, other, answer)),
        ),
        (pen("条文原文", "The provisions, verbatim"), _texts(pen, answer)),
        (pen("拟处意见", "Proposal") + unless_barred(pen, answer), _proposed(pen, answer, proposal)),
        (pen("审批", "Signatures"), _signatures(pen)),
    ]
    return (
        Title(pen("行政处罚裁量幅度备忘录", "Memo on the range of an administrative penalty")),
        conclusion(pen, answer),
        *_numbered(pen, sections),
        Foot(tuple(_foot(pen, answer, again, record))),
    )


def _numbered(pen: Pen, sections: Iterable[tuple[str, Iterable[Block]]]) -> Iterator[Block]:
    """Sections as 一、and （一）; a heading that only repeats that of its section goes, and an empty section too."""
    number = 0
    for title, content in sections:
        blocks = [block for block in content if not (isinstance(block, Heading) and block.text == title)]
        if not blocks:
            continue
        number += 1
        yield Heading(pen(f"{to_chinese(number)}、{title}", f"{number}. {title}"))
        inner = 0
        for block in blocks:
            if isinstance(block, Heading):
                inner += 1
                block = Heading(pen(f"（{to_chinese(inner)}）{block.text}", f"{number}.{inner} {block.text}"), level=2)
            yield block


# --- the case ---------------------------------------------------------------------------------------------------------


def _facts(pen: Pen, answer: Assessment, days: Days, today: date) -> Iterator[Block]:
    case, blank = answer.case, pen("未填", "not given")
    rows: list[tuple[str, str]] = [
        (pen("案号", "Case number"), BLANK),
        (pen("当事人", "Party"), BLANK),
        (pen("违法行为", "Conduct"), pen(answer.name, answer.name_en)),
    ]
    if answer.items:
        numbers = pen.join(map(str, answer.items))
        rows.append((pen("所列行为", "Items of the conduct"), pen(f"第 {numbers} 项", numbers)))
    own = {fact: pen.fact(fact, words) for rung in answer.ladder for fact, words in rung.when.items()}
    known, open_ = (
        pen.join(own.get(fact) or pen.label(fact) for fact in facts) for facts in (case.facts, case.unknown)
    )
    rows.append((pen("认定的情节", "Facts established"), known or pen("无", "none")))
    if open_:
        rows.append((pen("尚未查明", "Not yet established"), open_))
    amounts = {base: pen.words(money.words(size)) if size else pen("无", "none") for base, size in case.bases.items()}
    amounts |= {base: pen("尚未查明", "not yet known") for base in answer.needs}
    rows += [(_capital(pen, pen.label(base)), words) for base, words in amounts.items()]
    shown = {
        pen("违法行为开始", "Conduct from"): case.conduct_from,
        pen("违法行为终了", "Conduct to"): case.conduct_to,
        pen("发现", "Discovered"): case.discovered,
        pen("收到线索", "Clue found"): days.found,
        pen("立案", "Case opened"): days.filed,
        pen("告知", "Party told"): days.notified,
        pen("听证", "Hearing"): days.heard,
        pen("决定", "Decision"): case.decided,
        pen("送达", "Served"): days.served,
    }
    as_of = pen(f"未填（按{dates.chinese(today)}计算）", f"not given (reckoned as of {today})")
    unless = {pen("违法行为终了", "Conduct to"): blank, pen("发现", "Discovered"): blank}
    unless[pen("决定", "Decision")] = blank if answer.edition_choice.rule == "as-asked" else as_of
    rows += [
        (label, pen(dates.chinese(day), day.isoformat()) if day else unless[label])
        for label, day in shown.items()
        if day or label in unless
    ]
    rows.append((pen("机关", "Authority"), _capital(pen, pen.label(answer.competence.by))))
    if case.adjust:
        adjust = pen.statutes.adjustments[case.adjust]
        rows.append((pen("裁量", "Adjustment"), pen(adjust.label, adjust.label_en)))
    yield Table((pen("项目", "Item"), pen("内容", "Content")), tuple(rows))


def _basis(pen: Pen, answer: Assessment, found: SameAct | None) -> Iterator[Block]:
    entries = (
        (pen("依据", "Provision"), pen(answer.citation, answer.citation_en)),
        *said.circumstances(pen, answer),
    )
    yield Entries(entries)
    if found:
        yield from said.same_act_blocks(pen, found)
    if answer.branches:
        yield from said.branch_blocks(pen, answer)


# --- amounts ----------------------------------------------------------------------------------------------------------


def _fines(pen: Pen, answer: Assessment) -> Iterator[Block]:
    if not answer.fines:
        yield Line(pen("本档不罚款。", "No fine in this tier."))
        return
    rows = tuple(
        (_who(pen, fine), f"{mode(pen, fine)}\n{amount(pen, fine)}", figures(pen, fine), f"“{fine.quote}”")
        for fine in answer.fines
    )
    heads = (
        pen("对象", "On"),
        pen("法定幅度", "Range"),
        pen("数额（元）", "In yuan"),
        pen("条文", "Words"),
    )
    yield Table(heads, rows)
    yield from said.reckoning_blocks(pen, answer)


def _who(pen: Pen, fine: FineRange) -> str:
    return _capital(pen, pen.label(fine.on))


def figures(pen: Pen, fine: FineRange) -> str:
    """50,000–500,000: both ends in yuan; a dash while a base is unknown."""
    if fine.min is None or fine.max is None:
        return "—"
    span = f"{money.number(fine.min)}–{money.number(fine.max)}"
    return span + (pen("（不含）", " (not included)") if fine.below_minimum else "")


def _proposed(pen: Pen, answer: Assessment, proposal: Proposal) -> Iterator[Block]:
    yield from proposal_blocks(pen, answer, proposal)
    yield Table((pen("理由（事实、证据、裁量的情节）", "Reasons: facts, evidence, circumstances"),), (("\n\n\n\n",),))


def proposal_blocks(pen: Pen, answer: Assessment, proposal: Proposal) -> Iterator[Block]:
    """What is proposed, in capital and Arabic figures, or room for it, and what speaks against it."""
    none = pen("无", "none")
    rows: list[tuple[Text, ...]] = []
    for fine in answer.fines:
        given = proposal.on(fine.on)
        sums = [BLANK] if given is None else [pen(money.formal(each), money.english(each)) for each in given if each]
        rows += [(_who(pen, fine), amount(pen, fine), words) for words in sums or [none]]
    kinds = BLANK if proposal.sanctions is None else pen.labels(proposal.sanctions) or none
    rows.append((pen("其他处罚和措施", "Other sanctions"), pen("见上", "see above"), kinds))
    yield Table((pen("对象", "On"), pen("法定幅度", "Range"), pen("拟处", "Proposed")), tuple(rows))
    for each in proposal.objections:
        yield Line(f"{each.code} {pen.spelt(each.words.zh, each.words.en)}", "warn")


def _signatures(pen: Pen) -> Iterator[Block]:
    day = pen("年　月　日", "date:")
    heads = (
        pen("承办人", "Officers"),
        pen("审核人", "Reviewed by"),
        pen("法制审核", "Legal review"),
        pen("负责人", "Head of the office"),
    )
    yield Table(heads, (tuple(f"\n\n{day}" for _ in heads),))


# --- steps and texts --------------------------------------------------------------------------------------------------


_SURE = ("must", "if-imposed", "if-large", "if-heard", "unknown")


def _road(pen: Pen, road: Travelled) -> Iterator[Block]:
    """The steps that are due, or may be by what is imposed, with their days; the others by their names."""
    for note in road.notes:
        yield Line(pen.spelt(note.zh, note.en) + pen.basis(note.reference), "warn")
    due = [step for step in road.steps if step.sources and (step.need in _SURE or _dated(step))]
    laws = Counter(source.reference.split(":")[0] for step in due for source in step.sources)
    most = max(laws, key=laws.__getitem__, default="")
    rows = [
        (
            pen(step.name, step.name_en),
            pen.spelt(step.zh, step.en),
            pen.words(step.dates) if step.dates and _dated(step) else "",
            _articles(pen, dict.fromkeys(source.reference for source in step.sources), most),
        )
        for step in due
    ]
    if rows:
        named = pen.statutes.laws[most.split("@")[0]]
        told = pen(f"未写法名的为《{everyday(named.name)}》。", f"Articles without the name of a law: {named.name_en}.")
        heads = (pen("步骤", "Step"), pen("是否需要", "Due"), pen("期限", "Days"), pen("依据", "Under"))
        yield Table(heads, tuple(rows))
        yield Line(told, "dim")
    rest = [
        pen(step.name, step.name_en) + pen.remarks([pen.spelt(step.zh, step.en)])
        for step in road.steps
        if step not in due
    ]
    if rest:
        yield Line(pen.colon(pen("其他步骤", "Other steps"), pen.join(rest)))


def _articles(pen: Pen, references: Iterable[str], unnamed: str) -> str:
    """第四十条第一款、第二款; the law that most steps rest on is not named each time."""
    found: list[str] = []
    before = ""
    for ref in references:
        cited = pen.article(ref)
        if ref.startswith(f"{unnamed}:"):
            law = pen.statutes.laws[unnamed.split("@")[0]]
            cited = cited.removeprefix(pen(everyday(law.name), f"{law.name_en} ({unnamed.split('@')[1]}), "))
        article, at, paragraph = cited.partition("条")
        found.append(paragraph if paragraph and article == before else cited)
        before = article if at else ""
    return pen.join(found)


def _dated(step: OnRoad) -> bool:
    return any((step.done, step.earliest, step.latest, step.extended))


def _texts(pen: Pen, answer: Assessment) -> Iterator[Block]:
    quotes = list(said.carrying_quotes(answer))
    for text in answer.texts:
        single = "" if text.sure == "confirmed" else pen("；文本仅有一个来源", "; from a single source")
        yield Heading(pen.cited(text.reference) + single)
        yield Quotation(text.text, tuple(quote for quote, source in quotes if source == text.reference))


def _foot(pen: Pen, answer: Assessment, again: str, record: str) -> Iterator[tuple[str, Text]]:
    table, office = answer.table, answer.office
    yield pen("法条表", "Table"), f"{table.version} sha256:{table.sha256}"
    if office:
        yield pen("机关档案", "Office profile"), f"{office.name} sha256:{office.sha256}"
    yield pen("再算一次", "Again"), again
    yield pen("核对", "To check"), "finecalc replay " + pen("本文件", "FILE")
    yield pen("记录", "Record"), record


def _capital(pen: Pen, text: str) -> str:
    return pen(text, text[:1].upper() + text[1:])
