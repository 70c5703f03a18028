"""Which column of a decision file holds what: headings as offices write them, with their units.

A heading that is not understood is passed over where it cannot matter, and refused where it looks like one of ours.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache, lru_cache
from unicodedata import category

from msgspec import Struct

from finecalc.decisions.files.headings import AMOUNTS, FIELDS, HEADINGS
from finecalc.language.errors import FinecalcError
from finecalc.language.near import nearest
from finecalc.language.numerals import plain
from finecalc.language.words import Words

_SIMPLE = str.maketrans(
    "處罰據單類種違為開終結發現機關層級節採購營業額個責員減輕從決間時編號項數實擬對條款內規檢書項萬億圓幣備註術",
    "处罚据单类种违为开终结发现机关层级节采购营业额个责员减轻从决间时编号项数实拟对条款内规检书项万亿圆币备注术",
)
_STAGE = "(?:本案|本次|案件|初步|最终|核定|审定|审批|合议|裁量|拟定|拟|建议|实际|实|应当|应|予以|给予|作出|决定|并处|处以|处)*"
_UNIT = (
    "(?:被处罚(?:单位|企业|公司|对象|当事人|人)|涉案(?:单位|企业|公司)|违法(?:单位|企业|主体)|行政相对人|相对人|当事单位|当事人|"
    "法人单位|单位|公司|企业|机构|组织|法人|网络运营者|运营者|平台)"
)
_PERSON = (
    "(?:直接负责的?主管人员(?:(?:和|及|、)其他直接责任人员)?|其他(?:直接)?责任人员?|(?:相关|有关|直接)?责任人员?|主管人员|"
    "(?:直接|主要)?负责人|相关人员|管理人员|法定代表人|自然人|个人|人员|高管|主管|员工)"
)
_SUM = "(?:的?(?:总)?(?:金额|数额|数目|款额|额度|额|数))?"
_FINE = f"(?:人民币)?(?:(?:行政)?(?:罚款|罚金|处罚款)(?:处罚)?{_SUM}|(?:行政)?处罚的?(?:总)?(?:金额|数额|款额|额度|额)|罚额)"
_TO = "(?:对于?|向|给)?"
_CONDUCT = "(?:(?:违法|违规|涉案)行为|违法|违规|行为)的?(?:发生|实施)?的?"
_DAY = "的?(?:日期|时间|之日|日)"
_LIKE: dict[str, str] = {
    "provision": (
        f"(?!裁量){_STAGE}(?:行政)?(?:(?:处罚|罚款|处理)的?(?:法律|法规)*(?:依据|法条|条款|条文)(?:条款|条文|法条)?|罚则(?:条款|依据)?|"
        "(?:适用|引用)的?(?:法律|法规)*(?:依据|法条|条款|条文)|(?:法律|法规)+(?:依据|条款|条文)|法条|条款|依据)|"
        "legalbasis|penaltybasis|legalprovision|provisions?|basis|article|statute|reference|ref|law|citation"
    ),
    "item": "第几项|行为项|适用项|项次|项|items?",
    "conduct_from": (
        f"{_CONDUCT}(?:开始|起始|起|始){_DAY}|conduct(?:from|start|began|begin|startdate)|(?:start|beginning)ofconduct"
    ),
    "conduct_to": (
        f"{_CONDUCT}(?:终了|结束|终止|截止|停止|止)?{_DAY}|conduct(?:to|end|ended|enddate|date)|(?:date|end)ofconduct|(?:offen[cs]e|violation)date|dateof(?:offen[cs]e|violation)"
    ),
    "decided": (
        f"{_STAGE}(?:行政)?(?:处罚)?的?决定书?(?:作出|下达|签发|制发)?{_DAY}|{_STAGE}(?:行政)?处罚{_DAY}|决定书{_DAY}|"
        "decided(?:on|date)?|decisiondate|date(?:ofdecision|decided)"
    ),
    "discovered": (
        f"(?:违法|违规)?(?:行为|线索|案件|问题)?被?发现(?:违法行为|违法线索|线索)?{_DAY}|discovered(?:on|date)?|discoverydate|"
        "date(?:ofdiscovery|discovered)"
    ),
    "filed": f"(?:行政处罚)?(?:案件)?立案(?:批准|审批)?{_DAY}|filed(?:on|date)?|filingdate|date(?:offiling|filed)",
    "notified": (
        f"(?:行政)?(?:处罚)?(?:意见)?(?:事先)?告知书?(?:送达)?{_DAY}|notified(?:on|date)?|noticedate|date(?:ofnotice|notified)"
    ),
    "heard": f"(?:举行|召开)?听证会?(?:举行|召开)?{_DAY}|heard(?:on|date)?|hearingdate|date(?:ofhearing|heard)",
    "served": f"(?:(?:行政)?处罚)?(?:决定)?书?的?送达{_DAY}|served(?:on|date)?|servicedate|date(?:ofservice|served)",
    "by": (
        "(?:(?:行政)?处罚|执法|办案|管辖|作出|决定|实施)?机关(?:的?(?:层级|级别))|(?:执法|处罚|管辖)?(?:层级|级别)|(?:行政)?处罚机关|"
        "by|authority|authoritylevel|level"
    ),
    "facts": (
        "(?:案件|违法|违规|处罚|认定的?|具体|主要|基本)*(?:行为)?的?(?:事实|情节|情形)(?:(?:和|及|与|、)?(?:情节|事实))?(?:认定|轻重|描述|说明)?|"
        "facts?|circumstances?"
    ),
    "unknown": "(?:尚未|未)查明的?(?:情节|事实)?|unknown(?:facts)?",
    "gains": "(?:认定的?)?(?:违法|非法)(?:所得|获利|收入)的?(?:总)?(?:金额|数额|款额|额|款|数)?|(?:illegal|unlawful)?gains?",
    "purchase": "采购的?(?:总)?(?:金额|数额|价款|价格|额|价)|purchase(?:amount|price)?",
    "turnover": "(?:上一?个?年度?|上一会计年度)?的?年?营业额(?:总额|金额)?|(?:annual)?turnover",
    "fine": f"{_STAGE}{_TO}{_UNIT}?的?被?{_STAGE}{_FINE}(?:人民币)?|(?:proposed)?(?:unit|company|organi[sz]ation)?fines?(?:amount)?|amountoffine",
    "person_fines": f"{_STAGE}{_TO}{_PERSON}的?{_STAGE}{_FINE}|person(?:al|s)?fines?|fines?onpersons?",
    "sanctions": (
        f"{_STAGE}(?:行政)?处罚的?(?:种类|类别|类型|方式|措施)(?:(?:和|及|与|、)?(?:处罚|处理)?(?:种类|类别|方式|措施))?|"
        "(?:其他|处理)(?:处罚)?措施|其他处罚|sanctions?(?:types?|kinds?)?|penalt(?:y|ies)types?"
    ),
    "adjust": (
        "(?:自由|行政|处罚)*裁量的?(?:情节|等级|档次|阶次|结果|情形)?|从轻(?:、|或|/)?(?:减轻|从重)(?:、|或|/)?(?:从重|减轻)?(?:情节|处罚)?|"
        "adjust(?:ment)?|discretion"
    ),
    "case_id": (
        "案号|(?:案件)?编号|案件号|(?:行政)?(?:处罚)?(?:决定)?书?(?:文号|文书号|编号)|立案(?:编)?号|case(?:id|no|number)?"
    ),
}
_BRACKETS = r"[(\[【〔〖{<《「『]([^()\[\]【】〔〕〖〗{}<>《》「」『』]*)(?:[)\]】〕〗}>》」』]|$)"
_YUAN = {"": 1, "千": 1_000, "万": 10_000, "亿": 100_000_000}
_IS_UNIT = (
    r"(?:(?:金额|计量|货币|计价)?单位(?:是|为)?:?|币种(?:是|为)?:?|以|按|in)?(?:人民币|rmb|cny|¥)?:?"
    r"(?:([千万亿]?)[元圆]|([千万亿])|yuan|rmb|cny|人民币|¥)(?:人民币|rmb|cny|计|为单位|整)?"
)
_ENDS_IN_UNIT = r"^(.{2,}?)[:/_\-,]*((?:(?:金额|计量|货币)?单位(?:是|为)?:?|in|/)?(?:人民币)?(?:[千万亿][元圆]?|[元圆]|yuan|rmb|cny)(?:人民币)?)$"
_UNIT_LIKE = r"[元圆千万亿百%‰$€£¥]|美|港币|外币|币种|倍|单位|usd|hkd|eur|yuan|rmb|cny|dollar|thousand|million|\dk|wan|^[\d,.]*[wk]$"
_HARMLESS_REMARK = (
    r"必填|必录|选填|非必填|可空|可不填|隔开|分隔|分号|格式|示例|例如|如:|如有|请|填|下拉|多选|单选|大写|小写|详见|见附件|yyyy|"
    r"年.?月.?日|保留.位小数|required|optional|text|number|date"
)
_NARROWS = "旧|原|前次|上次|历史|参考|幅度|上限|下限|最高|最低|标准|减|缴|已|未|比例|率"
_EXAMPLE = r"(?:例?如|示例).*\d.*|[^\d]*:\d.*"
_PERSON_NAMES = "(?:法定代表人|法人代表|法人|主要负责人|负责人|经营者|联系人|承办人员?|经办人员?|办案人员?|执法人员|审核人|审批人|填表人|制表人)"
_PARTY = (
    "(?:被处罚(?:单位|企业|公司|对象|当事人|人)|处罚对象|行政处罚?相对人|行政相对人|相对人|当事人|涉案(?:单位|企业)|违法(?:单位|企业|主体)|"
    "单位|企业|公司|网站|平台|app|运营者)"
)
_LONGEST = 200
"""A heading has no more characters that count."""
_COMMON_OTHERS = frozenset({"当事人", "备注", "序号", "note", "party"})
_KNOWN_OTHERS = "|".join(
    (
        "(?:处罚(?:信息)?)?(?:公示|公开|公布|发布)(?:截止|开始|起始|结束)?(?:日期|时间|期限)?",
        "(?:行政)?(?:处罚|公示)?(?:信息)?有效期(?:限|至|截止日期)?",
        "(?:填表|填报|制表|上报|报送|录入|登记|更新|数据更新|创建|修改|统计|导出|打印|归档|结案|出生|成立|注册|审核|审批|移送|收文|"
        "受理|听证告知|文书送达|集体讨论|法制审核|调查终结|办结|办理|询问|审理|备案|复议|诉讼|信用修复|收件|"
        "数据来源)(?:日期|时间|日|年月)",
        "(?:行政)?处罚(?:决定)?书?的?(?:公示|公告|公开)(?:日期|时间|期限?)|(?:行政)?处罚(?:决定)?书?的?送达期限?",
        "(?:责令)?(?:限期)?(?:整改|改正)(?:期限|时限)|(?:档案)?保管期限",
        "(?:已|未|实)(?:收缴|缴纳?|入库)的?(?:罚款|罚没款)(?:金额|数额|额)?",
        "注册资[本金]|(?:员工|从业|职工)人数|(?:受?影响)?(?:的?用户|个人信息)数量?|档案号|案件级别",
        "(?:罚款|罚没款)?(?:缴纳|收缴|缴款|执行|执行完毕|履行|入库|到账)(?:日期|时间|期限|情况|状态|方式|凭证号?|票据号?)",
        rf"{_PARTY}(?:的?(?:名称|姓名|全称|简称|类别|类型|性质|地址|住所|所在地|代码\d*|基本情况|联系人|联系电话|电话|信息))?",
        f"{_PARTY}?(?:名称|姓名)?{_PERSON_NAMES}(?:(?:或|、|和)?负责人)?(?:姓名|名单|职务|电话|签字|签名|执法证号|身份证号码?|证件号码?)?",
        f"{_PERSON}(?:姓名|名单|职务|电话|身份证号码?|证件号码?)",
        ".*(?:统一社会信用代码|信用代码|组织机构代码|注册号|登记号|身份证号码?|证件号码?|证件类型|许可证编号|备案号)",
        "(?:作出)?(?:行政)?处罚(?:决定)?的?(?:实施)?(?:部门|单位|机构|主体|机关名称|机关全称|机关代码|机构代码|人员)|"
        "作出(?:行政)?处罚(?:决定)?的?机关|(?:行政)?处罚决定机关|(?:行政)?处罚决定书(?:全文|附件|链接)?",
        "(?:违法|违规)行为(?:类型|类别|名称|描述|编码)?|(?:违法|违规)类型|案由|案情(?:简介|摘要)?|案件(?:名称|来源|类型|性质|状态)",
        "party|name|note|remark|comment|(?:date)?published|(?:paid|payment|published|publication)(?:on|date)?",
    )
)
_LOOKS: tuple[tuple[str, str, tuple[str, ...], Words], ...] = (
    ("(?<!处)罚|处罚[款金]|滞纳|款项|金额|数额|款额|额$|额度|没收|所得|获利|营业|营收|收入|采购|货值|价款|价格|币种|计量单位|[千万亿]?元$",
     "fine|penalt|amount|yuan|rmb|cny|gain|turnover|revenue|purchas|sum$",
     ("fine", "person_fines", "gains", "purchase", "turnover"), Words("金额", "an amount")),
    ("依据|条款|条文|法条|法律|法规|规章|罚则|违反|^第?几?[条款]号?$", "provision|basis|article|law|legal|statut|reference|citation",
     ("provision",), Words("依据", "a basis")),
    ("日期|时间|时限|期限|期间|起止|年月日|之日|时点|日$", "date|day|time|decid|decision|discover|conduct",
     ("conduct_to", "conduct_from", "decided", "discovered"), Words("日期", "a date")),
    ("情节|事实|情形|后果|危害|影响|拒不|改正|整改|严重|程度", "fact|circumstanc|consequenc|serious|harm|refus",
     ("facts",), Words("情节", "a fact")),
    ("处罚|并处|并罚|措施|警告|通报|吊销|暂扣|责令|暂停|关闭|停业|停产|取缔|裁量|从轻|从重|减轻|处分|处理|惩", "sanction|measure|punish|warning|adjust|discretion",
     ("sanctions", "adjust"), Words("处罚", "a penalty")),
    ("责任人|责任者|主管人员|个人", "person|manager|staff", ("person_fines",), Words("责任人员", "persons")),
    ("层级|级别", "authorit|level", ("by",), Words("机关层级", "an authority level")),
    ("第.{0,3}项|项次", "item", ("item",), Words("第几项", "an item")),
)  # fmt: skip


class Column(Struct, frozen=True, kw_only=True):
    """What a heading says. `field` is "" for a column that is not read, and `refused` then says why it may not be passed over.

    `unit` is what a bare number counts in yuan, None where the heading names no unit.
    """

    field: str = ""
    unit: int | None = None
    refused: Words | None = None


class _Parts(Struct, frozen=True):
    """A heading taken apart: the name itself, what narrows it down, its unit or what is only like one, and the field it names."""

    bare: str
    qualifiers: tuple[str, ...]
    unit: int | None
    unclear: str
    field: str


@lru_cache(maxsize=32_768)
def _taken_apart(written: str) -> _Parts:
    if written in _SPELLED or written in _COMMON_OTHERS:  # as a template writes it: no pattern is needed
        return _Parts(written, (), None, "", _SPELLED.get(written, ""))
    name = plain(written).translate(_SIMPLE).lower()
    name = name if name.isascii() else "".join(char for char in name if category(char) != "Cf")
    name = re.sub(r"[\s*★☆※●\"'“”‘’`]+|^\d+[.、)]|必填项?$", "", name)
    remarks = [remark for remark in re.findall(_BRACKETS, name) if remark]
    outside = re.sub(_BRACKETS, "", name)
    ending = re.match(_ENDS_IN_UNIT, outside)
    if ending and (re.fullmatch(_IS_UNIT, ending[2].lstrip("/")) or ending[2] in ("单位", "/")):
        outside, remarks = ending[1], [*remarks, ending[2].lstrip("/")]
    unit, unclear, qualifiers = _remarks(remarks)
    bare = _squeezed(outside)
    field = next((each for each in (_field(q + bare) or _field(bare + q) for q in qualifiers) if each), None)
    if field is None and (not qualifiers or _harmless(qualifiers, _field(bare))):
        field = _field(bare)
    return _Parts(bare, tuple(qualifiers), unit, unclear, field or "")


def field_of(written: str) -> str:
    """The field that a heading names, "" where it names none or states a unit that is not clear."""
    written = written[:_LONGEST]
    return _understood(written).field if _taken_apart(written).field else ""


def understood(written: str) -> Column:
    """What a heading of a decision file says, in Chinese or English, however it is spaced, bracketed or marked."""
    return _understood(written[:_LONGEST])


@lru_cache(maxsize=32_768)
def _understood(written: str) -> Column:
    parts = _taken_apart(written)
    bare, unit = parts.bare, parts.unit
    if "罚没" in bare:
        return Column() if _is_other(bare) else Column(refused=_MIXED)
    if parts.field:
        if parts.unclear or (unit is not None and parts.field not in AMOUNTS):
            return Column(refused=_unclear_unit(parts.unclear or "元"))
        return Column(field=parts.field, unit=unit)
    if is_unit(written):
        return Column(refused=_resembles(_LOOKS[0], bare))
    if _is_other(bare):
        return Column()
    if parts.unclear or unit is not None:
        return Column(refused=_resembles(_LOOKS[0], bare))
    tokens = re.findall("[a-z]+", plain(written).lower())
    look = next(iter(_looks("".join((bare, *parts.qualifiers)), tokens)), None)
    if look:
        return Column(refused=_resembles(look, bare))
    near = _near(bare)
    return Column(refused=_misspelt(_SPELLED[near])) if near else Column()


def _near(bare: str) -> str | None:
    """The known heading that this one is nearly; only those with half of its characters can be."""
    if len(bare) < 3:
        return None
    chars = set(bare)
    alike = [each for each in _SPELLED if 2 * len(chars.intersection(each)) >= len(chars)]
    return nearest(bare, alike, 0.8 if bare.isascii() else 0.75) if alike else None


def _harmless(qualifiers: Sequence[str], field: str | None) -> bool:
    """Whether what stands in brackets leaves a heading's meaning alone: another name of it, or words that are none of ours."""
    rest = "".join(each for each in qualifiers if _field(each) != field)
    return not re.search(_NARROWS, rest) and all(look[2] == ("provision",) == (field,) for look in _looks(rest, []))


def _squeezed(text: str) -> str:
    return re.sub(r"[_\-—–:;,.。，；：/\\|·#?]+", "", text)


def _remarks(remarks: Sequence[str]) -> tuple[int | None, str, list[str]]:
    """The unit that remarks in brackets name, the remark that is like a unit and is none, and what narrows the heading down."""
    unit: int | None = None
    qualifiers = []
    for part in (part for remark in remarks for part in re.split("[,;、|]", remark) if part):
        found = re.fullmatch(_IS_UNIT, part)
        if found and part != "单位":
            size = _YUAN[found[1] or found[2] or ""]
            if unit not in (None, size):
                return None, part, []
            unit = size
        elif part in ("单位", "对单位"):
            qualifiers.append(part)
        elif re.fullmatch(_EXAMPLE, part) or re.fullmatch("[^元]*(?:填|没有|无)[^元]*[0零无][^元]*", part):
            continue
        elif re.search(_UNIT_LIKE, part):
            return None, part, []
        elif not re.search(_HARMLESS_REMARK, part):
            qualifiers.append(_squeezed(part))
    return unit, "", qualifiers


def _field(bare: str) -> str | None:
    if not bare:
        return None
    return _SPELLED.get(bare) or next((field for field in _LIKE if _pattern(_LIKE[field]).fullmatch(bare)), None)


def _looks(text: str, tokens: Sequence[str]) -> Iterator[tuple[str, str, tuple[str, ...], Words]]:
    """What a heading that is not understood resembles."""
    for look in _LOOKS:
        if re.search(look[0], text) or any(re.match(look[1], token) for token in tokens):
            yield look


@cache
def _pattern(written: str) -> re.Pattern[str]:
    """A pattern, compiled when a heading calls for it: those of the template call for none."""
    return re.compile(written)


def _is_other(bare: str) -> bool:
    """Whether a column is known to be of no concern."""
    return bare in _COMMON_OTHERS or _pattern(_KNOWN_OTHERS).fullmatch(bare) is not None


_SPELLED = {
    _squeezed(name): heading.field for heading in HEADINGS for name in (heading.field, heading.zh, *heading.others)
}
_MIXED = Words(
    "罚款和没收合在一个数里，不能当作罚款判断，请另列“单位罚款”",
    "it sums up fine and confiscation, which cannot be judged as a fine: give the fine in a column of its own",
)


def _unclear_unit(remark: str) -> Words:
    return Words(
        f"“{remark[:20]}”像是单位，认得的只有元、千元、万元、亿元，且只用于金额",
        f"“{remark[:20]}” is like a unit: only 元, 千元, 万元 and 亿元 are known, and only for amounts",
    )


def _resembles(look: tuple[str, str, tuple[str, ...], Words], bare: str) -> Words:
    names = {FIELDS[field].zh: field for field in look[2]}
    zh = nearest(bare, names, 0.0) or next(iter(names))
    return Words(
        f"像是{look[3].zh}，最接近的标题是“{zh}”", f"it looks like {look[3].en}; the nearest heading is “{names[zh]}”"
    )


def _misspelt(field: str) -> Words:
    return Words(f"最接近的标题是“{FIELDS[field].zh}”", f"the nearest heading is “{field}”")


class Columns(Struct, frozen=True, kw_only=True):
    """The columns of a sheet: field → column, field → yuan that a bare number counts (where not one), and those not read."""

    fields: dict[str, int]
    units: dict[str, int]
    passed: tuple[int, ...] = ()
    ignored: tuple[int, ...] = ()


class HeadingRefused(FinecalcError):
    """A heading that is not understood and looks like one of ours, or that stands twice; `heading` is the one to leave out."""

    def __init__(self, zh: str, en: str, heading: str) -> None:
        super().__init__(zh, en)
        self.heading = heading


def columns_of(written: Sequence[str], ignored: Collection[str] = (), unit: int | None = None) -> Columns:
    """Which column holds what. `ignored` are headings, or 第3列 / column 3, that are passed over; `unit` holds for the amounts
    whose own heading names none.

    Raises HeadingRefused when two columns hold the same field, or when one that is not understood looks like one of ours.
    """
    fields: dict[str, int] = {}
    units: dict[str, int] = {}
    passed, left_out, problems = [], [], []
    names = {_name(each) for each in ignored}
    for index, name in enumerate(written):
        if _name(name) in names or not names.isdisjoint((f"第{index + 1}列", f"column{index + 1}")):
            left_out.append(index)
            continue
        column = understood(name)
        if column.field == "case_id" and "case_id" in fields:
            passed.append(index)
        elif column.field in fields:
            raise _twice(written, fields[column.field], index)
        elif column.field:
            fields[column.field] = index
            size = column.unit or unit or 1
            if column.field in AMOUNTS and size != 1:
                units[column.field] = size
        elif column.refused:
            problems.append((name, column.refused))
        elif plain(name):
            passed.append(index)
    if problems:
        raise _not_understood(problems)
    return Columns(fields=fields, units=units, passed=tuple(passed), ignored=tuple(left_out))


def _name(written: str) -> str:
    return re.sub(r"\s+", "", plain(written)).lower()


def _shown(written: str) -> str:
    return " ".join(plain(written).split())[:40]


def _twice(written: Sequence[str], first: int, second: int) -> HeadingRefused:
    one, other = _shown(written[first]), _shown(written[second])
    return HeadingRefused(
        f"第 {first + 1} 列“{one}”和第 {second + 1} 列“{other}”是同一个标题，只能有一列",
        f"Column {first + 1} “{one}” and column {second + 1} “{other}” are the same heading: keep one",
        other,
    )


def _not_understood(problems: Sequence[tuple[str, Words]]) -> HeadingRefused:
    zh = "；".join(f"“{_shown(name)}”：{why.zh}" for name, why in problems[:8])
    en = "; ".join(f"“{_shown(name)}”: {why.en}" for name, why in problems[:8])
    more = len(problems) - 8
    return HeadingRefused(
        f"FC903 column-not-read：看不懂标题{zh}{f'……共 {len(problems)} 列' if more > 0 else ''}。请改用认得的标题",
        f"FC903 column-not-read: headings not understood: {en}{f' … {len(problems)} in all' if more > 0 else ''}. "
        "Use a known heading",
        _shown(problems[0][0]),
    )


def is_unit(written: str) -> bool:
    """Whether a cell holds nothing but a unit of money: 单位：万元, （元）."""
    return bool(re.fullmatch(_IS_UNIT, re.sub(r"[\s()【】\[\]]+", "", plain(written[:200])).translate(_SIMPLE).lower()))


_GROUP = (
    "(?:行政|案件|处罚|违法|当事人|相对人|行为|决定|本案|基本|相关|主要|立案|执法|有关|各类|日期|时间|金额|款项|情况|信息|内容|部分|栏|数据|"
    "[一二三四五六七八九十])*"
)


def narrows(group: str) -> bool:
    """Whether a heading that stands above others makes another thing of them: 前次处罚, 没收; not a title, nor 处罚情况."""
    bare = "".join(re.sub(_BRACKETS, "", plain(group[:200]).translate(_SIMPLE)).split())
    if re.fullmatch(_GROUP, bare) or re.search(r"[\d:]|表$", bare):
        return False
    return bool(re.search(_NARROWS, bare)) or any(_looks(bare, []))


def unit_above(cells: Iterable[str]) -> int | None:
    """The unit that a line above the headings states for the whole table (单位：万元), None where none does.

    Raises FinecalcError for another unit of money, or for two.
    """
    sizes = set()
    for cell in cells:
        text = re.sub(r"\s+", "", plain(cell[:200])).translate(_SIMPLE).lower()
        for stated in re.findall(
            r"(?:^|[^报制])(?:金额|计量|货币)?单位(?:是|为)?:?([^(),;、。)]*)|^\(?([千万亿]?元)\)?$", text
        ):
            word = stated[0] or stated[1]
            found = re.fullmatch(_IS_UNIT, word)
            if found:
                sizes.add(_YUAN[found[1] or found[2] or ""])
            elif re.search("[元圆]$|^[十百千万亿]|币", word):
                raise FinecalcError(
                    f"标题上面写着单位“{word[:20]}”，认得的只有元、千元、万元、亿元",
                    f"A line above the headings states the unit “{word[:20]}”: only 元, 千元, 万元 and 亿元 are known",
                )
    if len(sizes) > 1:
        raise FinecalcError("标题上面写着两种单位", "The lines above the headings state two units")
    return sizes.pop() if sizes else None


@lru_cache(maxsize=256)
def fields_of(written: tuple[str, ...], ignored: tuple[str, ...] = ()) -> Columns:
    """What the keys of a mapping name. Raises FinecalcError as `columns_of`."""
    return columns_of(written, ignored)
