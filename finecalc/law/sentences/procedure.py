"""What is large at the office that acts, and what the text leaves open, in words."""

from collections.abc import Iterable, Sequence

from finecalc.language import money
from finecalc.language.words import Words
from finecalc.law.rules.hearing import FINE, Large, Limit
from finecalc.table.model import Term
from finecalc.table.statutes import Statutes


def what_words(statutes: Statutes, kind: str, targets: Iterable[str]) -> Words:
    """The fine or the confiscation that is meant: 对单位的罚款."""
    who = [statutes.persons[target] for target in targets]
    zh, en = "、".join(each.label for each in who), " and ".join(each.label_en for each in who)
    if kind == FINE:
        return Words(f"对{zh}的罚款", f"the fine on the {en}")
    label = statutes.kinds[kind]
    return Words(f"对{zh}{label.label}", f"the {label.label_en} from the {en}")


def large_words(statutes: Statutes, alike: Sequence[Large]) -> Words:
    """How what is possible on some targets stands to what is large at the office: for all of them in the same way."""
    found = alike[0]
    what = what_words(statutes, found.kind, [each.on for each in alike])
    limits = limits_words(found.limits)
    if found.verdict == "yes":
        return Words(
            f"{what.zh}在这里都达到较大数额：{limits.zh}", f"{what.en} is large here whatever its sum: {limits.en}"
        )
    if found.verdict == "no":
        return Words(
            f"{what.zh}在这里达不到较大数额，不因此听证：较大数额{limits.zh}",
            f"{what.en} cannot be large here, and there is no hearing on that ground: it is large {limits.en}",
        )
    if found.verdict == "if-large":
        return Words(f"{what.zh}，较大数额{limits.zh}", f"{what.en} is large {limits.en}")
    return Words(
        f"{what.zh}多少算较大数额，机关档案没有载明，请对照本机关适用的标准",
        f"from what sum {what.en} is large, the office profile does not say: compare your own threshold",
    )


def limits_words(limits: Iterable[Limit]) -> Words:
    """从5万元起 or 超过5万元, for which acts, with its source."""
    told = [_limit_words(limit) for limit in limits]
    return Words("；".join(each.zh for each in told), "; ".join(each.en for each in told))


def _limit_words(limit: Limit) -> Words:
    entry = limit.threshold
    if limit.start is None:
        zh, en = "数额没有载明", "the sum is not known"
    elif entry.inclusive:
        zh, en = f"从{money.chinese(limit.start)}起", f"from {money.english(limit.start)}"
    else:
        zh, en = f"超过{money.chinese(limit.start)}的", f"over {money.english(limit.start)}"
    remarks = []
    if entry.business is not None:
        remarks.append(
            Words("经营活动中的违法行为", "acts in business")
            if entry.business
            else Words("非经营活动中的违法行为", "acts outside business")
        )
    if entry.only:
        remarks.append(Words(entry.only, entry.only))
    if entry.counts_confiscation:
        remarks.append(Words("没收的数额计入", "what is confiscated is added"))
    if entry.ministry_prevails:
        remarks.append(Words("国务院部门另有标准的从其标准", "a standard of the ministry prevails"))
    if entry.source:
        remarks.append(Words(entry.source, entry.source))
    if not remarks:
        return Words(zh, en)
    return Words(
        f"{zh}（{'；'.join(each.zh for each in remarks)}）", f"{en} ({'; '.join(each.en for each in remarks)})"
    )


def left_open_words(kinds: Iterable[Term]) -> Words:
    """Of these kinds the text does not say whether they are among the graver penalties."""
    listed = tuple(kinds)
    zh, en = "、".join(each.label for each in listed), ", ".join(each.label_en for each in listed)
    return Words(
        f"{zh}：条文没有列明，是否属于“其他较重的行政处罚”由本机关判断",
        f"{en}: not named in the text; whether it is one of the “other graver penalties” is for the office to judge",
    )
