"""The steps before a decision on the page of an answer: in short which are due and by which article, or each in full."""

from collections.abc import Iterator

from finecalc.language import money
from finecalc.language.page import Block, Heading, Items
from finecalc.language.words import Words
from finecalc.law.answer import Procedure
from finecalc.law.assessment import Assessment
from finecalc.law.rules.hearing import CONFISCATION
from finecalc.law.sentences.pen import Pen


def due_blocks(pen: Pen, answer: Assessment, *, full: bool) -> Iterator[Block]:
    """The steps due, or due from a sum on, before the decision."""
    if not answer.procedures:
        return
    yield Heading(pen("决定前的程序", "Due before the decision"))
    if full or any(step.reference is None for step in answer.procedures):
        yield Items(tuple(pen.spelt(step.zh, step.en) + pen.basis(step.reference) for step in answer.procedures))
        return
    groups: dict[str, list[str]] = {}
    for step in answer.procedures:
        groups.setdefault(_whether(pen, step), []).append(_name(pen, step) + pen.basis(step.reference))
    items = [pen.colon(when, pen.join(names)) for when, names in groups.items()]
    if not any(amount.starts for step in answer.procedures for amount in step.amounts):
        items.append(
            pen(
                "多大数额算较大，由各地、各部门规定，本表未载",
                "What sum is large is fixed locally and is not in this table",
            )
        )
    yield Items(tuple(items))


def _name(pen: Pen, step: Procedure) -> str:
    names = {each.name.en.replace(" ", "-"): each.name for each in pen.statutes.table.rules.procedures}
    return pen.words(names[step.step])


def _whether(pen: Pen, step: Procedure) -> str:
    if step.due == "yes":
        return pen("应当", "Due")
    if step.due == "no":
        return pen("数额不会达到，不需要", "Not due: no sum reaches it")
    if step.due == "if-heard":
        case = Words("举行了听证的", "where a hearing was held")
    elif step.due == "if-imposed":
        case = Words(f"给予{pen.labels(step.kinds)}的", f"with {pen.labels(step.kinds)}")
    elif step.due == "if-large":
        sums = pen.join(_sums(pen, step))
        case = Words(f"{sums}的", f"from {sums}")
    else:
        case = Words("数额较大、案情重大或者复杂的", "with large sums, in grave or complex cases")
    return pen(
        f"{case.zh}，以及所引条文规定的其他情形，应当", f"Due {case.en}, and in the other cases of the cited article"
    )


def _sums(pen: Pen, step: Procedure) -> Iterator[str]:
    """From what sum on, for each on whom it is imposed."""
    for each in step.amounts:
        if each.due == "if-large" and each.starts:
            start, on = pen.words(money.words(min(each.starts))), pen.label(each.on)
            taken = each.kind == CONFISCATION
            what = pen("没收" if taken else "罚款", "confiscation" if taken else "a fine")
            yield pen(f"对{on}{what}达到{start}", f"{what} of {start} on the {on}")
