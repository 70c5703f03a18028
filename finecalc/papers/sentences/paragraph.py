"""The sentence for the decision or the notice, ready to paste: 依据《…》第……条第……款“……”的规定，……."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import lru_cache

from msgspec import Struct

from finecalc.language import money
from finecalc.language.errors import FinecalcError
from finecalc.language.words import Lang, Words
from finecalc.law.assessment import Assessment
from finecalc.law.outcome import FineRange, Imposable
from finecalc.law.sentences.answer import carrying_quotes, clauses
from finecalc.law.sentences.conclusion import amount, out_of_time
from finecalc.law.sentences.pen import Pen
from finecalc.papers.proposal import Proposal
from finecalc.table.statutes import Statutes

BLANK = "＿＿＿＿"
"""What is to be filled in."""


def paragraph(
    statutes: Statutes, answer: Assessment, proposal: Proposal, lang: Lang, *, chosen_by: str | None = None
) -> str:
    """The sentence, with what is proposed in it and a blank in square brackets where the law leaves the choice.

    `chosen_by` is the provision by which this one was chosen where one act breaks several. Raises FinecalcError where no sentence can be written yet: facts are open, or the authority may not act.
    """
    pen = Pen(statutes, lang)
    if answer.branches:
        raise FinecalcError(*_OPEN.both)
    if not answer.competence.competent:
        raise FinecalcError(*_not_competent(answer).both)
    period = out_of_time(answer)
    if period:
        return sentence(pen, _on_limitation(pen, period.reference), [pen(*_NO_MORE.both)])
    found = pieces(pen, answer, proposal, chosen_by)
    return sentence(pen, found.basis, (*found.adjusted, *found.measures, *found.fines))


_OPEN = Words(
    "有情节尚未查明，查明以前写不出决定的句子：用 range 看查明以后的各种结果",
    "Facts are not yet established, and no sentence can be written before they are: range shows every outcome",
)
_NO_MORE = Words("不再给予行政处罚", "no administrative penalty is imposed any more")


def _not_competent(answer: Assessment) -> Words:
    return Words(
        f"{answer.competence.zh}，不写处罚的句子（FC301）", f"{answer.competence.en}: no sentence is written (FC301)"
    )


class Pieces(Struct, frozen=True, kw_only=True):
    """What a sentence is made of: the articles that it rests on, what the adjustment does, the measures, and the fines."""

    basis: tuple[str, ...]
    adjusted: tuple[str, ...]
    measures: tuple[str, ...]
    fines: tuple[str, ...]


def pieces(pen: Pen, answer: Assessment, proposal: Proposal, chosen_by: str | None = None) -> Pieces:
    """The pieces of the sentence, in one language."""
    general = [each.source for each in _imposed(answer, proposal) if _is_rule(pen, each.source)]
    return Pieces(
        basis=(*_quoted(pen, answer), *_cited(pen, [*general, chosen_by])),
        adjusted=tuple(_adjusted(pen, answer)),
        measures=tuple(_measures(pen, answer, proposal)),
        fines=tuple(_fines(pen, answer, proposal)),
    )


def sentence(pen: Pen, basis: Iterable[str], parts: Iterable[str]) -> str:
    """The pieces as one sentence."""
    cited, said = list(basis), "，".join(parts) if pen.lang == "zh" else "; ".join(parts)
    if not cited:
        return pen(f"{said}。", f"{said[:1].upper()}{said[1:]}.")
    if pen.lang == "en":
        return f"Under {' and '.join(cited)}: {said}."
    last = "、".join(cited[:-1]) + ("和" if cited[:-1] else "") + cited[-1]
    return f"依据{last}的规定，{said}。"


# --- what it rests on -------------------------------------------------------------------------------------------------


def _quoted(pen: Pen, answer: Assessment) -> Iterator[str]:
    """Each provision with the words of it that carry the answer."""
    quotes = list(carrying_quotes(answer))
    for text in answer.texts:
        own = tuple(quote for quote, source in quotes if source == text.reference)
        if _is_rule(pen, text.reference) or (not own and text.reference != answer.reference):
            continue
        words = (_carrying(text.text, own) if own else text.text).rstrip("…。；，\n")
        yield pen(f"{text.citation}“{words}”", f"{text.citation_en} (“{words}”)")


@lru_cache(maxsize=1_024)
def _carrying(text: str, own: tuple[str, ...]) -> str:
    """The clauses in which these words stand; `page` asks for the same ones in thousands of cases."""
    return clauses(text, own)


def _on_limitation(pen: Pen, reference: str | None) -> list[str]:
    """行政处罚法第三十六条第一款 with its words; nothing where the decision fell before the text that the table holds."""
    text = pen.statutes.provision(reference).text.strip("。\n") if reference else ""
    return [cited + pen(f"“{text}”", f" (“{text}”)") for cited in _cited(pen, [reference])]


def _cited(pen: Pen, references: Iterable[str | None]) -> list[str]:
    """《行政处罚法》第二十八条第一款、第二款: several articles of one law with the law named once."""
    found: dict[str, list[str]] = {}
    article = ""
    for ref in filter(None, dict.fromkeys(references)):
        cited = pen.words(pen.statutes.citation(ref))
        if pen.lang == "en":
            law, _, rest = cited.partition(", article ")
            rest = f"article {rest}"
        else:
            name, bracket, rest = cited.rpartition("）") if "）第" in cited else cited.rpartition("》")
            law = name + bracket
        known = found.setdefault(law, [])
        same = known and rest.startswith(article) and rest != article
        known.append(rest.removeprefix(article) if same and pen.lang == "zh" else rest)
        article = rest.partition("条")[0] + "条" if pen.lang == "zh" else ""
    if pen.lang == "en":
        return [f"{law}, {', '.join(each)}" for law, each in found.items()]
    return [law + "、".join(each) for law, each in found.items()]


def _is_rule(pen: Pen, ref: str) -> bool:
    return pen.statutes.provision(ref).role == "rule"


def _adjusted(pen: Pen, answer: Assessment) -> Iterator[str]:
    """依照……的规定减轻处罚: where several grounds are possible, which is left to choose."""
    adjusted = answer.adjustment
    if not adjusted:
        return
    label = pen.statutes.adjustments[adjusted.adjust]
    grounds = _cited(pen, adjusted.references)
    cited = pen("、", ", ").join(grounds)
    if len(adjusted.references) > 1:
        cited = pen(f"［{cited}中的一条］", f"[one of {cited}]")
    if adjusted.effect == "no-penalty":
        said = pen("不予行政处罚，并对当事人进行教育", "no penalty is imposed, and the party is educated")
    else:
        said = pen(f"{label.label}处罚", f"the penalty is {label.id}")
    yield pen(f"依照{cited}的规定{said}", f"{said} under {cited}") if cited else said


# --- what is imposed --------------------------------------------------------------------------------------------------


def _imposed(answer: Assessment, proposal: Proposal) -> list[Imposable]:
    """What must be imposed beside the fine, and what is proposed of the rest; what another body decides is left out."""
    chosen = proposal.sanctions or ()
    found = [each for each in answer.sanctions if each.mode == "must" or each.kind in chosen]
    return list({each.kind: each for each in found if not each.by}.values())


def _measures(pen: Pen, answer: Assessment, proposal: Proposal) -> Iterator[str]:
    for each in _imposed(answer, proposal):
        yield _measure(pen, each, answer.case.gains)
    for mode, lead in (("one-or-more", pen("单处或者并处", "one or more of")), ("may", pen("可以", "may be added"))):
        left = answer.sanctions if proposal.sanctions is None else ()
        kinds = dict.fromkeys(each.kind for each in left if each.mode == mode and not each.by)
        words = [pen.labels(kinds)] if kinds else []
        words += [_blank(pen, each) for each in answer.fines if each.mode == mode and proposal.on(each.on) is None]
        if words:
            said = pen("，", "; ").join(words)
            yield pen(f"［{lead}：{said}］", f"[{lead}: {said}]")


def _measure(pen: Pen, sanction: Imposable, gains: Decimal | None) -> str:
    label = pen.label(sanction.kind)
    if sanction.kind == "confiscate-gains":
        sum_ = (
            pen(f"人民币{BLANK}元", "CNY ______") if gains is None else pen(money.formal(gains), money.english(gains))
        )
        if sanction.conditional:
            return pen(f"［有违法所得的：{label}{sum_}］", f"[where there are any: {label} of {sum_}]")
        return pen(f"{label}{sum_}", f"{label} of {sum_}")
    if pen.lang == "zh" and pen.statutes.kinds[sanction.kind].penalty and f"给予{label}" in sanction.quote:
        return f"给予{label}"
    return label


def _fines(pen: Pen, answer: Assessment, proposal: Proposal) -> Iterator[str]:
    unit = answer.fine_on("organisation")
    for fine in answer.fines:
        given = proposal.on(fine.on)
        if given is None and fine.mode == "must":
            words, instead = _blank(pen, fine), fine.on == "individual" and unit
            if not instead or (proposal.fine is None and words != _blank(pen, instead)):
                yield (
                    pen(f"［当事人是个人的：{words}］", f"[if the party is an individual: {words}]")
                    if instead
                    else words
                )
        for sum_ in filter(None, given or ()):
            yield pen(
                f"对{_whom(pen, fine)}处{money.formal(sum_)}罚款",
                f"a fine of {money.english(sum_)} is imposed on the {_whom(pen, fine)}",
            )


def _whom(pen: Pen, fine: FineRange) -> str:
    if fine.on in ("organisation", "individual"):
        return pen("当事人", "party")
    return pen.label(fine.on) + pen(BLANK, " ______")


def _blank(pen: Pen, fine: FineRange) -> str:
    """A fine that is still to be fixed, with the range that the law leaves."""
    span, blank = amount(pen, fine), pen(BLANK, "______")
    return pen(
        f"对{_whom(pen, fine)}处人民币{blank}元整（{blank}元）罚款［法定幅度：{span}］",
        f"a fine of CNY {blank} [range: {span}] on the {_whom(pen, fine)}",
    ) + (
        pen(f"［或者{pen.labels(fine.instead_of)}］", f" [or {pen.labels(fine.instead_of)}]") if fine.instead_of else ""
    )
