"""Whom a description of conduct has as its grammatical subject: somebody, nobody, or that is not certain."""

import re

from finecalc.proof.reader.people import EITHER, INDIVIDUALS, JOIN, ORGANISATIONS, OTHERS, kind_of, kinds

_PLAIN = rf"(?:(?!的{ORGANISATIONS}|的[^，；。]{{0,6}}?(?:人|者|人员)|违反|未|有下列)[^，；。])"
_PREFIX = re.compile(
    r"违反[^，；。]*?(?:规定|办法|条例|法|细则|规则|要求|条|款|项|制度|标准|命令|决定|原则|纪律|义务)，(?!构成)"
    r"|(?:不遵守|不执行|依照|根据|按照)[^，；。]*?(?:规定|要求|约定|法规)，(?!构成)"
    rf"|凡|如果?|(?:经)?检查(?:中)?发现|发现(?=[^，；。的]{{1,16}}(?:企业|单位|机构|公司|者|人)(?:未|不|违反|有|擅自))|(?:在(?![校岗职编])|因|由于|自(?!行))(?:{_PLAIN}){{1,40}}?，(?!构成)"
    r"|[^，；。]{2,20}(?:事项|条件|方式|名称|内容|信息|资料|情况)(?:发生)?(?:变更|变化|改变)时?，"
    rf"|(?:(?!(?<!出)(?:{ORGANISATIONS})|人|者)[^，；。]){{2,16}}(?:(?:完毕|结束|届满|期满|到期|变化)(?:后|时)?，|结束后)"
    rf"|有[^，；。]{{1,20}}?情[形况](?:之一)?，|(?:(?!(?<!出)(?:{ORGANISATIONS})|人|者)[^，；。]){{2,16}}(?:时|期间|过程中|状态下)，"
    r"|除[^，；。]{2,40}外，|经[^，；。]{0,10}(?:催缴|催告|责令|通知|教育|劝阻|警告)[^，；。]{0,6}，|发生[^，；。]{2,10}，|[^，；。]{2,30}(?:部门|机关)[^，；。]{0,12}处理[^，；。]{0,20}时，|[^，；。]{2,20}(?:范围|区域)内有[^，；。]{2,30}，|同时|或者"
)
# What cannot begin the name of anybody, unless 的 follows: it begins what is done.
_FUNCTION = (
    r"(?!在[校岗职编读任]|因[私公]出|无人机|无人驾驶|无线电|无船承运|无障碍|出租汽?车|给水|给排水|与会|对口|违法(?:行为|建设|建筑)[^，的]{0,4}(?:人|者|单位|企业|机构))"
    r"(?:给|未(?!成年)|不(?!动产)|没有|有(?=下列|前|本|上|第|违反|违法|以下|其他|危害)|擅自|私自|在|将|以(?!外)|利用|对(?!外)|因|拒|向|从(?!业|事)|为(?!人)|把|非法(?!人)|违法(?!人)|违规"
    r"|超过|超出|超越|采取|采用|通过|隐瞒|伪造|变造|泄露|逾期|故意|明知|弄虚|经(?!营|济|纪|销|理)|滥用|造成|侵犯|侵占|挪用|拖延|阻碍|妨碍|骗取|虚报|谎报|违反|假冒|冒用|冒充|截留|无故|无正当"
    r"|直接(?!责任|负责)|占用|破坏|损毁|毁坏|擅|根据|依照|按照|应当|已经?|串通|买卖|涂改|倒卖|使用|提供|转让|出租|出借|未经|窃取|编造|散布|侮辱|殴打|故意|强迫|指使|强令|允许|聘用|招用|委托(?!人|方|单)|雇用|录用|安排|接受|收受|索取|逃避|虚构|多次|挤占|胁迫|教唆|引诱|容留|介绍|无[^，]{0,20}(?:证|照|资质|许可)|组织(?=[^、，]{0,8}(?:从事|参加|卖|他人))|与)"
)
_NOUNS = rf"(?:{ORGANISATIONS}|{INDIVIDUALS}|{OTHERS}|{EITHER})"
# What follows a subject: a verb or an adverb that can hardly stand inside a name.
_ACTS = (
    r"(?:违反|未(?!成年)|不(?!动产|锈|良)|没有|有(?=下列|前|本|上|第|违反|违法|以下|其他|危害|《|依法|权)|擅自|私自|在|将|以(?!外|上|下|内|及)|利用|对(?!外)|因|拒|向|从事|为(?!人)|把|非法|违法|违规|超过|超出|超越|采取|采用|通过"
    r"|使用|提供|隐瞒|伪造|变造|泄露|接受|收受|索取|逾期|故意|明知|弄虚|经(?!营|济|纪|销|理)|应当|发现|存在|出现|发生|滥用|造成|具有|侵犯|侵占|挪用|玩忽|拖延|阻碍|妨碍|转让|出租|出借|涂改"
    r"|骗取|虚报|谎报|低于|高于|聘用|招用|允许|聘请|委托|发布|制作|销售|出售|购买|运输|携带|持有|出具|设立|变更|与|指使|强迫|强令|取得|申请(?!人)|参加|参与|开展|实施|进口|出口|依照|按照|根据|仍|无(?!船)|订立|暂停|操纵|出版(?!社|单位|物|机构|企业)|转播|损坏|乱|拒载|随地|随意|肆意|任意|恶意|闲置|扰乱|干扰|挪占|哄抬|囤积|虐待|体罚|歧视|克扣|超限|超载|超速|超范围|无证|酒后|醉酒|疲劳|冒充|伪报|瞒报|不如实|刁难|推诿|诋毁|贬低|排挤|捆绑|套取|虚增|少缴|重复|继续|多收|甩客|绕道|滞留|变相|私设|私分|外包|转委托|挂靠|转包|分包|乘坐(?!人|者)|接纳|容纳|招录|雇佣|留宿"
    r"|履行|擅离|借|假冒|冒用|截留|串通|采购|安排|停止|关闭|改变|终止|办理|签订|隐匿|毁弃|拆除|开工|即投入|组织(?=、|实施|从事|策划)|建设(?!单位|工程|项目|用地)|处理(?!者|人|方|单位|企业|场|厂)|生产(?!者|经|企)|经营(?!者|单|企|主|户)|加工(?!企|者|单)|收购(?!者|企|单)|举办(?!者|单)|遗失|丢失|挪作|延误|迟报|漏报|强制|无正当|缺少|虚假|明示|暗示|欺骗|诱导|安排|开发|收取|违章|徇私|执行|已|仍|让|欠缴|逃避|占压|承储|燃用|来华|侵害|被(?!检|申|许|保|调|稽|投|代|审|监|查)|同时(?!期)|生产经营(?!者|单|企|许)|搭载|用水(?!量|定额)|转产|停产|停业(?!整)|解散|歇业|依法应当|有(?=[^，；。]{2,40}(?:行为|情形))|编造|受托|进行|屠宰(?!厂|场|企|单)|编制|印制|印刷(?!业|企|单|经)|承揽|拖欠|自行|仿造|提交|辞去|投资|离职|至|违章|购进|进货|发生|介绍|拖欠|投放|盗窃|搭售|相互|联合|要求|招揽|私拆|冒领|贪污)"
)
# What 者, 人, 单位 behind it make the name of somebody.
_MAKES_AGENTS = (
    "使用|提供|办理|变更|转让|受让|出让|出租|承租|租赁|出借|借用|聘用|招用|录用|雇用|接受|接收|介绍|占用|安排|发布|销售|购买|采购|出售|收购|携带|持有|占有|取得"
    "|出具|设立|邮寄|寄递|传播|采伐|利用|收集|参加|参与|主办|违法|委托|受托|组织|运输|加工|生产|经营|制作|进口|出口|开发|处理|处置|管理|饲养|驾驶|拆除|倾倒|排放|种植|养殖|捕捞|印刷|复制|申请|投放|回收|储存|充装|开采|施工"
    "|建设|设计|勘察|监理|贮存|储备|运营|运维|安装|维修|维护|检验|检测|承包|发包|承运|托运|供应|演出|出版|发行|印制|放映|播放|排污|用人|用工|代理|拍卖|招标|评估|认证|测绘|服务|产生|屠宰|承办|举办"
    "|用能|用水|拆解|勘查|工作|冶炼|监督|经销|批发|零售|配送|培训|保管|保存|研制|试验|实验|翻译|活动|投保|承保|保险|作业|装卸|开办|建立|所有|代言"
)
# A verb that makes a longer name with what follows it: 政府采购评审专家, 卫生监督机构.
_COMPOUND = r"(?:采购|生产|经营|销售|加工|收购|运输|处理|建设|管理|服务|检验|检测|使用|出版|监督|评审|制作|设立|投资|投放|执行|办理|安排|开发|处置|停止|提供|发布|委托|代理|从业|组织|参加|参与|举办)"
_AS_AGENT = (
    "(?:者|人(?![员民类身工体数口用力行造防])|方(?![式法案面向便])|商(?![品业标务])|户(?!外)|单位|企业|公司|机构)"
)
_NP = re.compile(
    rf"[^，；。：]{{0,50}}?{_NOUNS}(?:（[^）]*）)?(?!(?:{_MAKES_AGENTS}){_AS_AGENT})(?=等?(?:{_ACTS}|有下列)|，|的?$)(?!{_COMPOUND}[^，；。的]{{0,8}}?{_NOUNS}(?:{_ACTS}|，))"
)
_BARE_VERB_NOUN = re.compile(
    r"^(?:(?!代替|聘|招(?!标)|雇|委托|录用|设立|变更|调整|毁|移动)[^，；。：的]*?)(?:建设|施工|生产|经营|使用|设计|勘察|监理|销售|运输|养殖|种植|捕捞|进口|出口|加工|储存|贮存|储备|运营|运维|安装|维修|维护|检验|检测|承包|发包|承运|托运|采购|供应|演出|制作|出版|发行|印刷|放映|播放|开采|排污|排放|用人|用工|租赁|出租|代理|拍卖|招标|评估|认证|测绘|管理|服务|产生|收集|处置|利用|屠宰|承办|举办|主办|开发|处理|充装|用能|用水|回收|拆解|勘查|工作|冶炼|饲养|监督|经销|批发|零售|收购|配送|申请|持证|发证|培训|保管|保存|研制|试验|实验|复制|翻译|组织|活动|投保|承保|保险|作业|装卸|驾驶|乘坐)"
    r"(?:单位|企业|公司|机构|人员|者|人|户|商|组织|部门|场所|店|厂|场|站|员|基地)$"
)
NOBODY = "silent"
PASS = "pass"  # of one rule: the next one is asked
Answer = tuple[str, ...] | str | None


def subject(conduct: str) -> Answer:
    """Whom a description of conduct has as its grammatical subject: their kinds; "silent" where it names nobody; none where
    that is not certain."""
    whole = _whole(conduct)
    if whole is not PASS:
        return whole
    words = conduct.removesuffix("，")
    while (found := _PREFIX.match(words)) and found.end() < len(words):
        words = words[found.end() :]
    first = _clause_subject(words)
    clauses = words.split("，")
    if isinstance(first, tuple) and any(_other_than(first, clause) for clause in clauses[1:]):
        return None
    return _behind(clauses, first is None) if first in (None, NOBODY) else first


def _whole(conduct: str) -> Answer:
    """What the description as a whole says: 有下列行为之一的单位, 经营者为个人的, 对…的单位和个人."""
    if re.search(rf"对[^，]*?(?:进行|给予|处以|实施)[^，]*?处罚|，对[^，]*?{_NOUNS}(?:除|处|给予|依)", conduct):
        return None
    if re.match("前[两二三四]?款行为", conduct) or re.fullmatch("[^，]*规定的罚款，?", conduct):
        return NOBODY
    named = (
        re.search("的((?:单位|个人|人员|企业|直接责任人员?)(?:[和或者、以及]+(?:单位|个人|人员))*)，?$", conduct)
        or re.search(rf"活动的({_SHORT}(?:(?:、|和|或者){_SHORT})*)，有下列[^，；。]{{2,8}}之一的?$", conduct)
        or re.search("者为(个人|单位)的?，?$", conduct)
    )
    if named:
        return kinds(named[1])
    aimed = re.fullmatch("对([^，]*[^，的])", conduct.removesuffix("，"))
    return kinds(aimed[1].rsplit("的", 1)[-1]) if aimed else PASS


def _behind(clauses: list[str], uncertain: bool) -> Answer:
    """Where the first clause names nobody, a later one may: 未取得许可，企业擅自…. `uncertain`: whether the first one does."""
    start, later = clauses[0], clauses[1:]
    goes_on = bool(later) and not later[0].startswith("或")
    if goes_on and re.match("未经|未取得|未依法|在|因|没有取得", start):
        second = _clause_subject("，".join(later))
        if isinstance(second, tuple):
            return second
    if uncertain:
        return None
    if goes_on and _THING.fullmatch(start) and not re.search("未|不|没有|超|违反", start):
        second = _clause_subject("，".join(later))
        if isinstance(second, tuple):
            return second
    if _THING.match(start) and not any(re.match("或|.*(?:责令|可以)", clause) for clause in clauses):
        namers = [clause for clause in later if _names_somebody(clause)]
        only = _clause_subject(namers[0]) if len(namers) == 1 else None
        if isinstance(only, tuple):
            return only
    named = any(_names_somebody(re.sub("^(?:或者|并|且|仍|又|而)", "", clause)) for clause in later)
    apart = re.search(rf"的(?:其他)?{_SHORT}(?:(?:和|或者|、){_SHORT})*(?:，|有下列|违反本|有前)", "，".join(clauses))
    return None if named or apart else NOBODY


def _other_than(first: tuple[str, ...], clause: str) -> bool:
    """Whether a clause behind the first names a subject of another kind: 单位购买…，或者个人购买…的."""
    words = re.sub("^(?:或者|以及)", "", clause)
    if not _names_somebody(words) or (words == clause and not re.match(rf"(?:有关|其他)?{_SHORT}", clause)):
        return False
    return _clause_subject(words) not in (first, None, NOBODY)


def _names_somebody(clause: str) -> bool:
    """Whether a clause behind the first may have a subject of its own."""
    if re.match("[^，的]{0,24}?(?:主管部门|人民政府|公安机关)", clause):
        return False
    if _may_name(clause) or _NAME.match(clause):
        return True
    named = _NP.match(clause)
    if not named or re.match(_FUNCTION, clause) or re.search(_INSIDE, named[0]):
        return False
    return not _VERBISH.match(clause) or bool(_BARE_VERB_NOUN.match(named[0]))


def _clause_subject(words: str) -> Answer:
    """The same for what is left behind 违反本法规定，: only its beginning counts."""
    found = _first_subject(words)
    clause = words.split("，", 1)[0]
    sure = _TRADED.match(clause) or _LETS_DO.match(clause)
    return None if found == NOBODY and not sure and _may_name(clause) else found


def _may_name(clause: str) -> bool:
    """Whether somebody stands in the clause who may be its subject, before words that are no known verb (运输企业怠于…)."""
    compound = _MAY_ACT.match(clause)
    if compound and not compound[1]:
        return True
    related = _RELATIVE_AGENT.search(clause)
    if re.match(_GOVERNS, clause):
        return bool(
            related and re.search(_SERVES, clause[: related.start()]) and not re.match(_GIVES, clause[related.end() :])
        )
    return bool((compound and not re.match(_FUNCTION, clause)) or related)


def _acts_on(noun: str) -> bool:
    """Whether the words up to a person hold another who acts on that person: 旅行社欺骗旅游者."""
    part = JOIN.split(noun.rsplit("的", 1)[-1])[-1]
    return any(
        found.end() < len(part) and not re.match(_BELONGS, part[found.end() :]) and kind_of(part[: found.end()])
        for found in re.finditer(rf"(?:{ORGANISATIONS}|{INDIVIDUALS}|{OTHERS}|(?<!或)者|用户)", part)
    )


def _first_subject(words: str) -> Answer:
    """The first rule that has an answer gives it."""
    clause = words.split("，", 1)[0]
    for rule in (_agent, _related, _traded, _doing, _begins_doing, _other_persons, _noun, _thing):
        found = rule(words, clause)
        if found is not PASS:
            return found
    return NOBODY if _VERBISH.match(words) or not _PERHAPS.search(clause) else None


def _agent(words: str, clause: str) -> Answer:
    """使用单位未…, 从事配送活动的企业未…: a verb that is the name of who does it."""
    if agent := _VERB_AGENT.match(clause) or _ACTIVE.match(clause):
        return kinds(agent[1])
    return NOBODY if re.match("构成犯罪|尚不|情节|造成", words) else PASS


def _related(words: str, clause: str) -> Answer:
    """使用剧毒化学品的单位未…: a verb that governs things only, 的, and somebody who then fails to do something."""
    found = _RELATED.match(words)
    return kinds(found[1]) if found else PASS


_THINGS_DONE = r"(?:使用|生产|储存|运输|经营|通过[^，；。的]{2,8}运输|用于[^，；。的]{2,30}的|接受委托(?=编制|承担|进行|从事)|按照国家规定(?:必须|应当)|向(?:大气|水体|海洋|环境)排放|取得|具有|持有|饲养|排放|产生|利用[^，；。的]{2,20}(?:经营|销售|提供|从事))"
_RELATED = re.compile(
    rf"{_THINGS_DONE}(?:(?![未无]|没有|不具|不符|人员|违反)[^，；。])*?的"
    rf"((?:(?!人员|个人|专业)[^，；。的、]){{0,8}}(?:单位|企业|机构|公司|(?<!或)者|人(?![员民类身工体数口用力行造防]))(?:(?:、|和|或者|以及)[^，；。]{{0,16}}?(?:单位|企业|机构|公司|(?<!或)者|(?<!个)人(?![员民类身工体数口用力行造防])))?)"
    r"(?=，?(?:未(?!成年)|违反|擅自|拒不|拒绝|有下列|依照本|不按|不履行|不(?:将|向|依)|没有))"
)


def _traded(words: str, clause: str) -> Answer:
    """收购未取得许可证的单位生产的产品: who made what is traded is not who trades it."""
    return NOBODY if _TRADED.match(clause) else PASS


_TRADE = "(?:运输|收购|销售|购买|购进|采购|播放|转播|放映|批发|零售|出租|出售|使用|经营|加工|储存|进口|印刷|复制|发行)"
_SOME = "(?:单位|企业|机构|公司|个人|(?<!或)者|户)"
_TRADED = re.compile(
    rf"{_TRADE}(?:(?:、|或者|和){_TRADE})*(?:未|无|没有|不具|非法|非)[^，；。]*?{_SOME}(?:(?:、|和|或者)[^，；。的]{{0,6}}?{_SOME})*"
    r"(?:生产|制作|开采|加工|屠宰|出版|发行|提供|出具|印刷|复制|采伐|捕捞|制造)的[^，；。的]*(?:或者[^，；。]*的[^，；。的]*)?的?$"
)


def _doing(words: str, clause: str) -> Answer:
    """未…, 擅自…, 向…: what begins with such a word names nobody, unless it ends in 的 and somebody who then acts."""
    if not re.match(_FUNCTION, words):
        return PASS
    if (by := _BY_OR_TO.match(clause)) and not re.match(_DONE_TO, clause[by.end() :]):
        return kinds(by[1]) if re.match(_DONE_BY, clause[by.end() :]) else None
    found = re.search(
        rf"的([^，；。的]{{0,8}}?(?!市场|场所|中心){_NOUNS})(?=(违反本|有下列|有前|有本|擅自|从事|以)|{_ACTS}|的?$)",
        clause,
    )
    if not found:
        return NOBODY
    acts = clause[found.end(1) :]
    if acts in ("", "的") and re.search(
        "(?:提供|出租|出借|转让|出售|销售|交付|交|借|卖|发包|委托|发放|泄露)给", clause
    ):
        return NOBODY
    if found[2] in ("违反本", "有下列", "有前", "有本") and not re.match("违反|有(?:下列|前|本)", words):
        return kinds(found[1])
    if re.match("对[^，的]*负有[^，的]{0,4}责任的", words):
        return kinds(found[1].rsplit("的", 1)[-1])
    if re.match(
        "未取得|没有取得|不具有|不具备|不符合|与|经[^，]{2,10}(?:取得|登记)|未经(?:考试|考核|培训|注册)", words
    ) and re.match("擅自|从事|以|不|未|购买|超出|拒绝|逃避", acts):
        return kinds(found[1])
    if _LETS_DO.match(words) and re.match("从事|进行|承担|承运|运输|处置|上岗|驾驶|操作|作业|担任|参加|提供", acts):
        return NOBODY
    if re.match("未履行[^，的]*义务的", words) and re.match("有", acts):
        return kinds(found[1])
    if re.match("为|向|从", words) and re.match(_GIVES, acts):
        return NOBODY
    return NOBODY if re.match("违反|有(?:下列|前|本)", words) and not found[2] else None


# 对纳税人偷税的: who is named does it; 对消费者实施欺诈的: it is done to them; behind other words that is not certain.
_BY_OR_TO = re.compile(
    r"对((?:(?!的|未|不)[^，；。]){0,8}?(?:单位|企业|机构|公司|个人|人员|(?<!或)者|(?<!他)人(?![员民类身工体数口用力行造防为])|户))(?![、和或及的内等与所]|[^，]*之一)"
)
_DONE_BY = "偷税|骗税|抗税|逃税|欠税|违法|违规|违反|逾期|拒不"
_DONE_TO = (
    "进行|实施|提供|提出|采取|作出|未|不|给予|予以|加以|隐瞒|实行|造成|构成|使用|收取|强制|强行|打击|报复|施加|虚假|做|作|开展|征收|处以|以|擅自|拒绝|拖延"
    "|发放|颁发|减免|限制|设置|歧视|侵害|侮辱|殴打|体罚|虐待|监管|管理|承担|负|履行|依法|有|欺|诱|骚扰|威胁|恐吓|索|收|要求|没有|无|超|违背|泄露|公开|除|进入|申请|提交|出具|从事|应当|因"
)


# 聘用未取得资格的人员从事…: who is made to do it is not who made them.
_LETS_DO = re.compile(
    f"(?:聘用|招用|录用|雇用|安排|指使|强令|使用|允许|委托)[^，；。的]*(?:未|无|没有|不具|不符)[^，；。的]*的[^，；。的]{{0,8}}?(?:{INDIVIDUALS}|单位|企业|机构)"
)


def _begins_doing(words: str, clause: str) -> Answer:
    """What begins with a verb that can hardly begin a name."""
    begins = _HARD.match(words) or (_LISTED_ACTS.match(words) and not re.search("企业|单位|机构|公司", clause))
    return NOBODY if begins and not re.search(_CLAUSE_BEFORE, clause) else PASS


def _other_persons(words: str, clause: str) -> Answer:
    """邮政企业以外的单位或者个人…, 境外企业在境内设立的代表机构…"""
    others = re.match(
        r"(?:[^，；。未不向对为将把从给与以]{2,60}以外的(?:其他)?|[^，；。未不向对为将把从给与以]{2,30}在[^，；。的]{2,16}设立的(?=代表机构))"
        rf"((?:代表)?{_NOUNS}(?:(?:或者|和|、|及其){_NOUNS})*)(?={_ACTS})",
        words,
    )
    return kinds(others[1]) if others else PASS


def _noun(words: str, clause: str) -> Answer:
    """建设单位未…: the name of somebody before a verb."""
    named = _NP.match(words)
    noun = named[0] if named else ""
    if noun and re.match("发现|查明|认为|认定", clause[len(noun) :]) and re.search("部门|监察|监督|监管", noun):
        return None
    if noun and len(noun) >= len(clause.removesuffix("的")) and not _WHOLE_CLAUSE.search(noun):
        return None
    if noun and _acts_on(noun):
        return None
    if noun and re.search(_INSIDE, noun.rsplit("的", 1)[-1]):
        noun = ""
    if noun and re.match(
        rf"(?:在|为|经|从)[^，]*的[^，的]{{0,10}}?{_NOUNS}(?=违反|未|不|有下列|从事|擅自|及其)",
        clause[len(noun) :],
    ):
        return None
    if noun and "的" in noun:
        return _head_of(noun)
    if not noun:
        return None if re.search(f"的(?:其他)?{_SHORT}", clause) else PASS
    return kinds(noun) if not _VERBISH.match(noun) or _BARE_VERB_NOUN.match(noun) else None


# A name that is a clause by itself; 车厢载人 is none.
_WHOLE_CLAUSE = re.compile(
    rf"(?:^|的)(?:其他|有关)?{_NOUNS}(?:(?:、|和|或者)(?:其他|有关)?{_NOUNS})*$|的[^的]*$(?<!的车厢载人)|等[^，的]{{2,12}}$|及其[^，的]{{2,8}}人员$"
)


def _head_of(noun: str) -> Answer:
    """The head of a name with a relative clause: 患有传染病的人员."""
    before, head = noun.rsplit("的", 1)
    if (both := kinds(noun)) == ("organisation", "individual") and "及其" in noun:
        return both
    if kinds(noun) == ("individual",) and re.search("(?:部门|机构|企业)$", before) and not re.search(_INSIDE, before):
        return ("individual",)
    if not re.match(_RELATIVE, before) and (re.search(_INSIDE, before) or (_VERBISH.match(before) and len(before) > 6)):
        return None
    if re.search("聘任|招用|聘用|雇用|委托|录用|代替", before):
        return None
    if re.search("等(?:单位|机构|企业)$", before) and kind_of(head):
        return kinds(head)
    if re.search(rf"{_NOUNS}(?:、|和|或者|以及|及)|及其", before):
        owners, owned = noun.split("的", 1)
        alike = {kind_of(part) for part in JOIN.split(owners)}
        if len(alike - {None}) == len(alike) == 1 and "的" not in owned and _OWNED.search(owned):
            return kinds(owned)
        each = kinds(noun)
        known = {kind_of(part) for part in JOIN.split(noun)} - {None}
        return each if each and (known == {kind_of(noun)} or None not in map(kind_of, JOIN.split(noun))) else None
    if (
        re.fullmatch(rf"(?:其他)?{_NOUNS}(?:(?:、|和|或者|及其?|以及)(?:其他)?{_NOUNS})*", head)
        or not _VERBISH.match(head)
        or _BARE_VERB_NOUN.match(head)
        or all(map(_BARE_VERB_NOUN.match, JOIN.split(head)))
    ):
        return kinds(head)
    return None


# What somebody else has: 纳税人、扣缴义务人的开户银行, 甲企业、乙企业的驾驶人员、船员.
_OWNED = re.compile(rf"^开户|^(?:(?:{INDIVIDUALS})|[^的、和或及]*(?:人员|[船员])(?:、|和|或者|$))+")


def _thing(words: str, clause: str) -> Answer:
    """船舶未…: a thing does not say who pays; but the thing of somebody may."""
    thing = _THING.match(clause)
    if not thing:
        return PASS
    named = re.sub("(?:矿山|煤矿|港口|机场)(?=建设|工程|项目)", "", thing[0])
    return None if re.search(rf"(?<!出)(?:{ORGANISATIONS}|户|[人者员][、和或及])", named) else NOBODY


# Whoever the reader has no word for may end so: 寺院, 邮局, 网吧. Words without any of these name nobody.
_PERHAPS = re.compile(
    rf"{ORGANISATIONS}|{INDIVIDUALS}|摊|贩|餐饮|作坊|中介|代理|亭|宿|经理|总监|顾问|会长|[院校厂所站队组]长|代驾|黄牛|姆|嫂|东(?![部西南北方京])|组织|工作室|直播间|剧组|农户|房(?![屋地产间])|班|场(?![地景合次面])|民(?![用族事政间航生法居])|农(?![业村药田机产用])|[屠渔]夫|大副|会(?![计议同员展费商见])|邪教|引擎|工(?![程业作艺具商序资地种伤期])|"
    r"人(?![员民类身工体数口用力行造防])|(?<!或)者|员|师|家(?!具|电|畜|禽|庭|用|规)|户(?!外|口|籍)|商(?![品业标务检])|方(?![式法案面向便位])|主(?![要动体管权张办])|手(?!段|续|机|术)|户"
    r"|单位|企业|公司|机构|机关|部门|组织|协会|学会|商会|平台|集团|厂|店|社(?!会)|院|校(?!验|准)|站|所(?!有|得|在|列|需|称|规|附|含|产|使|提|从|用|开|属|致|造|获|生|经|销|持|取|列|示|载|进|作|排|储|存|应)"
    r"|[局厅部](?!分|件|位|门|队|署|长)|处(?![理置罚分于以方境])|室(?![内外])|馆|园(?!区)|队|团(?!结|伙)|[银商车当卖洋]行|中心|网(?!络|上|信|址|页|具|目)|台(?![账次帐])|吧|池|廊|坊|铺|楼|堂|寺|庙|庵|港|库(?!存|房)|矿(?![产区山业物石])|船东|市场|场所|农场|林场|牧场"
)


# A thing that stands where the offender would: it does not say who pays.
_THING = re.compile(
    rf"(?:(?![将把被]|未|没有|违反|拒[不绝])[^，；。：]){{0,45}}?(?:行为|船舶|渔船|渡船|船只|面积|检测|保养|敷设|工具|包装物|容器|垫料|制品|维护|维修|项目|工程|设施|设备|材料|产品|商品|广告|车辆|机动车|航空器|建筑物|活动|动物|药品|食品|证书?|许可证|文件|规程|资料|事项|情况|信息|数据|建设|物品|合同|水产品"
    rf"|演出|碘盐|种子|农药|兽药|肥料|饲料|器械|货物|邮件|压力容器|使用|运输|贸易|取水|计划|方案|标志|账户|标识|过程|水平|业务|器具|水工程|矿井|场地|土地|草原|仪器|房屋|价格)(?=等?(?:{_ACTS}|应当|属于|达不到|需要|污染|影响|与|有效期|而|进出)|$)"
)
_RELATIVE = r"(?:从事|受委托|接受委托|承担|依法|负有|患有|享受|有[^，]{1,16}|具有|取得|持有|开展|提供|生产|经营|进口|出口|销售|运输|储存|使用|施工|参与|参加|办理|产生|需要|应当|列入|获得|接受|实行|实施|预征|承接|设置|设立|安装|维修|加工|采用|未[^，]{2,20}|不[^，]{2,20}|没有[^，]{2,20}|被[^，]{2,20}|预先|进行|收购|处置|拥有)[^，；。]*$"
_SHORT = "(?:单位|个人|人员|企业|公司|机构|组织|公民|人(?!力|行道|造|防)|者)"
_INSIDE = r"未(?!成年)|违反|不(?!动产|锈|良)|擅自|应当|向|将|把|没有|具有|利用(?!单位|者)|采用|进出(?!口)|进入|驶入|驶离|驶往|停靠|靠泊|抵达|途经"
# A noun with a clause before it, which then acts: 排放油烟的餐饮服务业经营者未…
_CLAUSE_BEFORE = (
    rf"的[^，；。的]{{0,12}}?{_NOUNS}(?:(?:、|和|或者)(?:有关)?{_NOUNS})*"
    rf"(?={_ACTS}|$)(?!(?:出具|提供|生产|经营|销售|使用|发布|制作|设立|委托|取得)[^，]{{0,12}}?的)"
)
# A verb and 者, 人, 单位, which then acts: 出租人拒不…, 使用单位未…, 销售者违反…
_VERB_AGENT = re.compile(
    r"((?:使用|提供|转让|受让|出让|出租|承租|租赁|出借|借用|聘用|招用|录用|雇用|接受|接收|介绍|占用|安排|发布|销售|购买|采购|出售|收购|携带|持有|占有|变更|取得"
    r"|出具|设立|邮寄|寄递|传播|采伐|利用|收集|参加|参与|主办|违反|违法|委托|受托|组织|运输|加工|生产|经营|制作|进口|出口|开发|处理|处置|管理|饲养|驾驶|拆除|倾倒|排放|种植|养殖|捕捞|印刷|复制|申请|投放|回收|储存|充装|开采|施工)"
    r"(?:者|人(?!员)|方|商|户|单位|企业|机构)(?:(?:、|和|或者)(?:其他)?{NOUNS})*)(?=等?(?:{ACTS})|有下列|有前)".replace(
        "{NOUNS}", _NOUNS
    ).replace("{ACTS}", _ACTS)
)
# What may follow the name of somebody inside a longer name: 医疗机构工作人员, 平台内经营者.
_BELONGS = (
    "（|员|业|系统|用户|结算|项目|金融|等|事务所|成员|密集|独资|事业|中介|期货|证券|支付|航空|消防|职工|内|外|所属|分支|下属|投资|主要|法定|直接|其他|有关|相关|工作|从业|管理|高级|技术|检测|评估|执业|专业|作业|安全|财务|业务|服务|教|医务|培训|监督|销售|生产|经营|建设|施工|使用|运营|主办|举办|开办|开发|出资|控股"
    "|实际|人力|代表|发起|合伙|合作|承包|承租|第三方|注册|清算|登记|检验|认证|租赁|供应|采购|代理|组织|配送|制作|播放|放映|演出|营业|法人|董事|监事|负责|股东|单位|企业|公司|机构|部门|人员|人|者|户|方|主|商|店|集团|委员|所有|保险|房地产|接入|网络|食品|平台|信息|研究|基地"
)
# What may begin a clause as its subject: a compound with 者, 单位… behind at most a few words.
_MAY_ACT = re.compile(rf"([^，；。：的]{{0,14}}?)(?:{_MAKES_AGENTS}){_AS_AGENT}(?![，；。的、和或及等名登]|$)")
_RELATIVE_AGENT = re.compile(
    rf"的[^，；。的]{{0,8}}?(?:{ORGANISATIONS}|{INDIVIDUALS}|(?<!或)者|(?<![他本工病])人(?![员民类身工体数口用力行造防])|用户|第三方)(?<!市场)(?![，；。的、和或及等名内外中之而除]|$|(?:出具|提供|生产|经营|销售|使用|发布|制作|设立)[^，]{{0,12}}?的|许可|证|执照|资[质格]|公?章|账|信息|数据|权)"
)
_SERVES = "提供|从事|设立|处理|许可|批准|为目的|从业|在建"
_GIVES = (
    "提供|出具|办理|运输|销售|出售|供应|采购|购进|出租|转让|泄露|透露|收取|颁发|发放|核发|发送|推荐|介绍|支付|购买|收购"
)
# Verbs and prepositions that govern the person behind them: 向无资质的单位提供, 聘用未成年人从事.
_GOVERNS = (
    "给|将|对|向|从(?!事)|为|把|以|因|在|由|拒|聘|招|雇|录用|指使|强令|强迫|允许|委托(?!人|方|单位|机构)|安排|组织(?!者|单位|机构)|胁迫|教唆|引诱|容留|介绍|使(?!用)|让|致|被(?![检告投保许申])|使用[^的]{0,12}?[未不无没]|欺|诱|殴|侮|威胁|打击|报复|代替|冒充|假冒|冒用|盗用"
    "|明知|虽|经(?!营|纪|销)|侵犯|侵害|限制|阻碍|妨碍|妨害|拦|扰|帮助|协助|要求|唆|纵容|包庇|非法"
)
# 使用电动自行车从事配送活动的企业未…
_ACTIVE = re.compile(
    rf"(?:(?:从事|使用|利用|通过|在|以|采用|未经许可|未取得|依法)[^，；。]{{0,40}}?(?:从事|开展)[^，；。]{{2,40}}?(?:活动|业务|服务|作业)的"
    r"|(?:提供|开展|运营|管理|承担|开办|经营)(?!虚假)[^，；。的]{1,20}?(?:服务|产品|业务|活动|系统|平台|任务|职责|设施)的)"
    rf"({_NOUNS}(?:(?:、|和|或者){_NOUNS})*)(?={_ACTS}|有下列|有前)"
)
_LISTED_ACTS = re.compile("(?:生产|制造|销售|运输|收购|屠宰|经营|加工|进口)(?:、|或者)")
# What begins what is done, and no name.
_HARD = re.compile(
    r"代替|确定|更换|出借|借用|申请设立|偷捕|抢夺|动用|设立|获取|携带|提交|盗伐|滥伐|聘任|毁损|毁坏|毁灭|毁林|危害|危及|授意|印制|承接|供应(?!商)|变更|调整|升放|操纵|进出口|知道|发布|取得|损坏|移动(?!式|通信|电话)|盗窃|采伐|猎捕|捕杀|拆除|砍伐|排放(?!单|企)|倾倒|堆放|弃置"
    r"|放生|种植(?!企|户|单|者)|夹带|走私|骗取|干扰|扰乱|威胁|转借|改变|更改|改装|拼装|设置|张贴|悬挂|传播(?!媒)|编制|披露|收集|妨害|焚烧|燃放|丢失|遗失|抄袭|歪曲|搬|虽经|属于|未(?!成年)|容留|隐匿|隐瞒|纵容|包庇|抗拒|销售(?=[^，的]{1,8}(?:未|不))|出售|购买|持有|出具|邮寄"
)
# What begins what is done, or a noun made with it (建设单位, 运输企业).
_VERBISH = re.compile(
    r"分配|指派|派(?!出|驻)|私(?!营|人)|饮酒|醉酒|酒后|卖淫|嫖娼|签发|持用|认定|提交|滥伐|盗伐|毁损|获取|邮寄|承接|供应|危及|授意|印制|属于|虽经|无偿|禁渔|报检|采伐|发布|制作|生产|销售|经营|出售|购买|收购|运输|携带|持有|出具|办理|设立|变更|取得|申请(?!人)|参加|参与|开展|进行|实施|组织|加工|制造|进口|出口|损坏|移动(?!式|通信|电话)|盗窃|采伐|开采|猎捕|捕捞|捕杀|倒买|拆除"
    r"|建设|新建|改建|扩建|修建|砍伐|毁坏|围湖|围海|排放|倾倒|堆放|弃置|引进|放生|投放|种植|养殖|驾驶|饲养|吸毒|吸食|私刻|抢|哄|煽动|用(?!人|户|工|能|水|地|电)|承运|托运|邮寄|夹带|走私|骗取|干扰|扰乱|威胁|打击|报复"
    r"|围标|转借|借用|租用|改变|更改|改装|拼装|安装|设置|张贴|悬挂|升挂|储存|存放|保存|贮存|处置|利用|回收|拆解|销毁|抵制|传播|复制|印刷|出版|翻印|播放|放映|摄制|演出|举办|举行|承办|主办"
    r"|赌博|参赌|买卖|代替|聘请|聘任|检举|危害|处理|升放|操纵|进出口|毁林|知道|研制|检查|履行|执行|收集|公开|披露|操纵|编制|发行(?!人)|开发|勘查|测绘|从事|发现|存在|出现|发生|具有|低于|高于|推荐|支付|缴纳|交付|交易|停止|关闭|终止|中断|限制|妨害|过失|谎|假|搞|雇|招(?!标)|录用|容留|隐匿|隐瞒|遗失|丢失|剽窃|抄袭|歪曲|诽谤|诬告|挑拨|唆|进入|翻越|攀登|穿越|通行|抛|扔|焚烧|燃放|点燃|野外|露天|无(?=证|照|票|许可|导游|木材|居民|牌)|调换|调出|挖|采挖|放牧|开垦|移植|超(?!市)|迟报|延误|漏报|少|多次|掺|混入|伪造|变造|虚|欺|诱|强迫|强制|逼|胁|侵占|贪污|截留|挪用|滥用|徇私|玩忽|失职|渎"
)

# The name of somebody, with what can hardly be a verb before it.
_NAME = re.compile(
    rf"(?!{_FUNCTION}|{_HARD.pattern}|{_VERBISH.pattern}|{_GOVERNS})[^，；。：的]{{0,8}}?(?:{ORGANISATIONS}|{INDIVIDUALS}|(?<!或)者|用户)(?=[^，；。的、等])"
)
