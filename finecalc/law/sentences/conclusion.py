"""The conclusion of an answer: who, how much, must or may, under which article; first of all, what stands in the way."""

from collections.abc import Iterable, Iterator

from finecalc.language import dates
from finecalc.language.page import Conclusion, Target
from finecalc.law.answer import Branch
from finecalc.law.assessment import Assessment
from finecalc.law.fine_words import amount_words, option_words, span_words
from finecalc.law.open_values import sure_span
from finecalc.law.outcome import FineRange
from finecalc.law.sentences.pen import Pen


def conclusion(pen: Pen, answer: Assessment) -> Conclusion:
    """The answer in a few lines, with nothing in them of any text but the one that applies."""
    bars = tuple(_bars(pen, answer))
    return Conclusion(
        title=pen("结论", "Conclusion"),
        bars=(*bars, pen("如无此障碍：", "If nothing stood in the way:")) if bars and answer.fines else bars,
        targets=tuple(_open_targets(pen, answer) if answer.branches else targets(pen, answer.fines)),
        lines=tuple(_open_lines(pen, answer) if answer.branches else _lines(pen, answer)),
    )


def is_barred(answer: Assessment) -> bool:
    """Whether no penalty may be imposed at all, or none by the authority that asks."""
    return not answer.competence.competent or bool(answer.limitation and answer.limitation.expired)


def unless_barred(pen: Pen, answer: Assessment) -> str:
    """What every range and sanction is marked with where no penalty may be imposed."""
    return pen("（如无此障碍）", " (if nothing stood in the way)") if is_barred(answer) else ""


def _bars(pen: Pen, answer: Assessment) -> Iterator[str]:
    period, standing = answer.limitation, answer.ruling.competence
    if period and period.expired:
        found = dates.chinese(period.discovered)
        yield pen(
            f"时效已过，不再给予行政处罚：{found}才发现，期限到{dates.chinese(period.until)}",
            f"Out of time, no penalty any more: discovered on {period.discovered}, the period ended on {period.until}",
        )
    if standing.verdict == "no":
        by, named = pen.label(standing.by), pen.labels(standing.authority)
        yield pen(
            f"本机关（{by}）无权处罚：由{named}处理，{'报请上级' if standing.upward else '应当移送'}",
            f"This authority ({by}) may not impose the penalty: it is for {named}; "
            + ("refer the case upward" if standing.upward else "transfer the case"),
        )


def targets(pen: Pen, fines: Iterable[FineRange]) -> Iterator[Target]:
    """Who is fined and how much; those on whom the same is imposed, together."""
    found: dict[tuple[str, str], list[str]] = {}
    for fine in fines:
        found.setdefault((mode(pen, fine), amount(pen, fine)), []).append(pen.label(fine.on))
    for (how, much), who in found.items():
        yield Target(who=_capital(pen, pen.join(who)), mode=how, amount=much)


def mode(pen: Pen, fine: FineRange) -> str:
    """Must, may, or one of several."""
    if fine.instead_of:
        return pen("择一处", "either-or: fine of")
    if fine.mode == "one-or-more":
        return pen("单处或者并处", "alone or with others: fine of")
    return pen("应当处", "must be fined") if fine.mode == "must" else pen("可以处", "may be fined")


def amount(pen: Pen, fine: FineRange) -> str:
    """5万元–50万元; 1亿元以下; while a base is unknown, the formula."""
    if fine.min is None or fine.max is None:
        return pen("；", "; ").join(pen.words(option_words(option, pen.statutes.bases)) for option in fine.options)
    return pen.words(amount_words(fine.min, fine.max, below=fine.below_minimum))


def _lines(pen: Pen, answer: Assessment) -> Iterator[str]:
    yield from _without_fine(pen, answer)
    if answer.needs:
        yield _needed(pen, answer)
    facts = pen.join(pen.fact(fact, answer.tier.words[fact]) for fact in answer.tier.facts)
    cited = pen.cited(answer.reference)
    yield pen(f"依据{cited}" + (f"，因{facts}" if facts else ""), f"Under {cited}" + (f": {facts}" if facts else ""))
    instead = next((fine.instead_of for fine in answer.fines if fine.instead_of), ())
    if instead:
        yield pen(f"与{pen.labels(instead)}择一，不同时给予", f"Instead of {pen.labels(instead)}, not beside it")
    if answer.adjustment and answer.fines:
        adjustment = pen.statutes.adjustments[answer.adjustment.adjust]
        yield pen(f"{adjustment.label}，见“裁量”", f"{adjustment.label_en}: see “Adjusted”")
    if answer.edition_choice.rule in ("unclear", "continued"):
        yield pen("适用哪一文本须由办案人判断，见“版本”", "Which text applies is to be judged: see “Edition”")
    if answer.competence.verdict == "depends":
        yield pen("本机关是否有权，条文未点名，见“权限”", "The text names no one authority: see “Authority”")


def _open_lines(pen: Pen, answer: Assessment) -> Iterator[str]:
    yield pen(
        "有情节尚未查明，查明以前不能决定；各种结果见下",
        "Facts are not yet established: to be decided when they are; see below",
    )
    yield pen(f"依据{pen.cited(answer.reference)}", f"Under {pen.cited(answer.reference)}")


def _open_targets(pen: Pen, answer: Assessment) -> Iterator[Target]:
    """What each outcome of the open facts means for whoever is named first."""
    for branch in answer.branches:
        labels = [pen(" + ", " + ").join(map(pen.label, facts)) for facts in branch.facts if facts]
        none = pen("没有的" if len(answer.case.unknown) == 1 else "都没有的", "without")
        when = pen(f"有{'或'.join(labels)}的", f"with {' or '.join(labels)}") if labels else none
        fines = list(targets(pen, branch.fines))
        if branch.expired or branch.why or not fines:
            yield Target(who=when, mode="", amount=branch_outcome(pen, branch, brief=True))
        else:
            yield Target(who=f"{when} {fines[0].who}", mode=fines[0].mode, amount=fines[0].amount)


def branch_outcome(pen: Pen, branch: Branch, *, brief: bool = False) -> str:
    """单位应当处5万元–50万元；直接负责的主管人员应当处…; `brief`: why there is nothing is not said."""
    if branch.expired:
        return pen("时效已过，不再给予行政处罚", "out of time, no penalty any more")
    if branch.why:
        return pen("本条不适用", "the provision does not apply") if brief else pen.words(branch.why)
    found = [f"{each.who}{pen('', ' ')}{each.mode}{pen('', ' ')}{each.amount}" for each in targets(pen, branch.fines)]
    return pen("；", "; ").join(found) or pen("不罚款", "no fine")


def _without_fine(pen: Pen, answer: Assessment) -> Iterator[str]:
    if answer.fines:
        return
    if answer.adjustment and answer.adjustment.effect == "no-penalty":
        yield pen("不予处罚，不罚款", "No penalty is imposed, and no fine")
        return
    yield pen("本档不罚款", "No fine in this tier")
    for strength, words in (("must", pen("应当", "Must")), ("may", pen("可以", "May"))):
        kinds = [each.kind for each in answer.sanctions if each.mode == strength and not each.conditional]
        if kinds:
            yield pen.colon(words, pen.labels(dict.fromkeys(kinds)))


def _needed(pen: Pen, answer: Assessment) -> str:
    needed = pen.labels(answer.needs)
    sure = [span for fine in answer.fines if fine.needs and (span := sure_span(fine))]
    words = pen(f"数额取决于{needed}，请填写", f"The amount depends on the {needed}, which is needed")
    return words + "".join(
        pen(f"；{span_words(*each).zh}不取决于它", f"; {span_words(*each).en} does not depend on it")
        for each in sure[:1]
    )


def _capital(pen: Pen, text: str) -> str:
    return pen(text, text[:1].upper() + text[1:])
