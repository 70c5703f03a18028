"""What kind of person a noun names: 单位, 驾驶人, 直接负责的主管人员."""

import re

ORGANISATIONS = (  # by their heads; 法院, 国务院 and 检察院 punish and are not punished
    "法人|招标人|采购人|拍卖人|基金管理人|基金托管人|保险经纪人|传播媒介|平台经营者|平台提供者|组织用户|单位用户|企业用户|景区|交割库|仓库|单位|企业|公司|机构|平台|学校|院校|大学|(?<![出住入转法务察])院(?![校长内外])"
    "|银行|协会|商会|学会|工会|委员会|联合会|基金会|居委会|村委会|业主大会|合作社|旅行社|出版社|报社|社(?!会)|组织|部门|机关|政府|集团|团体|剧团|俱乐部|厂|商店|药店|书店|酒店|饭店|超市|商场|市场|中心|民办非企业|幼儿园"
    "|事务所|研究所|交易所|诊所|会所|看守所|监狱|(?:娱乐|营业|经营|公共|交易|密集|医疗)场所|电台|电视台|车站|血站|浆站|加油站|电视站|广播站|监测站|检验站|检测站|网站|媒体|港口|码头|机场|矿山|煤矿|馆(?![内外藏])|门诊部|养殖场|养殖小区|农场|林场|屠宰场"
    "|代表处|办事处|公证处"
)
INDIVIDUALS = (
    "个人|人员|外国人|未成年人|成年人|自然人|公民|军人|运动员|(?<![动复定满超减裁会])员(?![工额会])|(?<!出)师(?![资傅范])|[船机校院]长|游客|观众|教练|主播|明星|球迷|个体工商户|驾驶人|学生|考生|护士|导游|领队|旅游者|旅客|乘客|乘车人|持票人|消费者|劳动者"
    "|职工|员工|居民|村民|农民|网民|(?<!发)行人|骑手|司机|鉴定人|专家|违法行为人|翻译|保荐代表人|家长|父母|家属|亲属|患者|兽医"
)
OTHERS = "项目负责人|法定代表人|主要负责人|实际控制人|负责人|控股股东|投资人|合伙人|董事|监事|高级管理人员|股东|发起人|清算组成员|经营负责人"
_UNSURE = "监护人|经纪人|发行人|场所|保证人"
EITHER = (
    "(?<!或)者|人|(?<!账)户|商(?!投资)|(?<![处地配])方|主|店|站|业主|站点|代理|摊点|用户|中介|作坊|小餐饮|摊贩|商贩"
)
_ENDS_ORGANISATION = re.compile(rf"(?:{ORGANISATIONS})$")
_ENDS_INDIVIDUAL = re.compile(rf"(?:{INDIVIDUALS})$")
_ENDS_OTHER = re.compile(rf"(?:{OTHERS})$")
_ENDS_UNSURE = re.compile(rf"(?:{_UNSURE})$")
_ENDS_EITHER = re.compile(rf"(?:{EITHER})$")
_MANAGER = re.compile(
    "^(?:其他?|所属|有关|该单位|本单位|其|单位|负有|对|的)*(?:直接负责的|负有责任的|负有直接责任的|负直接责任的|直接责任的|负责的|主要)?主管(?:负责)?(?:人员|领导)$"
)
_STAFF = re.compile("^(?:其)?(?:他|它)?(?:的)?(?:负有)?(?:直接责任(?:的)?(?:人员|人|者)|责任(?:的)?人员)$")

JOIN = re.compile("(?:、|和|或者|以及|及其|及|与(?![人者方])|或)(?:其(?!他|它))?")


def kinds(noun: str) -> tuple[str, ...] | None:
    """The identifiers of the persons that `noun` names (直接负责的主管人员和其他直接责任人员); none where it is no known one.

    `offender` is one of whom the noun does not say whether they are natural persons; another person is named as the text names them.
    """
    noun = noun.strip("，").removesuffix("等")
    if said := re.search("（(自然人|公民|个人|法人)）$", noun):
        return ("organisation",) if said[1] == "法人" else ("individual",)
    noun = re.sub("（[^）]*）$", "", noun)
    noun = re.sub("^(?:负有|有)(?:直接)?责任的(?=.*(?:单位|企业|机构|公司)$)", "", noun)
    if (whose := _POSSESSOR.match(noun)) and not whose[0].endswith("的") and _TWO_ALIKE.search(whose[0]):
        return None
    noun = _POSSESSOR.sub("", noun)
    if others := re.search("以外的(?:其他)?([^的]+)$", noun):
        return kinds(others[1])
    if _STAFF_OF_MANY.search(noun):
        return ("individual",)
    if with_staff := _WITH_STAFF.fullmatch(noun):
        return ("organisation", "individual") if kinds(with_staff[1]) == ("organisation",) else None
    parts = _parts(noun)
    each = [kind_of(part) for part in parts]
    if len(each) < 2:
        whole = kind_of(_bare(noun))
        return (whole,) if whole else None
    return _together(noun, parts, each)


# 屠宰厂或者其他单位的直接负责的主管人员: whose they are.
_POSSESSOR = re.compile(
    f"^.*?(?:{ORGANISATIONS}|(?<!或)者)(?:的(?=其?(?:直接负责的主管|主管人员|法定代表人|主要负责人|直接责任人|其他直接责任))"
    "|(?=直接负责的主管|主要负责人))"
)
_TWO_ALIKE = re.compile("(单位|企业|公司|机构)(?:、|和|以及|或者).*\\1$")  # 单位和该单位主要负责人
# 甲部门、乙机构以及丙机构的工作人员: the staff of all of them, as in 邮政企业、快递企业从业人员.
_EMPLOYED = "(?:其他)?(?:工作|从业|执业)人员"
_STAFF_OF_MANY = re.compile(
    rf"^[^人者员]*(?:部门|机构|企业|单位|公司|场所)(?:、|以及|和)[^人者员]*(?:部门|机构|企业|单位|公司|场所)的{_EMPLOYED}$"
    rf"|^[^的人者员和及或]*(?:企业|机构|公司)(?:、[^的人者员和及或]*(?:企业|机构|公司))*{_EMPLOYED}$"
)
_WITH_STAFF = re.compile(
    rf"([^和或]*[^和或、])及其(?:[^及和或]*的)?(?:[^的及和或、]{{2,8}}、)?(?![^的]*(?:责任|主管))[^的及和或、]*(?:{INDIVIDUALS})"
)


def _parts(noun: str) -> list[str]:
    """The members of a list. 勘查、设计单位 is one: words before a longer name share its head."""
    parts: list[str] = []
    for part in reversed([_bare(part) for part in JOIN.split(noun) if part]):
        shares = parts and not _BARE_HEAD.fullmatch(parts[0]) and kind_of(parts[0]) in _OWN_HEAD
        if kind_of(part) or not shares or not _ATTRIBUTE.fullmatch(part):
            parts.insert(0, part)
    return parts


_OWN_HEAD = ("organisation", "offender", "individual")
_BARE_HEAD = re.compile(f"(?:其他|有关)?(?:{ORGANISATIONS}|{INDIVIDUALS}|者|人)?")
_ATTRIBUTE = re.compile("[^的]{0,14}[^的人者员师生长手户商方关门院庙寺庵观堂局社站馆园场队团部网台库房]")


def _together(noun: str, parts: list[str], each: list[str | None]) -> tuple[str, ...] | None:
    """What a list of persons comes to: 单位或者个人 is `offender`, 机构及其人员 both of them; other mixtures are not certain."""
    if noun.startswith("负有直接责任的") and parts[-1] == "其他人员":
        each = [*each[:-1], "staff"]
    found = tuple(dict.fromkeys(kind for kind in each if kind))
    if any(_ENDS_UNSURE.search(part) and not kind for part, kind in zip(parts, each, strict=True)):
        return None
    if None in each:
        return None
    if len(found) == 1 or set(found) <= {"manager", "staff"}:
        return found
    if parts[-1] == "个人" and set(found) <= {"organisation", "individual", "offender"}:
        return ("offender",)
    if any("的" in part and kind not in ("manager", "staff") for part, kind in zip(parts[1:], each[1:], strict=True)):
        return None
    if "individual" in found and "organisation" in found and not re.search("个人|公民|自然人", noun):
        if re.fullmatch("[^和及]*(?:或者|或)[^、和或及]*", noun) and set(found) == {"organisation", "individual"}:
            return ("offender",)
        its_own = re.fullmatch(rf"[^和或]*及其[^、和或及]*(?:{INDIVIDUALS})|[^、和或及]*和有关人员", noun)
        return ("organisation", "individual") if its_own and set(found) == {"organisation", "individual"} else None
    if set(found) <= {"organisation", "individual", "offender"}:
        return ("offender",) if "individual" not in found or re.search("个人|公民|自然人", noun) else None
    choice = "organisation" in found and re.search("或", noun)  # 单位或者其主要负责人: not both, nor either at will
    return None if "offender" in found or choice else found


def _bare(noun: str) -> str:
    return re.sub("^其(?!他|它)|（[^（）]*）$", "", noun)


def kind_of(noun: str) -> str | None:
    if re.search("(?:部门|政府|公安机关|税务机关|登记机关|管理机关|检疫机关|海关)$", noun):
        return None
    if re.match("个人(?!信息)", noun) and _ENDS_EITHER.search(noun):
        return "individual"
    if _MANAGER.search(noun):
        return "manager"
    if _STAFF.search(noun):
        return "staff"
    if _ENDS_UNSURE.search(noun) and not _ENDS_ORGANISATION.search(noun):
        return None
    if found := _ENDS_OTHER.search(noun):
        return found[0] if found[0] != "负责人" or re.fullmatch("(?:其|该?单位的?)?负责人", noun) else None
    if re.search("主管人员|责任人|责任者", noun) or re.search("责任的(?!.*(?:单位|企业|机构|公司)$)", noun):
        return None
    if _ENDS_INDIVIDUAL.search(noun):
        return "individual"
    if _ENDS_ORGANISATION.search(noun):
        return "organisation"
    if _ENDS_EITHER.search(noun):
        return "offender"
    return None
