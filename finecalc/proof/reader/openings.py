"""What begins at a place in the text: a penalty, who acts, at whom, a condition. Each answer is where it ends, 0 for none.

These need to look ahead: words between 由 and a verb are an authority only if a verb of imposing follows.
"""

import re
from functools import lru_cache

from finecalc.proof.reader import patterns as p

FAR = 160  # characters: no authority, aim or condition is longer


def penalty(text: str, at: int, end: int) -> bool:
    """Whether something is imposed from `at` on, behind any 可以, 并, 依法."""
    while at < end:
        if p.MEASURE_VERB.match(text, at, end) or p.FINE.match(text, at, end):
            return True
        adverb = p.ONE_ADVERB.match(text, at, end)
        if not adverb:
            return False
        at = adverb.end()
        if text[at : at + 1] == "，":
            at += 1
    return False


def _behind_adverbs(pattern: re.Pattern[str], text: str, at: int, end: int) -> bool:
    while True:
        if pattern.match(text, at, end):
            return True
        adverb = p.ONE_ADVERB.match(text, at, end)
        if not adverb:
            return False
        at = adverb.end() + text.startswith("，", adverb.end(), end)


_TO_PERSONS = re.compile("对(?!外)")


def _after_body(text: str, at: int, end: int) -> int:
    """Behind the words of a body: its duty (依据职责) and a comma, if what a body does follows then."""
    duty = p.DUTY.match(text, at, end)
    ends = {duty.end() if duty else at, at}
    for here in sorted(ends, reverse=True):
        for stop in (here + 1, here) if text[here : here + 1] == "，" else (here,):
            if (
                penalty(text, stop, end)
                or _behind_adverbs(_TO_PERSONS, text, stop, end)
                or p.ELSEWHERE_VERB.match(text, stop, end)
                or p.EXCEPT.match(text, stop, end)
            ):
                return stop
    return 0


def authority(text: str, at: int, end: int) -> int:
    """由有关主管部门依据职责: the words behind 由 up to a verb. 经……批准，由 and 报……批准， belong to it."""
    if approved := p.APPROVED.match(text, at, end):
        return approved.end()
    by = p.BY.match(text, at, end)
    if not by:
        return 0
    clause = p.UP_TO_SEPARATOR.match(text, by.end(), min(end, by.end() + FAR))
    stop = clause.end() if clause else by.end()
    for body in p.BODY.finditer(text, by.end(), stop):
        if "由" in text[by.end() : body.start()].replace("或者由", ""):
            return 0
        if found := _after_body(text, body.end(), end):
            return found
        its = p.OR_ITS.match(text, body.end(), end)
        if its and (found := _after_body(text, its.end(), end)):
            return found
    return 0


def actor(text: str, at: int, end: int) -> int:
    """中国人民银行应当……, 公安机关可以……: a body as the subject of what it imposes."""
    if p.NOT_ACTOR.match(text, at, end):
        return 0
    inside = p.INSIDE_ACTOR.search(text, at, end)
    for body in p.SURE_BODY.finditer(text, at, min(inside.start() if inside else end, at + 70)):
        duty = p.DUTY.match(text, body.end(), end)
        here = duty.end() if duty else body.end()
        for stop in (here + 1, here) if text[here : here + 1] == "，" else (here,):
            if (
                _behind_adverbs(p.STRONG, text, stop, end) or _behind_adverbs(p.FINE, text, stop, end)
            ) or p.EXCEPT.match(text, stop, end):
                return stop
            acts = p.ACTS.match(text, stop, end)
            if acts and (penalty(text, acts.end(), end) or _behind_adverbs(_TO_PERSONS, text, acts.end(), end)):
                return stop
    return 0


def aim(text: str, at: int, end: int) -> int:
    """对直接负责的主管人员: the words behind 对 up to what is imposed on them."""
    if bare := p.AIM_BARE.match(text, at, end):
        return bare.end()
    to = p.AIM.match(text, at, end)
    clause = p.UP_TO_SEPARATOR.match(text, to.end(), min(end, to.end() + 80)) if to else None
    if not to or not clause:
        return 0
    for here in range(to.end() + 1, clause.end() + 1):
        if text.endswith(("或者", "和", "、", "以及", "并"), to.end(), here) or text[here - 1 : here + 1] == "的，":
            continue
        stop = here + 1 if text[here : here + 1] == "，" else here
        acted = authority(text, stop, end) if text.startswith(("由", "并由"), stop) else 0
        acted = acted or (actor(text, stop, end) if stop > here else 0) or stop
        if penalty(text, acted, end) or _behind_adverbs(p.ELSEWHERE_VERB, text, acted, end):
            return stop
    return 0


def size(text: str, at: int, end: int) -> int:
    """没有违法所得或者违法所得不足十万元的，: the size of a base, before what is imposed for it."""
    for pattern in p.SIZES:
        found = pattern.match(text, at, end)
        if found and (
            penalty(text, found.end(), end)
            or text[found.end() : found.end() + 1] in ("由", "对")
            or actor(text, found.end(), end)
        ):
            return found.end()
    return 0


def choice(text: str, at: int, end: int) -> int:
    """或者, 直至, 、 and 和 between what is imposed."""
    joiner = re.compile("，?(?:或者|直至|或)|、|和|以及|及").match(text, at, end)
    if not joiner:
        return 0
    here = joiner.end()
    by = re.compile("由[^，；。]{2,40}").match(text, here, end) if "、" not in joiner[0] else None
    if penalty(text, here, end):
        return here
    return here if by and any(penalty(text, stop, end) for stop in range(here + 3, by.end())) else 0


def member(text: str, at: int, end: int) -> bool:
    """Whether the next measure or fine of a list begins at `at`."""
    by = re.compile(rf"由{p.WORD}{{2,40}}").match(text, at, end)
    begins = [at, *(range(at + 3, by.end() + 1) if by else ())]
    return any(
        _behind_adverbs(_NEXT, text, begin, end) or _behind_adverbs(p.FINE, text, begin, end) for begin in begins
    )


_NEXT = re.compile(rf"{p.LISTED}|处{p.N}日")


@lru_cache(maxsize=1024)
def consequence(text: str, at: int, end: int) -> bool:
    """Whether what follows from the conduct or a condition begins at `at`."""
    return bool(
        penalty(text, at, end)
        or p.LEAD.match(text, at, end)
        or authority(text, at, end)
        or actor(text, at, end)
        or (_behind_adverbs(_BY_OR_TO, text, at, end) and p.ONE_ADVERB.match(text, at, end))
        or aim(text, at, end)
        or p.PROVISO.match(text, at, end)
        or p.BORROW.match(text, at, end)
        or p.ELSEWHERE.match(text, at, end)
        or p.HAVING.match(text, at, end)
        or size(text, at, end)
        or p.RESIDUAL.match(text, at, end)
        or _KNOWN_CONDITION.match(text, at, end)
    )


_REFUSAL = re.compile("拒[不绝](?!改正|整改|停止)")
_BY_OR_TO = re.compile("由|对")
_KNOWN_CONDITION = re.compile(rf"(?:{p.AGGRAVATION.pattern})[^，；。]{{0,20}}的，")


def condition(text: str, at: int, end: int) -> int:
    """拒不改正的，: words that close with 的， before a consequence."""
    if bare := p.CONDITION_BARE.match(text, at, end):
        return bare.end()
    sentence = p.SENTENCE_END.search(text, at, end)
    stop = min(sentence.start() if sentence else end, at + FAR)
    for closer in p.CONDITION_CLOSER.finditer(text, at + 1, stop):
        if "罚款" in text[at : closer.start()]:
            return 0
        if consequence(text, closer.end(), end) or _GRAVER.fullmatch(text, at, closer.end()):
            return closer.end()
    return 0


# Opens a tier whatever follows.
_GRAVER = re.compile(
    "(?:情节(?:特别|较)?(?:严重|恶劣|重|轻)|拒不[改整][正改]|(?:造成|导致)[^，；。]{0,10}严重[^，；。]{0,4}后果|逾期[不未][^，；。]{1,8})的，"
)


def graver_last(text: str, at: int, end: int) -> int:
    """个人有前款行为，情节严重的，behind a semicolon is other conduct and a condition of its own: where that begins, or 0."""
    last = p.LAST_CLAUSE.search(text, at, end)
    if text[at - 1 : at] not in ("；", "。", "）") or not last or last.start(1) <= at:
        return 0
    first = text[at : last.start(1)]
    own = not p.AGGRAVATION.match(first) and not p.WEIGHS.search(first)
    return last.start(1) if own and re.match("情节(?:特别)?(?:严重|较重)", last[1]) else 0


def item(text: str, at: int, end: int) -> int:
    """The conduct of an item with a penalty of its own, where it begins with a verb that might be a measure (拒绝检查的，)."""
    if text[at - 1 : at] not in ("）", "、") or not _ITEM_CONDUCT.match(text, at, end):
        return 0
    return condition(text, at, end)


_ITEM_CONDUCT = re.compile(
    "拒绝|停止|组织|监督|收购|提出|转移|支付|缴纳|公开|销毁|拆除|扣留|扣押|限制|强制|变卖|拍卖|承担|采取|解除"
)


def item_of_things(text: str, at: int, end: int) -> int:
    """（一）内陆渔业非机动渔船，处…: an item that names only the things that its fine is for."""
    if text[at - 1 : at] != "）":
        return 0
    named = _THINGS.match(text, at, end)
    return named.end() if named else 0


_THINGS = re.compile(
    "[^，；。：处对由的罚]{2,30}(?:以上|以下)?(?:的)?(?:船舶|渔船|车辆|机动车|林木|树木|草原|耕地|林地|土地)，(?=处)"
)


def permitted(text: str, at: int, end: int) -> int:
    """可以在一定期限内停止贷款: whatever stands behind 可以 or 应当, if no amount and no penalty by name is in it."""
    if not text.endswith(("可以", "应当", "可"), 0, at):
        return 0
    clause = p.UP_TO_SEPARATOR.match(text, at, min(end, at + 60))
    if not clause or re.search("罚|处|元|倍|[%％‰]|刑|的$|规定", clause[0]):
        return 0
    return clause.end()


def conduct(text: str, at: int, end: int) -> int:
    """Where the description of the conduct that begins at `at` ends and its consequence begins."""
    if supplement := p.SUPPLEMENTS.match(text, at, end):
        return supplement.end()
    sentence = p.SENTENCE_END.search(text, at, end)
    stop = sentence.start() if sentence else end
    close = 0
    for closer in p.CLOSER.finditer(text, at, stop):
        here = closer.end()
        bare = not closer[0].endswith("，")
        if closer[0] == "行为，" and _REFUSAL.match(text, here, end):
            continue
        if authority(text, here, end) or (text.startswith("处", here) if bare else consequence(text, here, end)):
            close = here
            break
    for comma in re.compile("，").finditer(text, at, close or stop):
        if authority(text, comma.end(), end) or actor(text, comma.end(), end):
            return comma.end()
    if not close and p.FINE.search(text, at, stop):
        commas = re.compile("，").finditer(text, at, stop)
        return next((comma.end() for comma in commas if consequence(text, comma.end(), end)), 0)
    return close
