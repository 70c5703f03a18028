"""The conclusion of an answer: who, how much, must or may, under which article; first of all, what stands in the way."""

from collections.abc import Iterable, Iterator

from finecalc.language import dates
from finecalc.language.page import Conclusion, Target
from finecalc.law.answer import Branch, LimitationPeriod
from finecalc.law.assessment import Assessment
from finecalc.law.fine_words import amount_words, option_words
from finecalc.law.outcome import FineRange
from finecalc.law.sentences.pen import Pen


def conclusion(pen: Pen, answer: Assessment) -> Conclusion:
    """The answer in a few lines, with nothing in them of any text but the one that applies."""
    facts = pen.join(pen.fact(fact, answer.tier.words[fact]) for fact in answer.tier.facts)
    cited = pen.cited(answer.reference)
    return Conclusion(
        title=pen("结论", "Conclusion"),
        bars=tuple(_bars(pen, answer)),
        unless=pen("如无此障碍：", "But for this bar:") if is_barred(answer) else "",
        targets=tuple(_targets(pen, answer)),
        article=pen(f"依据{cited}", cited),
        because=pen(f"，因{facts}", f": {facts}") if facts else "",
        lines=tuple(_open_lines(pen, answer) if answer.branches else _lines(pen, answer)),
    )


def is_barred(answer: Assessment) -> bool:
    """Whether no penalty may be imposed at all, or none by the authority that asks."""
    return not answer.competence.competent or out_of_time(answer) is not None


def out_of_time(answer: Assessment) -> LimitationPeriod | None:
    """The period of limitation where it had run out, whichever way open facts turn out."""
    period = answer.limitation
    return period if period and period.expired and all(each.expired for each in answer.branches) else None


def unless_barred(pen: Pen, answer: Assessment) -> str:
    """What every range and sanction is marked with where no penalty may be imposed."""
    return pen("（如无此障碍）", " (but for the bar)") if is_barred(answer) else ""


def _bars(pen: Pen, answer: Assessment) -> Iterator[tuple[str, str]]:
    period, standing = out_of_time(answer), answer.ruling.competence
    if period:
        yield (
            pen("时效已过，不再给予行政处罚", "Out of time, no penalty any more"),
            pen(f"（期限到{dates.chinese(period.until)}）", f" (the period ended on {period.until})"),
        )
    if standing.verdict == "no":
        by, named = pen.label(standing.by), pen.labels(standing.authority)
        onward = pen("报请上级", "refer the case upward") if standing.upward else pen("应当移送", "transfer the case")
        yield (
            pen(f"本机关（{by}）无权处罚", f"Not competent ({by})"),
            pen(
                f"：由{named}处理，{onward}",
                f": it is for the {pen.either(standing.authority)}{' level' if standing.upward else ''}; {onward}",
            ),
        )


def targets(pen: Pen, fines: Iterable[FineRange]) -> Iterator[Target]:
    """Who is fined and how much; those on whom the same is imposed, together."""
    found: dict[tuple[str, str], list[str]] = {}
    for fine in fines:
        listed = fine.needs and any(option.bracket for option in fine.options)
        how = mode(pen, fine) + (pen("", ":") if listed else "")
        found.setdefault((how, amount(pen, fine)), []).append(pen.label(fine.on))
    for (how, much), who in found.items():
        yield Target(who=_capital(pen, pen.join(who)), mode=how, amount=much)


def mode(pen: Pen, fine: FineRange) -> str:
    """Must, may, or one of several."""
    if fine.instead_of:
        return pen("择一处", "either-or: fined")
    if fine.mode == "one-or-more":
        return pen("单处或者并处", "singly or jointly: fined")
    return pen("应当处", "must be fined") if fine.mode == "must" else pen("可以处", "may be fined")


def amount(pen: Pen, fine: FineRange) -> str:
    """5万元–50万元; 1亿元以下; while a base is unknown, the formula."""
    if fine.min is None or fine.max is None:
        return pen("；", "; ").join(
            pen.words(option_words(option, pen.statutes.bases, noted=True)) for option in fine.options
        )
    return pen.words(amount_words(fine.min, fine.max, below=fine.below_minimum))


def _targets(pen: Pen, answer: Assessment) -> Iterator[Target]:
    if answer.branches:
        yield from _open_targets(pen, answer)
    elif answer.fines:
        yield from targets(pen, answer.fines)
    else:
        yield _without_fine(pen, answer)


def _without_fine(pen: Pen, answer: Assessment) -> Target:
    if answer.adjustment and answer.adjustment.effect == "no-penalty":
        return Target(who=pen("不予处罚", "No penalty is imposed"), mode="", amount=pen("不罚款", "no fine"))
    return Target(who=pen("本档", "In this tier"), mode="", amount=pen("不罚款", "no fine"))


def _lines(pen: Pen, answer: Assessment) -> Iterator[str]:
    """What is said under the amounts, what is needed most first."""
    if answer.needs:
        needed = pen.labels(answer.needs)
        yield pen(f"数额取决于{needed}，请填写", f"The amount depends on the {needed}, which is needed")
    codes = {note.code for note in answer.notes}
    if "number-means-another" in codes:
        yield pen(
            "没有写版本，这一条号现在是另一违法行为，见“条号”",
            "Without an edition the number is another offence now: see “Number”",
        )
    if "deciding-date-missing" in codes:
        yield pen(
            "没有违法行为日期，不能判断是否适用这一文本，见“提示”",
            "Without the day of the conduct the text is not certain: see “Notes”",
        )
    if not answer.fines:
        for strength, words in (("must", pen("应当", "Must")), ("may", pen("可以", "May"))):
            kinds = [each.kind for each in answer.sanctions if each.mode == strength and not each.conditional]
            if kinds:
                yield pen.colon(words, pen.labels(dict.fromkeys(kinds)))
    instead = next((fine.instead_of for fine in answer.fines if fine.instead_of), ())
    if instead:
        yield pen(f"与{pen.labels(instead)}择一，不同时给予", f"Instead of {pen.labels(instead)}, not beside it")
    if answer.edition_choice.rule in ("unclear", "continued"):
        yield pen("适用哪一文本须由办案人判断，见“版本”", "Which text applies is to be judged: see “Edition”")
    if answer.competence.verdict == "depends":
        yield pen("本机关是否有权，条文未点名，见“权限”", "The text names no one authority: see “Authority”")
    if answer.adjustment and answer.fines:
        adjustment = pen.statutes.adjustments[answer.adjustment.adjust]
        before = answer.needs and answer.adjustment.effect == "below-range"
        unlowered = pen("，所列数额未经减轻", ", not yet applied to the amounts") if before else ""
        yield pen(f"{adjustment.label}{unlowered}，见“裁量”", f"{adjustment.label_en}{unlowered}: see “Adjusted”")
    if answer.disputed:
        others = pen.labels(fine.on for fine in answer.disputed)
        yield pen(f"{others}：另有读法，见“数额”", f"{_capital(pen, others)}: there is another reading, see “Amounts”")


def _open_lines(pen: Pen, answer: Assessment) -> Iterator[str]:
    yield pen(
        "有情节尚未查明，查明以前不能决定，见“情节查明以后”",
        "Facts are not yet established: see “Once the facts are established”",
    )
    first = {branch.fines[0].on for branch in answer.branches if branch.fines}
    others = dict.fromkeys(fine.on for branch in answer.branches for fine in branch.fines if fine.on not in first)
    if others:
        yield pen(f"另有对{pen.labels(others)}的罚款", f"And fines on the {pen.labels(others)}")


def _open_targets(pen: Pen, answer: Assessment) -> Iterator[Target]:
    """What each outcome of the open facts means for whoever is named first."""
    for branch in answer.branches:
        labels = [pen(" + ", " + ").join(map(pen.label, facts)) for facts in branch.facts if facts]
        when = pen(f"有{'或'.join(labels)}的", f"With {' or '.join(f'“{each}”' for each in labels)}")
        if not labels and len(branch.without) > 1:
            when = pen("都没有的", "With none of them")
        elif not labels:
            when = pen(f"没有{pen.labels(branch.without)}的", f"Without “{pen.labels(branch.without)}”")
        fines = list(targets(pen, branch.fines))
        if branch.expired or branch.why or not fines:
            yield Target(who=when, mode="", amount=branch_outcome(pen, branch, brief=True))
        else:
            unless = "" if branch.competent or is_barred(answer) else pen("（本机关无权）", " (not competent)")
            yield Target(who=when + pen(" ", ": ") + fines[0].who, mode=fines[0].mode, amount=fines[0].amount + unless)


def branch_outcome(pen: Pen, branch: Branch, *, brief: bool = False) -> str:
    """单位应当处5万元–50万元；直接负责的主管人员应当处…; `brief`: why there is nothing is not said."""
    if branch.expired:
        return pen("时效已过，不再给予行政处罚", "out of time, no penalty any more")
    if branch.why:
        return pen("本条不适用", "the provision does not apply") if brief else pen.words(branch.why)
    found = [f"{each.who}{pen('', ' ')}{each.mode}{pen('', ' ')}{each.amount}" for each in targets(pen, branch.fines)]
    found = found or [pen("不罚款", "no fine")]
    if not branch.competent:
        found.insert(0, pen("本机关无权处罚；如无此障碍", "not competent; but for that"))
    return pen("；", "; ").join(found)


def _capital(pen: Pen, text: str) -> str:
    return pen(text, text[:1].upper() + text[1:])
