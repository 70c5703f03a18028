"""The penalties of a decision as notices word them: 责令限期整改 · 没收违法所得38万元 · 直接责任人员（2人）各1万.

What cannot be read is never guessed. A person named without a role has the role UNSAID, to be judged under each that it may be.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal

from finecalc.language import money
from finecalc.language.errors import FinecalcError
from finecalc.language.numerals import hidden_digit, plain
from finecalc.law.sentences import refusals
from finecalc.table.model import Sanction
from finecalc.table.statutes import Statutes, named
from finecalc.table.vocabulary import bare

_CHINESE = "零〇一二两三四五六七八九十壹贰叁肆伍陆柒捌玖拾"
_UNITS = "百佰千仟万亿"
_AMOUNT = (
    rf"(?:人民币|RMB|CNY|[¥￥])?\s*(?:\d[\d,]*(?:\.\d+)?\s*[{_UNITS}{_CHINESE}\d.]*\s*(?:元|圆|yuan)?"
    rf"|[{_CHINESE}]+[{_UNITS}][{_CHINESE}{_UNITS}]*(?:元|圆)?|[{_CHINESE}]+(?:元|圆))整?"
)
_NUMBERING = r"^(?:[①-⑳]|[(（]?[\d一二三四五六七八九十]{1,2}[)）.．、])\s*(?=\D)"
_LONGEST = 120
"""More characters than one person's fine or one kind of sanction has; longer ones are not read."""
_PIECES = 9
"""As many words and separators as one term may consist of (造成甲、乙等后果)."""
_SEPARATOR = r"[、,，/／|]|\s+"
_AND = r"以及|并且|且|并处|并|和|及|同时"


def parts(text: str, known: Callable[[str], bool]) -> list[str]:
    """The words of one entry of a list: taken apart at 、 commas and blanks where that gives words that are known."""
    entry = re.sub(_NUMBERING, "", text.strip())
    if known(entry) or len(entry) > 5 * _LONGEST:
        return [entry]
    found: list[str] = []
    rest = [piece for piece in re.split(f"({_SEPARATOR})", entry) if piece]
    while rest:
        for end in range(min(len(rest), _PIECES), 0, -1):
            piece = re.sub(_NUMBERING, "", "".join(rest[:end]).strip())
            if end == 1 or known(piece):
                break
        rest = rest[end:]
        if not re.fullmatch(_SEPARATOR, piece) and piece:
            found += _joined_by_words(piece, known)
    return found if any(map(known, found)) else [entry]


def _joined_by_words(piece: str, known: Callable[[str], bool]) -> list[str]:
    pieces = [each for each in re.split(_AND, piece) if each]
    return pieces if not known(piece) and pieces and all(map(known, pieces)) else [piece]


def facts(statutes: Statutes, entries: Iterable[str]) -> tuple[str, ...]:
    """The facts as they are written, one by one."""

    def known(word: str) -> bool:
        return bare(word) in statutes.fact_words

    found = ([entry] if known(entry) else parts(entry, known) for entry in entries)
    return tuple(each for several in found for each in several)


# --- sanctions ----------------------------------------------------------------------------------------------------------


def sanctions(statutes: Statutes, entries: Iterable[str]) -> tuple[tuple[str, Decimal | None], ...]:
    """The kinds of sanction that the entries of a list name. Raises FinecalcError."""

    def known(word: str) -> bool:
        try:
            sanction(statutes, word)
        except FinecalcError:
            return False
        return True

    return tuple(sanction(statutes, each) for entry in entries for each in parts(entry, known))


def sanction(statutes: Statutes, text: str) -> tuple[str, Decimal | None]:
    """The kind of sanction that `text` names, as an identifier, and the amount that it names with it (yuan).

    Raises FinecalcError with the nearest kind.
    """
    written = plain(text)
    kinds = statutes.sanction_words
    for words, amount in _with_amounts(written) if len(written) <= _LONGEST and not hidden_digit(text) else ():
        for each in _plainer(words):
            kind = kinds.get(each.rstrip("的").lower())
            if kind and (amount is None or kind in _COUNTED):
                return kind, None if amount is None else money.parse(amount)
    timed = re.fullmatch(_TIMED, written[:_LONGEST])
    kind = kinds.get(timed["words"].lower()) if timed else None
    if kind and not any(each.duration for each in _laid(statutes) if each.kind == kind):
        return kind, None
    return named(statutes.table.sanctions, written, *refusals.KINDS["sanctions"].both).id, None


def _laid(statutes: Statutes) -> Iterable[Sanction]:
    return (each for provision in statutes.table.provisions for tier in provision.tiers for each in tier.sanctions)


_TIMED = rf"(?P<words>\D+?)\(?(?:\d{{1,3}}|[{_CHINESE}]{{1,4}})个?[日天月年]\)?"
_COUNTED = ("fine", "confiscate-gains")
_ADVERBS = r"立即|限期|当场|依法|全部|(?:自.{1,12}起)?(?:在|于)?\d{1,3}个?(?:工作)?[日天]内(?:予以)?"
_TERM = r"\((?:自.{1,12}起)?(?:限期?|于|在)?\d{1,3}个?(?:工作)?[日天]内?\)"
_LEADING = (
    r"^(?:(?:并|决定|同时|依法|可以)?(?:对(?:该|其|当事人|你)?(?:单位|公司)?)?(?:给予|予以|处以|并处|单处|处|要求)?)"
)


def _with_amounts(written: str) -> Iterable[tuple[str, str | None]]:
    """The words as they are; and without the amount that stands behind, before or in them."""
    yield written, None
    for pattern in (
        rf"(?P<words>\D+?)(?:共计|合计|为|[:(\s])*(?P<amount>{_AMOUNT})\)?",
        rf"(?P<lead>.*?)(?P<amount>{_AMOUNT})的?(?P<words>罚款|违法所得)",
    ):
        found = re.fullmatch(pattern, written)
        if found:
            lead = found.groupdict().get("lead") or ""
            yield (lead if "没收" in lead else "") + found["words"], found["amount"]


def _plainer(words: str) -> Iterable[str]:
    """The words, and what is left of them without what adds nothing to a kind of sanction."""
    yield words
    words = re.sub(r"(?<=责令)(?:其|(?:该|你|当事)?(?:单位|公司|人))", "", words)
    bare = re.sub(_ADVERBS, "", re.sub(_TERM, "", words)).replace("改正违法行为", "改正")
    yield bare
    bare = re.sub(_LEADING, "", bare).removesuffix("处罚").removesuffix("的行政")
    yield bare
    yield "责令" + bare.removeprefix("责令")
    yield bare.removeprefix("责令")


UNSAID = ""
"""The role of a person who is named without one."""

# --- persons ------------------------------------------------------------------------------------------------------------


def person_fines(
    statutes: Statutes, entries: Iterable[str], parse: Callable[[str], Decimal] = money.parse
) -> tuple[tuple[str, Decimal], ...]:
    """主管人员:2万 · 主管人员张某1万元 · 直接责任人员（2人）各1万 → (("manager", 20000), …), one for each role that is named."""
    roles = _roles(statutes)
    return tuple(found for entry in entries for part in _by_person(entry) for found in _fined(roles, part, parse))


_FINED = (
    rf"(?i)(?P<who>.*?)[\s:=]*(?P<each>(?:分别|各自|各|均|每人|人均)*)(?:处以|处|罚款|罚|人民币|[\s:=为])*(?P<each_too>各|均|每人)?"
    rf"(?P<amount>{_AMOUNT}|无|没有|none|nil)\s*(?:的?罚款)?(?P<per>/人|每人)?[。.]?"
)
_ENDS = rf"(?i)(?:{_AMOUNT}|无|没有|none|nil)\s*(?:的?罚款)?(?:/人|每人)?[。.]?$"
_COUNT = r"\(?\s*(\d{1,2}|[一二两三四五六七八九十]{1,2})\s*[人名位]\s*\)?"
_TITLE = r"法定代表人|(?:主要|直接|技术|安全|网络安全)?负责人"
_NAME = r"(?:[\u4e00-\u9fff]{2,4}(?:·[\u4e00-\u9fff]{1,6})*|[A-Za-z]+(?:[ .][A-Za-z]+)*)[甲乙丙丁\d]?"
_NO_NAME = r"人员|负责|责任|代表|主管|主任|经理|总监|董事|监事|单位|公司|股东|以|除|非|不|其他|等|共|合计|总计|人$|约|左右|至少|至多|最|未|罚|处|金|元"


def _roles(statutes: Statutes) -> list[tuple[str, str]]:
    """Every wording of a role, longest first, with its identifier."""
    found = []
    for person in statutes.table.persons:
        if person.id != "organisation":
            found += [
                (plain(word).lower(), person.id) for word in (person.id, person.label, person.label_en, *person.words)
            ]
    found += [(word.removesuffix("员"), role) for word, role in found if word.endswith("责任人员")]
    return sorted(found, key=lambda pair: -len(pair[0]))


def _by_person(entry: str) -> list[str]:
    """One part for each amount: what has none belongs to the next that has one (李某、王某各1万)."""
    if hidden_digit(re.sub(_NUMBERING, "", entry)):
        return [entry]
    written = re.sub(r"(?<=[\d万元整])\s+(?=[^\d\s万元亿千百十各])", ";", plain(re.sub(_NUMBERING, "", entry)))
    found, held = [], ""
    for piece in re.split(r"([;、。]|,(?!\d{3}(?!\d))|(?<=\D),)(?![^(]*\))", written):
        held += piece
        if re.search(_ENDS, held[-_LONGEST // 3 :]):
            found.append(held.strip(";、,。 "))
            held = ""
    return found + ([held.strip(";、,。 ")] if held.strip(";、,。 ") else [])


def _fined(
    roles: Sequence[tuple[str, str]], part: str, parse: Callable[[str], Decimal]
) -> Iterable[tuple[str, Decimal]]:
    read = re.fullmatch(_FINED, part) if len(part) <= _LONGEST and not hidden_digit(part) else None
    if not read or not read["who"].strip():
        raise FinecalcError(*refusals.no_persons_fine(part).both)
    who = re.sub(r"^(?:并)?(?:对|给予)", "", read["who"].strip()).lower()
    rest, said = who, dict[str, int]()
    for word, role in roles:
        if word in rest:
            said.setdefault(role, who.index(word))
            rest = rest.replace(word, "\0")
    named_roles = sorted(said, key=said.__getitem__)
    titles = re.findall(_TITLE, rest)
    rest = re.sub(_TITLE, "\0", rest)
    several = re.findall(_COUNT, rest)
    rest = re.sub(_COUNT, "", rest)
    names = [name.strip() for name in re.split(r"[\0()、,;和及与]|以及", rest) if name.strip()]
    if not all(re.fullmatch(_NAME, name) and not re.search(_NO_NAME, name) for name in names):
        raise FinecalcError(*refusals.nobody_named(part, read["who"].strip()).both)
    each = bool(read["each"] or read["each_too"] or read["per"])
    more = (
        len(named_roles) > 1 or len(names) > 1 or len(titles) > 1 or any(count not in ("1", "一") for count in several)
    )
    amount = parse(read["amount"])
    if more and not each and amount:
        raise FinecalcError(*refusals.several_persons(part).both)
    beside = [UNSAID] if named_roles and titles and each else []
    return [(role, amount) for role in (*named_roles, *beside) or (UNSAID,)]
