"""The words of penalty clauses: the grammar's own tables, and the vocabularies of `statutes.toml` made ready to match."""

import re
from collections.abc import Iterable

from msgspec import Struct

from finecalc.proof.reader.numerals import NUMERAL
from finecalc.table.model import Table, Term

MONEY = NUMERAL + "元"
ARTICLE = r"第[零一二三四五六七八九十百千]+条"
PARAGRAPH = r"第[一二三四五六七八九十]+款"
ITEM = r"第[一二三四五六七八九十]+项"
ITEM_MARK = r"（[一二三四五六七八九十]+）"
THIS_LAW = r"本(?:法|条例|规定|办法|规则|细则)"
DUTY = r"(?:(?:依据|按照|依照|根据)(?:各自)?(?:的)?职[责权](?:分工|权限)?|在(?:各自)?(?:的)?职责范围内)"

# Consequences of conduct, by how grave the text calls them. No comma and no 的 inside: those would be a second condition.
TRIGGERS = (
    (
        "extreme",
        r"(?:造成|导致)(?:特别严重影响、特别严重后果|[^，；。的]*?特别严重(?:危害[^，；。的、]{1,8})?(?:后果|影响))",
    ),
    ("severe", r"(?:造成|导致)[^，；。的]*?(?<!特别)严重危害[^，；。的、]{1,8}后果"),
    ("consequence", r"(?:造成|导致)(?:[^，；。的]*?等)?严重后果"),
    ("consequence", r"(?:造成|导致)危害[^，；。的、]{0,8}后果"),
)

# Who may act: a level of the cyberspace administration is said with its office, 省级以上 with every level above it.
LEVELS = ("national", "provincial", "prefecture", "county")
OFFICE = r"(?:互联网信息办公室|网信(?:、[^，；。]{1,60}?)?(?:等)?(?:主管|有关)?部门|履行个人信息保护职责的部门)"
LEVEL_PHRASES = (
    (rf"国家和地方{OFFICE}", LEVELS),
    (rf"国家和省、自治区、直辖市{OFFICE}", LEVELS[:2]),
    (rf"国家{OFFICE}", LEVELS[:1]),
    (rf"地方{OFFICE}", LEVELS[1:]),
    (rf"省级以上(?:人民政府)?{OFFICE}", LEVELS[:2]),
    (rf"设区的市级以上(?:人民政府)?{OFFICE}", LEVELS[:3]),
    (rf"县级以上(?:人民政府)?{OFFICE}", LEVELS),
)

# Said before a sanction that another body then imposes.
PASSED_ON = r"通报有关(?:主管)?部门(?:依法)?(?=吊销)"

# The wording of the sanction that an article imposes by sending to public-security law.
SECURITY = "依照治安管理等法律、行政法规处罚"
# A list of departments in which the cyberspace administration stands, and the national one with others beside it.
BODY_PHRASES = (
    (r"国家网信部门等有关主管部门", ("national", "other-department")),
    (
        r"(?:(?!国家|省级|地方|设区|县级)[^，；。]{2,80}?[、和])?网信(?:部门)?(?:[、和][^，；。]{2,60}?)?(?:等|或者其他)(?:有关|主管)*部门",
        ("competent-authority",),
    ),
)
# What sends to other laws without naming one of them.
POINTS = "^依照有关[^，；。：《]{2,30}?的?规定(?:予以|给予)?(?:处理、)?处罚$"
# Where other law provides, that goes first: the paragraph only supplements it.
SUPPLEMENT = (
    r"，((?:法律|行政法规)[^，；。]{0,8}有规定的，依照其规定)；((?:法律|行政法规)[^，；。]{0,8}没有规定的)，(?=由)"
)
OTHERWISE = r"(?:法律|行政法规)[^，；。]{0,8}另有规定的，从其规定"
# Liability that other law fixes, said beside a penalty.
LIABLE = "依法追究(?:相应)?法律责任$"
VERBS = ("责令", "给予", "予以", "处以", "处")
# A number, bound, sanction, person or mode: a text without any of these provides for no penalty.
LAW_WORDS = re.compile(
    rf"{MONEY}|{NUMERAL}(?:个)?(?:百分点|倍|日|天|个月|月|年)(?:以上|以下|内)|{NUMERAL}倍|百分之{NUMERAL}|[0-9.]+[%％]"
    r"|以上|以下|不足|超过|罚款|罚金|责令|没收|吊销|暂扣|注销|撤销|取缔|警告|通报|拘留|处分|可以|并处|单处|处罚|处理"
    r"|情节(?:特别)?(?:严重|较重|恶劣|轻微|较轻)|拒不改正|(?:造成|导致)[^，；。]*?(?:后果|影响|损失)|逾期"
    r"|直接负责的主管人员|直接责任人员|责任人员|负责人|从业|停业|停产|关闭|暂停|终身|不得|禁止|公告|信用|退还|退赔|拆除"
)
# What `…` stands for in a wording of the table: in the name of a permit, and in the name of a department.
FEW_WORDS = r"(?:(?!或者|和|以及|吊销|执照|责令)[^，；。、的]){1,12}?"
OTHER_WORDS = r"(?:(?!或者|网信|互联网信息|有关|上级|原|发证|登记|许可|批准|备案|建议|会商)[^，；。]){1,60}?"
# A department of another kind is none that holds the police or state security (公安、市场监督管理等部门).
NOT_POLICE = r"(?![^，；。]*(?:公安|国家安全))"


class Vocabulary(Struct, frozen=True):
    """Wordings, longest first, with the identifier that each stands for. A `…` in a wording stands for any few words."""

    facts: tuple[tuple[re.Pattern[str], str], ...]
    sanctions: tuple[tuple[re.Pattern[str], str], ...]
    persons: tuple[tuple[re.Pattern[str], str], ...]
    authorities: tuple[tuple[re.Pattern[str], str], ...]
    subjects: tuple[tuple[re.Pattern[str], str], ...]
    bases: tuple[tuple[str, str], ...]
    corrective: frozenset[str]
    laws: tuple[tuple[str, str], ...]


def vocabulary(table: Table) -> Vocabulary:
    """The words that `table` knows."""
    levels = {term.id for term in table.authorities if term.level}
    grammar = [(re.compile(words), fact) for fact, words in TRIGGERS]
    texts = [(re.compile(re.escape(phrase.text)), fact.id) for fact in table.facts for phrase in fact.phrases]
    return Vocabulary(
        facts=(*grammar, *texts, *_wordings(table.facts)),
        sanctions=tuple(pair for pair in _wordings(table.sanctions) if pair[1] != "fine"),
        persons=_wordings(table.persons),
        authorities=_wordings((term for term in table.authorities if term.id not in levels), OTHER_WORDS),
        subjects=_wordings(table.subjects),
        corrective=frozenset(kind.id for kind in table.sanctions if not kind.penalty),
        bases=tuple((word, base.id) for base in table.bases for word in (base.label, *base.words)),
        laws=tuple((law.name, law.id) for law in table.laws),
    )


def _wordings(terms: Iterable[Term], filler: str = FEW_WORDS) -> tuple[tuple[re.Pattern[str], str], ...]:
    pairs = [(word, term.id) for term in terms for word in (term.label, *term.words)]
    pairs.sort(key=lambda pair: ("…" in pair[0], -len(pair[0]), pair[0]))
    return tuple(
        (re.compile((NOT_POLICE if word.startswith("…") else "") + re.escape(word).replace("…", filler)), name)
        for word, name in pairs
    )
