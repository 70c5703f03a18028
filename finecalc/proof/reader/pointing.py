"""Reads a pointer: whose conduct, who acts, and to which laws it sends.

A pointer may order correction or describe a duty, but no amount, rate or other penalty may stand in it.
"""

import re

from finecalc.language.citation import everyday
from finecalc.proof.reader import words as w
from finecalc.proof.reader.citations import articles
from finecalc.proof.reader.naming import bodies
from finecalc.proof.reader.reading import Reading
from finecalc.table.model import Table

_BY = "(?:依照|依据|按照|根据)"
_WORDS = r"(?:《[^》]*》|[^，；。：《》])*?"
_PUNISH = r"(?:予以|给予|进行)?(?:行政)?(?:处理、处罚|处理处罚|处罚、处分|处理|处罚)"
SENDS = re.compile(
    rf"{_BY}(?!前|该款|本(?:[法条款]|规定|办法|规则|细则)|各自){_WORDS}(?:{_PUNISH}|追究法律责任)|{_BY}(?:《[^》]*》、?)+，|依法{_PUNISH}"
)
BODY = re.compile(
    rf"(?:由([^，；。：]{{2,80}}?)|(?<=，)((?:有关)?主管部门))"
    rf"(?=，?并?(?:应当)?{_BY}(?!(?:各自)?的?职)|责令|予以|给予|，?依法)"
)
PENALTIES = re.compile(
    rf"{w.MONEY}|[0-9.]+[%％]|百分之|倍(?:以上|以下)|罚款|警告|通报|没收|吊销|暂扣|撤销|注销|拘留|停业|停产|关闭(?!、)|禁止其|终身"
)
PROVISO = re.compile(r"(?:^|[；。])((?:构成(?!《)|造成|涉及)[^，；。]*的，[^，；。]*?(?:责任|处罚|处理))(?=[；。]|$)")
NAMED = re.compile(r"《([^》]*)》")
ARTICLE = re.compile(r"《([^》]*)》(第[一二三四五六七八九十百]+条)")
MILDER = "从轻|减轻|不予"
OPEN = "有关|相关|等法律|等法规|等有关|等法律法规|依法"


def pointing(text: str, reading: Reading, words: w.Vocabulary) -> Reading | None:
    """The reading of a pointer; none where the text imposes something itself, or sends nowhere.

    `reading` is what the text says as a penalty paragraph.
    """
    lead = text.split("\n", 1)[0]
    provisos = tuple(found[1] for found in PROVISO.finditer(lead))
    bare = lead
    for proviso in provisos:
        bare = bare.replace(proviso, "")
    sends = [found[0].rstrip("，") for found in SENDS.finditer(bare) if _sends(found[0])]
    if not sends or PENALTIES.search(bare) or any(tier.fines for tier in reading.tiers) or reading.borrows:
        return None
    body = BODY.search(bare)
    quote = body[0] if body else ""
    if len({found[0] for found in BODY.finditer(bare.split("。", 1)[0])}) > 1:
        return None
    conduct = bare[: bare.index(quote)] if quote else re.split(_BY, bare, maxsplit=1)[0]
    authority = bodies(quote, words)[0] if quote else ()
    return Reading(
        pointer=sends[0],
        authority=authority,
        authority_quote=quote if authority else "",
        breaches=articles(conduct)[0],
        subject=reading.subject,
        conduct=conduct.rstrip("，").removesuffix("的"),
        items=reading.items,
        provisos=provisos,
    )


def _sends(words: str) -> bool:
    """Whether words such as 依照有关法律处罚 send to law, and not to a weighing (依据行政处罚裁量权基准, 根据案件情况进行处罚)."""
    return bool(re.search("法|规|《|条例|办法", words)) and not re.search(MILDER, words)


def law_names(table: Table) -> dict[str, str]:
    """The names of the laws as texts write them, with or without the country → the identifier."""
    return {name: law.id for law in table.laws for name in (law.name, everyday(law.name))}


def leads(text: str) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...], bool]:
    """The laws that a pointer names, the articles of these that it names, and whether it leads to other laws too."""
    lead = text.split("\n", 1)[0]
    sends = "".join(found[0] for found in SENDS.finditer(lead))
    laws = tuple(dict.fromkeys(NAMED.findall(lead)))
    return laws, tuple(dict.fromkeys(ARTICLE.findall(lead))), not laws or bool(re.search(OPEN, sends))
