"""An assessment as a page: reads like a good form, at 80 columns, with or without colour."""

from collections.abc import Iterable
from decimal import Decimal

from finecalc.cli.options import FLAGS, base_option
from finecalc.cli.pages.page import Page
from finecalc.cli.settings import in_words, said, settings
from finecalc.language import citation, money
from finecalc.language.columns import width
from finecalc.language.numerals import to_chinese
from finecalc.law.answer import Alternative, Note, Rung
from finecalc.law.assessment import Assessment
from finecalc.law.fine_words import fine_words, option_words, span_words
from finecalc.law.open_values import sure_span
from finecalc.law.outcome import FineRange, Imposable, fine_on_offender
from finecalc.law.rules.same_act import SameAct
from finecalc.table.statutes import Statutes
from finecalc.table.vocabulary import own_words

_KEY = 10
_NUMBERS = ("number-means-another", "number-elsewhere")
"""Notes on what the number of the article means elsewhere: said before everything else."""


class Labels:
    """Labels of the table's words in the language in force."""

    def __init__(self, statutes: Statutes) -> None:
        self.statutes = statutes
        self.bases = statutes.bases

    def __getitem__(self, word: str) -> str:
        term = self.statutes.terms[word]
        return said(term.label, term.label_en)

    def fact(self, fact: str, words: str) -> str:
        """A fact in the words by which a text opens a tier."""
        return own_words(self.statutes.facts[fact], words, settings.lang)

    def all(self, words: Iterable[str]) -> str:
        return said("、", ", ").join(self[word] for word in words)


def assessment_page(page: Page, statutes: Statutes, answer: Assessment, replay: str) -> None:
    """The whole answer: what bars a penalty, citation, tier, ranges, sanctions, text, ladder, notes, table, how to get it again."""
    labels = Labels(statutes)
    bars_page(page, statutes, answer)
    _title(page, answer)
    _circumstances(page, statutes, labels, answer)
    page.heading(said("罚款", "Fines") + _unless_barred(answer))
    if answer.adjustment and answer.adjustment.effect == "no-penalty":
        page.line(said("不予处罚，不罚款", "No penalty is imposed, and no fine"), indent=2)
    else:
        fines_table(page, labels, answer.fines)
    for fine in answer.disputed:
        words = in_words(fine_words(fine))
        page.line(
            said(
                f"{labels[fine.on]}：另一种读法{words}（见提示）",
                f"{labels[fine.on]}: on another reading {words} (see the notes)",
            ),
            indent=2,
        )
    unfined = [person for person in ("manager", "staff") if answer.fines and answer.fine_on(person) is None]
    if unfined:
        page.line(said(f"{labels.all(unfined)}：本条不罚款", f"{labels.all(unfined)}: not fined here"), indent=2)
    _sanctions(page, statutes, labels, answer)
    _texts(page, statutes, answer)
    _ladder(page, labels, answer)
    _alternatives(page, labels, answer)
    _notes(page, statutes, answer)
    page.blank()
    unproved = any(note.code == "table-unproved" for note in answer.notes)
    mark = said("　未经核对", "  unproved") if unproved else ""
    page.entry(
        said("法条表", "Table"),
        f"{answer.table.version}  sha256:{answer.table.sha256[:16]}{mark}",
        key_columns=_KEY,
        style="warn" if unproved else "dim",
    )
    if answer.office:
        page.entry(
            said("机关档案", "Office"),
            f"{answer.office.name}  sha256:{answer.office.sha256[:16]}",
            key_columns=_KEY,
            style="dim",
        )
    page.entry(said("再算一次", "Again"), replay, key_columns=_KEY, style="dim")


def bars_page(page: Page, statutes: Statutes, answer: Assessment) -> None:
    """What stands in the way of any penalty, before all else: the limitation has run out, or the office may not act."""
    if not _is_barred(answer):
        return
    if answer.limitation and answer.limitation.expired:
        _limitation(page, statutes, answer)
        _authority(page, statutes, answer)
    else:
        _authority(page, statutes, answer)
        _limitation(page, statutes, answer)
    page.line(said("以下幅度：如无此障碍", "The ranges below hold only if nothing stood in the way"), "warn")
    page.blank()


def _is_barred(answer: Assessment) -> bool:
    return not answer.competence.competent or bool(answer.limitation and answer.limitation.expired)


def _unless_barred(answer: Assessment) -> str:
    return said("（如无此障碍）", " (if nothing stood in the way)") if _is_barred(answer) else ""


def same_act_page(page: Page, statutes: Statutes, found: SameAct) -> None:
    """Which of several provisions is applied to one act, and the fines that were compared."""
    bars_page(page, statutes, found.applied)
    cited = statutes.citation(found.reference)
    page.line(said("同一行为，数个规定", "One act, several provisions"), "title")
    page.rule()
    page.line(said(found.zh, found.en) + said(f"（{cited.zh}）", f" ({cited.en})"))
    page.blank()
    rows = [[said("依据", "Provision"), said("档次", "Tier"), said("单位罚款", "Fine on the organisation")]]
    for each in (found.applied, *found.others):
        fine = fine_on_offender(each.fines)
        mark = "▶ " if each is found.applied else "  "
        words = fine_words(fine)
        rows.append([mark + each.reference, str(each.tier.index + 1), said(words.zh, words.en)])
    page.table(rows)
    page.blank()


def fines_table(page: Page, labels: Labels, fines: Iterable[FineRange]) -> None:
    """Who is fined, whether it must be, and the range in 万元 and in yuan."""
    fines = list(fines)
    settled = [fine for fine in fines if not fine.needs]
    if not fines:
        page.line(said("本档不罚款", "No fine in this tier"), indent=2)
        return
    if settled:
        rows = [
            [
                said("对象", "On"),
                said("方式", "Mode"),
                said("万元", "CNY 10,000"),
                said("元", "CNY"),
                said("来源", "From"),
            ]
        ]
        for fine in settled:
            origin = _origin(fine.from_tier)
            mode = said("择一", "either-or") if fine.instead_of else labels[fine.mode]
            rows.append([labels[fine.on], mode, _span(fine, 10_000), _span(fine, 1), origin])
        if all(not row[4] for row in rows[1:]):
            rows = [row[:4] for row in rows]
        page.table(rows, right=(2, 3) if len(rows[0]) > 4 else (2,))
    for fine in fines:
        if fine.needs:
            _open_fine(page, labels, fine)


def _open_fine(page: Page, labels: Labels, fine: FineRange) -> None:
    needed = labels.all(fine.needs)
    flags = " ".join(" ".join(base_option(base, "")).strip() for base in fine.needs)
    page.line(
        said(
            f"{labels[fine.on]}（{labels[fine.mode]}）：取决于{needed}，请填 {flags}",
            f"{labels[fine.on]} ({labels[fine.mode]}): depends on the {needed}; give {flags}",
        ),
        indent=2,
    )
    for option in fine.options:
        page.line(f"· {in_words(option_words(option, labels.bases))}", indent=4)
    sure = sure_span(fine)
    if sure:
        words = in_words(span_words(*sure))
        page.line(said(f"· {words}不取决于{needed}", f"· {words} does not depend on it"), indent=4)


def _title(page: Page, answer: Assessment) -> None:
    cited = said(answer.citation, answer.citation_en)
    gap = page.columns - width(cited) - width(answer.reference)
    if gap >= 2:
        page.lines.append(page.style(cited, "title") + " " * gap + page.style(answer.reference, "dim"))
    else:
        page.line(cited, "title")
        page.line(answer.reference, "dim")
    page.line(said(answer.name, answer.name_en))
    page.rule()


def _circumstances(page: Page, statutes: Statutes, labels: Labels, answer: Assessment) -> None:
    tier, count = answer.tier, len(answer.ladder)
    key = _KEY
    for note in answer.notes:
        if note.code in _NUMBERS:
            page.entry(said("条号", "Number"), said(note.zh, note.en), key_columns=key, style="warn")
    step = said(f"第 {tier.index + 1} 档（共 {count} 档）", f"tier {tier.index + 1} of {count}")
    if tier.facts:
        met = said("、", ", ").join(labels.fact(fact, tier.words[fact]) for fact in tier.facts)
        quoted = tier.quote if tier.quote and tier.quote.removesuffix("的") != met else ""
        step += said("：", ": ") + met + (f"　“{quoted}”" if quoted else "")
    else:
        step += said("：无须其他情节", ": no further fact needed")
    page.entry(said("档次", "Tier"), step, key_columns=key)
    choice = answer.edition_choice
    basis = _in_brackets(statutes, choice.reference) if choice.reference else ""
    page.entry(
        said("版本", "Edition"),
        said(choice.zh, choice.en) + basis,
        key_columns=key,
        style="warn" if choice.rule in ("unclear", "moved") else None,
    )
    if not _is_barred(answer):
        _authority(page, statutes, answer)
        _limitation(page, statutes, answer)
    if answer.adjustment:
        adjusted = answer.adjustment
        page.entry(
            said("裁量", "Adjusted"),
            said(adjusted.zh, adjusted.en) + _in_brackets(statutes, *adjusted.references),
            key_columns=key,
        )


def _authority(page: Page, statutes: Statutes, answer: Assessment) -> None:
    competence = answer.competence
    page.entry(
        said("权限", "Authority"),
        said(competence.zh, competence.en) + _in_brackets(statutes, *competence.references),
        key_columns=_KEY,
        style=None if competence.competent else "warn",
    )


def _limitation(page: Page, statutes: Statutes, answer: Assessment) -> None:
    period = answer.limitation
    if period:
        page.entry(
            said("时效", "Limitation"),
            said(period.zh, period.en) + _in_brackets(statutes, period.reference),
            key_columns=_KEY + (2 if settings.lang == "en" else 0),
            style="warn" if period.expired else None,
        )


def _sanctions(page: Page, statutes: Statutes, labels: Labels, answer: Assessment) -> None:
    instead = next((fine.instead_of for fine in answer.fines if fine.instead_of), ())
    either = said(f"择一：{labels.all(instead)}，或者罚款", f"Either {labels.all(instead)}, or the fine")
    headings = {
        "must": said("应当", "Must"),
        "one-or-more": either if instead else said("单处或者并处（至少一项）", "One or more of"),
        "may": said("可以", "May"),
    }
    chosen_fines = [fine for fine in answer.fines if fine.mode == "one-or-more"]
    for mode, heading in headings.items():
        group = [sanction for sanction in answer.sanctions if sanction.mode == mode]
        if not group and not (mode == "one-or-more" and chosen_fines):
            continue
        page.heading(heading + _unless_barred(answer))
        for sanction in group:
            page.entry("·", _sanction_words(labels, sanction), key_columns=2, indent=2)
        if mode == "one-or-more":
            for fine in chosen_fines:
                page.entry(
                    "·",
                    said(f"对{labels[fine.on]}罚款（见上）", f"the fine on the {labels[fine.on]} (above)"),
                    key_columns=2,
                    indent=2,
                )
    if answer.procedures:
        page.heading(said("决定前的程序", "Due before the decision"))
        for step in answer.procedures:
            page.entry(
                "·",
                said(step.zh, step.en) + _in_brackets(statutes, step.reference),
                key_columns=2,
                indent=2,
            )


def _sanction_words(labels: Labels, sanction: Imposable) -> str:
    words = labels[sanction.kind]
    quote = sanction.quote
    remarks = []
    if sanction.duration:
        remarks.append(f"“{quote}”")
    if sanction.subject:
        remarks.append(said(f"对{labels[sanction.subject]}", f"on a {labels[sanction.subject]}"))
    if sanction.on and sanction.on != ("organisation",):
        remarks.append(said(f"对{labels.all(sanction.on)}", f"on the {labels.all(sanction.on)}"))
    if sanction.by:
        remarks.append(said(f"由{labels.all(sanction.by)}决定", f"decided by: {labels.all(sanction.by)}"))
    if sanction.from_tier is not None:
        remarks.append(_origin(sanction.from_tier))
    if sanction.conditional:
        remarks.append(said("有违法所得的", "where there are any"))
    if sanction.satisfied_by:
        done = labels.all(sanction.satisfied_by)
        remarks.append(said(f"{done}即是责令改正", f"done by: {done}"))
    if labels.statutes.provision(sanction.source).role == "rule":
        remarks.append(said("依", "under ") + _article(labels.statutes, sanction.source))
    return words + (said(f"（{'；'.join(remarks)}）", f" ({'; '.join(remarks)})") if remarks else "")


def _origin(from_tier: int | None) -> str:
    return "" if from_tier is None else said(f"承接第 {from_tier + 1} 档", f"carried from tier {from_tier + 1}")


def _span(fine: FineRange, unit: int) -> str:
    low, high = fine.min or 0, fine.max or 0
    shown = [money.number(Decimal(each) / unit) for each in (low, high)]
    shown = [each.rstrip("0").rstrip(".") if unit > 1 and "." in each else each for each in shown]
    if fine.below_minimum:
        return f"< {shown[1]}"
    if not low:
        return f"≤ {shown[1]}"
    return f"{shown[0]} – {shown[1]}"


def _texts(page: Page, statutes: Statutes, answer: Assessment) -> None:
    quoted = list(_quoted(answer))
    for text in answer.texts:
        own = [quote for quote, source in quoted if source == text.reference]
        if not own and text.reference != answer.reference:
            continue
        single = "" if text.sure == "confirmed" else said("；文本仅有一个来源", "; from a single source")
        page.heading(said("条文　", "Text of ") + _article(statutes, text.reference) + single)
        page.quotation(text.text, own)


def _quoted(answer: Assessment) -> Iterable[tuple[str, str]]:
    """The words that carry the answer, and where they stand."""
    if answer.tier.quote:
        yield answer.tier.quote, answer.tier.source
    for fine in answer.fines:
        for quote in (fine.quote, *(option.quote for option in fine.options)):
            yield quote, fine.source
    for sanction in answer.sanctions:
        if sanction.from_tier is None and sanction.quote != answer.texts[-1].text:
            yield sanction.quote, sanction.source


def _ladder(page: Page, labels: Labels, answer: Assessment) -> None:
    if len(answer.ladder) < 2:
        return
    page.heading(said("各档（▶ 本案）", "The ladder (▶ this case)") + _unless_barred(answer))
    for rung in answer.ladder:
        mark = "▶" if rung.applies else " "
        opens = said("、", ", ").join(
            labels.fact(fact, words) + said(f"（-f {fact}）", f" (-f {fact})") for fact, words in rung.when.items()
        )
        opens = opens or said("无须其他情节", "no further fact")
        where = f"  {rung.reference}" if rung.reference != answer.ladder[0].reference else ""
        page.entry(f"{mark} {rung.index + 1}", opens + where, key_columns=5, indent=1)
        page.entry("", rung_words(labels, rung), key_columns=5, style="dim", indent=1)


def rung_words(labels: Labels, rung: Rung) -> str:
    """单位：处1万元以上10万元以下；直接负责的主管人员：…; then the measures that the rung adds."""
    parts = []
    for fine in rung.fines:
        if fine.from_tier is not None:
            continue
        words = fine_words(fine)
        if fine.needs:
            text = said("、", ", ").join(in_words(option_words(option, labels.bases)) for option in fine.options)
        else:
            text = said(words.zh, words.en)
        parts.append(f"{labels[fine.on]}{said('：', ': ')}{text}")
    added = labels.all(sanction.kind for sanction in rung.sanctions if not sanction.conditional)
    if added:
        parts.append(added)
    if any(sanction.conditional for sanction in rung.sanctions):
        parts.append(
            said("有违法所得的，", "where there are any: ")
            + labels.all(s.kind for s in rung.sanctions if s.conditional)
        )
    if rung.shared:
        shared = said("；", "; ").join(parts) or said("无", "nothing")
        return said(f"各款共有的：{shared}", f"what the paragraphs have in common: {shared}")
    return said("；", "; ").join(parts) or said("不罚款", "no fine")


def _alternatives(page: Page, labels: Labels, answer: Assessment) -> None:
    relations = {
        "lighter": said("较轻", "lighter"),
        "heavier": said("较重", "heavier"),
        "equal": said("处罚相同", "alike"),
        "unclear": said("互有轻重", "neither lighter nor heavier in every respect"),
    }
    for other in answer.alternatives:
        page.heading(
            said(
                f"另一文本　{other.citation}：{relations[other.relation]}",
                f"The other text, {other.citation_en}: {relations[other.relation]}",
            )
            + _unless_barred(answer)
        )
        page.line(_alternative_tier(labels, other), indent=2)
        fines_table(page, labels, other.fines)
        for difference in other.differences:
            way = relations[difference.relation]
            page.entry(
                "·",
                said(
                    f"{difference.before.zh} → {difference.after.zh.split('：', 1)[-1]}（{way}）",
                    f"{difference.before.en} → {difference.after.en.split(': ', 1)[-1]} ({way})",
                ),
                key_columns=2,
                indent=2,
            )


def _alternative_tier(labels: Labels, other: Alternative) -> str:
    step = said(f"第 {other.tier.index + 1} 档", f"tier {other.tier.index + 1}")
    met = said("、", ", ").join(labels.fact(fact, other.tier.words[fact]) for fact in other.tier.facts)
    return step + (said("：", ": ") + met if met else "")


def _notes(page: Page, statutes: Statutes, answer: Assessment) -> None:
    notes = [note for note in answer.notes if note.code not in _NUMBERS]
    if not notes:
        return
    page.heading(said("提示", "Notes"))
    for note in notes:
        basis = ""
        if note.reference and note.code not in ("remark", "proviso"):
            basis = _in_brackets(statutes, note.reference)
        page.entry("·", said(note.zh, note.en) + _by_hand(note, answer) + basis, key_columns=2, indent=2)


def _by_hand(note: Note, answer: Assessment) -> str:
    """What to type for what a note asks for."""
    if note.code == "concurrent":
        line = f"finecalc range {answer.reference} {' '.join(answer.concurrent)} --same-act"
        return said(f"；比较用 {line}", f"; to compare: {line}")
    return f" {FLAGS[note.field]}" if note.field else ""


def _article(statutes: Statutes, ref: str) -> str:
    """行政处罚法第三十七条, short enough for a line; the reference itself in English."""
    if settings.lang == "en":
        return ref
    law, _, article, paragraph = citation.split(ref)
    last = f"第{to_chinese(paragraph)}款" if statutes.citation(ref).zh.endswith("款") else ""
    return f"{citation.everyday(statutes.laws[law].name)}第{to_chinese(article)}条{last}"


def _in_brackets(statutes: Statutes, *references: str | None) -> str:
    cited = said("、", ", ").join(_article(statutes, ref) for ref in references if ref)
    return said(f"（{cited}）", f" ({cited})") if cited else ""
