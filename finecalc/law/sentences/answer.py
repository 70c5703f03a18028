"""The page of an answer: the conclusion, then what must and may go with it, who acts, which text and why, and its words."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from finecalc.language import money, page
from finecalc.language.page import Block, Entry, Foot, Heading, Items, Line, Page, Quotation, Title
from finecalc.language.words import Lang, Words
from finecalc.law.answer import Alternative, Rung
from finecalc.law.assessment import Assessment
from finecalc.law.fine_words import amount_words, bracket_words, fine_words, option_words
from finecalc.law.open_values import sure_span
from finecalc.law.outcome import FineRange, Imposable, Option, brought, fine_on_offender, option_meant
from finecalc.law.rules.same_act import SameAct
from finecalc.law.sentences.bands import several_acts_words
from finecalc.law.sentences.conclusion import amount, branch_outcome, conclusion, targets, unless_barred
from finecalc.law.sentences.due import due_blocks
from finecalc.law.sentences.levels import GENERAL, SOURCES, levels_blocks
from finecalc.law.sentences.levels import quoted as graded_quotes
from finecalc.law.sentences.pen import REFERENCE, Pen
from finecalc.table.statutes import Statutes

_NUMBERS = ("number-means-another", "number-elsewhere")
"""Notes on what the number of the article means elsewhere: said before everything but the conclusion."""
_BOTH_SHOWN = ("unclear", "continued")
"""Where the officer has to judge which text applies, the other one is always shown."""


def answer_page(
    statutes: Statutes, answer: Assessment, lang: Lang, *, full: bool = False, found: SameAct | None = None
) -> Page:
    """The whole answer as a page, the conclusion first and the foot last.

    `full` adds the whole provisions, the ladder and the other text; `found` how it was chosen among several provisions.
    """
    pen = Pen(statutes, lang)
    return tuple(_blocks(pen, answer, full, found))


def _blocks(pen: Pen, answer: Assessment, full: bool, found: SameAct | None) -> Iterator[Block]:
    yield conclusion(pen, answer)
    yield Title(pen(answer.citation, answer.citation_en))
    yield Line(pen(answer.name, answer.name_en))
    if found:
        yield from same_act_blocks(pen, found)
    if answer.branches:
        yield from branch_blocks(pen, answer)
    yield from sanction_blocks(pen, answer)
    yield Heading(pen("怎样适用", "How the law applies"))
    yield page.Entries(tuple(circumstances(pen, answer)))
    yield from reckoning_blocks(pen, answer)
    yield from levels_blocks(pen, answer, full=full)
    yield from due_blocks(pen, answer, full=full)
    yield from note_blocks(pen, answer, full)
    yield from _texts(pen, answer, full)
    if full:
        yield from _ladder(pen, answer)
    if full or answer.edition_choice.rule in _BOTH_SHOWN:
        for other in answer.alternatives:
            yield from alternative_blocks(pen, other, answer)
    yield _foot(pen, answer)


# --- where facts are open ---------------------------------------------------------------------------------------------


def branch_blocks(pen: Pen, answer: Assessment) -> Iterator[Block]:
    """Every outcome that the open facts leave; what stands after it on the page goes by the known facts."""
    yield Heading(pen("情节查明以后", "Once the facts are established") + unless_barred(pen, answer))
    items = []
    for branch in answer.branches:
        step = "" if branch.tier is None else pen(f"第 {branch.tier.index + 1} 档", f"tier {branch.tier.index + 1}")
        elsewhere = pen.article(branch.reference) if branch.reference not in (None, answer.reference) else ""
        words = [branch_outcome(pen, branch)]
        for strength, start in (("must", pen("应当", "must: ")), ("may", pen("可以", "may: "))):
            kinds = dict.fromkeys(
                each.kind for each in branch.sanctions if each.mode == strength and not each.conditional
            )
            words += [start + pen.labels(kinds)] if kinds and not branch.expired else []
        items.append(
            pen.colon(
                pen(branch.zh, branch.en) + pen.remarks([each for each in (elsewhere, step) if each]),
                pen("；", "; ").join(words),
            )
        )
    yield Items(tuple(items))
    yield Line(pen("以下按已经查明的情节：", "What follows goes by the facts that are known:"), "dim", indent=1)


# --- what goes with it, and why ---------------------------------------------------------------------------------------


def sanction_blocks(pen: Pen, answer: Assessment) -> Iterator[Block]:
    """What must, what may, and what of several at least one has to go with the fine."""
    instead = next((fine.instead_of for fine in answer.fines if fine.instead_of), ())
    either = pen(f"择一：{pen.labels(instead)}，或者罚款", f"Either {pen.labels(instead)}, or the fine")
    headings = {
        "must": pen("应当", "Must"),
        "one-or-more": either if instead else pen("单处或者并处（至少一项）", "One or more of"),
        "may": pen("可以", "May"),
    }
    chosen = [fine for fine in answer.fines if fine.mode == "one-or-more"]
    for strength, heading in headings.items():
        items = [sanction_words(pen, each) for each in answer.sanctions if each.mode == strength]
        if strength == "one-or-more":
            items += [
                pen(f"对{pen.label(fine.on)}罚款（见上）", f"the fine on the {pen.label(fine.on)} (above)")
                for fine in chosen
            ]
        if items:
            yield Heading(heading + unless_barred(pen, answer))
            yield Items(tuple(items))


def sanction_words(pen: Pen, sanction: Imposable) -> str:
    """A sanction with what is to be known of it in brackets."""
    remarks = []
    if sanction.duration:
        remarks.append(f"“{sanction.quote}”")
    if sanction.subject:
        remarks.append(pen(f"对{pen.label(sanction.subject)}", f"on: {pen.label(sanction.subject)}"))
    if sanction.on and sanction.on != ("organisation",):
        remarks.append(pen(f"对{pen.labels(sanction.on)}", f"on the {pen.labels(sanction.on)}"))
    if sanction.by:
        remarks.append(pen(f"由{pen.labels(sanction.by)}决定", f"decided by: {pen.labels(sanction.by)}"))
    if sanction.from_tier is not None:
        remarks.append(
            pen(f"承接第 {sanction.from_tier + 1} 档", f"carried from tier {sanction.from_tier + 1}"),
        )
    if sanction.conditional:
        remarks.append(pen("有违法所得的", "where there are any"))
    if sanction.satisfied_by:
        done = pen.labels(sanction.satisfied_by)
        remarks.append(pen(f"{done}即是责令改正", f"done by: {done}"))
    if pen.statutes.provision(sanction.source).role == "rule":
        remarks.append(pen("依", "under ") + pen.article(sanction.source))
    return pen.label(sanction.kind) + pen.remarks(remarks)


def circumstances(pen: Pen, answer: Assessment) -> Iterator[Entry]:
    """Which tier, who acts, which text and why, in or out of time, and what an adjustment does."""
    for note in answer.notes:
        if note.code in _NUMBERS:
            yield pen("条号", "Number"), (page.Span(pen.spelt(note.zh, note.en), "warn"),)
    standing, choice, period = answer.competence, answer.edition_choice, answer.limitation
    yield pen("档次", "Tier"), _tier_words(pen, answer)
    yield (
        pen("权限", "Authority"),
        _warned(pen.spelt(standing.zh, standing.en) + pen.basis(*standing.references), not standing.competent),
    )
    yield (
        pen("版本", "Edition"),
        _warned(pen.spelt(choice.zh, choice.en) + pen.basis(choice.reference), choice.rule in ("unclear", "moved")),
    )
    if period:
        yield (
            pen("时效", "Limitation"),
            _warned(pen.spelt(period.zh, period.en) + pen.basis(period.reference), period.expired),
        )
    if answer.adjustment:
        adjusted = answer.adjustment
        yield pen("裁量", "Adjusted"), pen.spelt(adjusted.zh, adjusted.en) + pen.basis(*adjusted.references)


def _warned(text: str, warn: bool) -> page.Text:
    return (page.Span(text, "warn"),) if warn else text


def _tier_words(pen: Pen, answer: Assessment) -> str:
    tier, count = answer.tier, len(answer.ladder)
    step = pen(f"第 {tier.index + 1} 档（共 {count} 档）", f"tier {tier.index + 1} of {count}")
    if not tier.facts:
        return pen.colon(step, pen("无须其他情节", "no further fact needed"))
    return pen.colon(step, pen.join(pen.fact(fact, tier.words[fact]) for fact in tier.facts))


# --- how a sum came about ---------------------------------------------------------------------------------------------


def reckoning_blocks(pen: Pen, answer: Assessment) -> Iterator[Block]:
    """How a range was reckoned from a base, for each on whom one is."""
    lines: dict[str, list[str]] = {}
    for fine in answer.fines:
        option = _option_used(pen.statutes, answer, fine)
        if option:
            lines.setdefault(_reckoned(pen, option, answer, fine), []).append(pen.label(fine.on))
        elif fine.needs and (sure := sure_span(fine)):
            span, bases = amount_words(*sure), pen.labels(fine.needs)
            words = pen(f"{span.zh}不取决于{bases}", f"{span.en} does not depend on the {bases}")
            lines.setdefault(words, []).append(pen.label(fine.on))
    unfined = [person for person in ("manager", "staff") if answer.fines and answer.fine_on(person) is None]
    others = [
        pen.colon(
            pen.label(fine.on),
            pen(
                f"另一种读法{fine_words(fine).zh}（见提示）",
                f"on another reading {fine_words(fine).en} (see the notes)",
            ),
        )
        for fine in answer.disputed
    ]
    if unfined:
        others.append(pen(f"{pen.labels(unfined)}：本条不罚款", f"{pen.labels(unfined)}: not fined here"))
    if lines or others:
        yield Heading(pen("数额", "Amounts") + unless_barred(pen, answer))
        yield Items((*(pen.colon(pen.join(who), words) for words, who in lines.items()), *others))


def _option_used(statutes: Statutes, answer: Assessment, fine: FineRange) -> Option | None:
    """The formula that gave a range its numbers, where a base was used."""
    if fine.needs:
        return None
    tier = answer.tier.index if fine.from_tier is None else fine.from_tier
    ladder = statutes.ladder(answer.ruling.choice.applied[0])
    unsettled = brought(ladder, tier, {}).fine_on(fine.on)
    return option_meant(unsettled, answer.case.bases) if unsettled and unsettled.needs else None


def _reckoned(pen: Pen, option: Option, answer: Assessment, fine: FineRange) -> str:
    """上一年度营业额20亿元 × 5% = 1亿元；与5,000万元比，取高：1亿元以下."""
    bases = answer.case.bases
    parts, results = [], []
    if option.max is not None:
        results.append((Decimal(option.min), Decimal(option.max)))
        parts.append(pen.words(amount_words(*results[-1])))
    for part, unit, whole in ((option.multiple, pen("倍", " times"), 1), (option.share, "%", 100)):
        if part:
            base = bases[part.of]
            results.append((base * part.min / whole, base * part.max / whole))
            ends = [f"{end.normalize():f}" for end in (part.min, part.max) if end]
            factor = "–".join(ends) + unit
            of = pen.label(part.of) + pen("", " ") + pen.words(money.words(base))
            parts.append(f"{of} × {factor} = {pen.words(amount_words(*results[-1]))}")
    words = pen("；", "; ").join(parts)
    if len(results) > 1:
        low, high = min(low for low, _ in results), max(high for _, high in results)
        words += pen("；取高：", "; the higher: ") + pen.words(amount_words(low, high))
    if option.bracket:
        of = option.bracket.of
        known = pen.label(of) + pen("", " ") + pen.words(money.words(bases[of]))
        bracket = pen.words(bracket_words(option.bracket, pen.statutes.bases))
        words = pen(f"{known}，属于“{bracket}”：{words}", f"{known} is “{bracket}”: {words}")
    return words + (pen("；减轻：", "; mitigated: ") + amount(pen, fine) if fine.below_minimum else "")


def same_act_blocks(pen: Pen, found: SameAct) -> Iterator[Block]:
    """Which of several provisions is applied to one act, and the fines that were compared."""
    yield Heading(pen("同一行为，数个规定", "One act, several provisions"))
    yield Line(pen.spelt(found.zh, found.en) + pen.basis(found.reference), indent=1)
    rule = found.applied.ruling.grading
    if rule and not any(note.code == "several-acts" for note in found.applied.notes):
        yield Line(pen.words(several_acts_words()) + pen.basis(rule.several_ref), indent=1)
    rows = []
    for each in (found.applied, *found.others):
        applied = each is found.applied
        words = pen.words(fine_words(fine_on_offender(each.fines)))
        rows.append((pen.cited(each.reference), _applied_words(pen, applied), str(each.tier.index + 1), words))
    yield page.Table(
        (pen("依据", "Provision"), "", pen("档次", "Tier"), pen("单位罚款", "Fine on the organisation")), tuple(rows)
    )


def _applied_words(pen: Pen, applied: bool) -> str:
    return pen("适用", "applied") if applied else pen("不适用", "not applicable")


# --- the words of the law ---------------------------------------------------------------------------------------------


def note_blocks(pen: Pen, answer: Assessment, full: bool) -> Iterator[Block]:
    """What else there is to know; `full`: the general rules on grading too."""
    elsewhere = (*_NUMBERS, *SOURCES, *(() if full else GENERAL))
    notes = [note for note in answer.notes if note.code not in elsewhere]
    if notes:
        yield Heading(pen("提示", "Notes"))
        yield Items(
            tuple(
                pen.spelt(note.zh, note.en) + ("" if note.code in ("remark", "proviso") else pen.basis(note.reference))
                for note in notes
            )
        )


def _texts(pen: Pen, answer: Assessment, full: bool) -> Iterator[Block]:
    carrying = [*carrying_quotes(answer), *(graded_quotes(answer) if full else ())]
    for text in answer.texts:
        own = tuple(quote for quote, source in carrying if source == text.reference)
        if not own and (text.reference != answer.reference or not full):
            continue
        single = "" if text.sure == "confirmed" else pen("；文本仅有一个来源", "; from a single source")
        yield Heading(pen("条文　", "Text of ") + pen.article(text.reference) + single)
        yield Quotation(text.text if full else clauses(text.text, own), own)


def clauses(text: str, quotes: Iterable[str]) -> str:
    """The clauses (；。) of a text in which these words stand, verbatim, as far as the comma after the last of them.

    …… stands for what is left out.
    """
    known, found, start = page.flags(text, quotes), "", 0
    ends = [at for at, char in enumerate(text, 1) if char in "；。\n" or at == len(text)]
    for end in ends:
        marked = [at for at in range(start, end) if known[at]]
        cut = (text.find("，", marked[-1], end) + 1 or end) if marked else start
        found += text[start:cut]
        if cut < end and not found.endswith("……"):
            found += "……"
        start = end
    return found


def carrying_quotes(answer: Assessment) -> Iterator[tuple[str, str]]:
    """The words that carry the answer, and where they stand."""
    if answer.tier.quote:
        yield answer.tier.quote, answer.tier.source
    for fine in answer.fines:
        for quote in (fine.quote, *(option.quote for option in fine.options)):
            yield quote, fine.source
    for sanction in answer.sanctions:
        if sanction.from_tier is None and sanction.quote != answer.texts[-1].text:
            yield sanction.quote, sanction.source


def _ladder(pen: Pen, answer: Assessment) -> Iterator[Block]:
    if len(answer.ladder) < 2:
        return
    yield Heading(pen("各档", "The ladder") + unless_barred(pen, answer))
    for rung in answer.ladder:
        yield from rung_blocks(pen, rung, answer.reference)


def rung_blocks(pen: Pen, rung: Rung, reference: str, items: tuple[int, ...] = ()) -> Iterator[Block]:
    """One step of a ladder: what opens it, for which items of the conduct, and what it brings."""
    opens = pen("或者", " or ").join(pen.fact(fact, words) for fact, words in rung.when.items())
    where = "" if rung.reference == reference else pen("，", ", ") + pen.article(rung.reference)
    if items:
        numbers = pen.join(map(str, items))
        where += pen(f"（限第 {numbers} 项）", f" (items {numbers})")
    here = pen("（本案）", " (this case)") if rung.applies else ""
    step = pen(f"第 {rung.index + 1} 档", f"Tier {rung.index + 1}") + here
    yield Line(
        pen.colon(step, (opens or pen("无须其他情节", "no further fact")) + where),
        style="strong" if rung.applies else "",
        indent=1,
    )
    yield Line(rung_words(pen, rung), style="" if rung.applies else "dim", indent=2)


def rung_words(pen: Pen, rung: Rung) -> str:
    """单位：处1万元以上10万元以下；直接负责的主管人员：…; then the measures that the rung adds."""
    parts = []
    for fine in rung.fines:
        if fine.from_tier is not None:
            continue
        words = pen.words(fine_words(fine))
        if fine.needs:
            words = pen.join(pen.words(option_words(option, pen.statutes.bases)) for option in fine.options)
        parts.append(pen.colon(pen.label(fine.on), words))
    added = pen.labels(sanction.kind for sanction in rung.sanctions if not sanction.conditional)
    conditional = pen.labels(sanction.kind for sanction in rung.sanctions if sanction.conditional)
    parts += [added] if added else []
    parts += [pen(f"有违法所得的，{conditional}", f"where there are any: {conditional}")] if conditional else []
    brings = pen("；", "; ").join(parts)
    if rung.shared:
        return pen.colon(pen("各款共有的", "what the paragraphs have in common"), brings or pen("无", "nothing"))
    return brings or pen("不罚款", "no fine")


# --- the other text ---------------------------------------------------------------------------------------------------

_RELATIONS = {
    "lighter": Words("较轻", "lighter"),
    "heavier": Words("较重", "heavier"),
    "equal": Words("处罚相同", "alike"),
    "unclear": Words("互有轻重", "neither lighter nor heavier in every respect"),
}


def alternative_blocks(pen: Pen, other: Alternative, answer: Assessment) -> Iterator[Block]:
    """The same case under the text that does not apply: no range of it stands without that word."""
    relation, no = pen.words(_RELATIONS[other.relation]), _applied_words(pen, False)
    yield Heading(
        pen(
            f"另一文本（不适用）　{pen.cited(other.reference)}：{relation}",
            f"The other text (not applicable), {pen.cited(other.reference)}: {relation}",
        )
        + unless_barred(pen, answer)
    )
    facts = pen.join(pen.fact(fact, other.tier.words[fact]) for fact in other.tier.facts)
    step = pen(f"第 {other.tier.index + 1} 档", f"Tier {other.tier.index + 1}")
    items = [pen.colon(step, facts) if facts else step]
    items += [
        f"{each.who}{pen('：', ': ')}{each.mode} {each.amount}{pen('（', ' (')}{no}{pen('）', ')')}"
        for each in targets(pen, other.fines)
    ]
    if not other.fines:
        items.append(pen("本档不罚款", "no fine in this tier"))
    yield Items(tuple(items))
    differences = [
        pen(
            f"{each.before.zh} → {each.after.zh.split('：', 1)[-1]}（不适用；{_RELATIONS[each.relation].zh}）",
            f"{each.before.en} → {each.after.en.split(': ', 1)[-1]} (not applicable; {_RELATIONS[each.relation].en})",
        )
        for each in other.differences
    ]
    if differences:
        yield Items(tuple(differences), indent=2)


def _foot(pen: Pen, answer: Assessment) -> Foot:
    unproved = any(note.code == "table-unproved" for note in answer.notes)
    mark = pen("　未经核对", "  unproved") if unproved else ""
    table, office = answer.table, answer.office
    said = " ".join([answer.edition_choice.zh, *(note.zh for note in answer.notes)])
    others = [other.reference for other in answer.alternatives]
    named = dict.fromkeys([answer.reference, *others, *(re.findall(REFERENCE, said) if "@" in said else ())])
    entries: list[Entry] = [
        (pen("编号", "Identifiers"), " ".join(named)),
        (pen("法条表", "Table"), _warned(f"{table.version}  sha256:{table.sha256[:16]}{mark}", unproved)),
    ]
    if office:
        entries.append((pen("机关档案", "Office"), f"{office.name}  sha256:{office.sha256[:16]}"))
    return Foot(tuple(entries))
