"""What a paragraph says in its own words: who pays, the forms of a fine, how far each word reaches."""

from decimal import Decimal

import pytest

from finecalc.proof.reader import said
from finecalc.proof.reader.said import SaidFine


def fines(text: str) -> list[SaidFine]:
    found = said(text)
    assert found.refused == ()
    return [fine for tier in found.tiers for fine in tier.fines]


def refused(text: str) -> list[str]:
    return [no.words for no in said(text).refused]


# --- who pays ---


@pytest.mark.parametrize(
    ("conduct", "on", "payer"),
    [
        ("违反本法规定，未备案的", ("offender",), "unknown"),
        ("有下列行为之一的", ("offender",), "unknown"),
        ("伪造、变造许可证的", ("offender",), "unknown"),
        ("向无资质的单位提供信息的", ("offender",), "unknown"),
        ("渡口船舶未标明识别标志的", ("offender",), "unknown"),
        ("将数据提供给他人的", ("offender",), "unknown"),
        ("向无资质的单位转让数据的", ("offender",), "unknown"),
        ("网络运营者未备案的", ("offender",), "named"),
        ("个人信息处理者未备案的", ("offender",), "named"),
        ("出租人拒不配合的", ("offender",), "named"),
        ("销售者违反本法规定的", ("offender",), "named"),
        ("使用单位未备案的", ("organisation",), "named"),
        ("出租汽车企业未备案的", ("organisation",), "named"),
        ("因私出入境中介机构未备案的", ("organisation",), "named"),
        ("使用电动自行车从事配送活动的企业未备案的", ("organisation",), "named"),
        ("在校学生未备案的", ("individual",), "named"),
        ("提供智能服务的企业拒绝配合的", ("organisation",), "named"),
        ("任何单位和个人违反本法规定的", ("offender",), "named"),
        ("违反本法规定，建设单位未备案的", ("organisation",), "named"),
        ("从事印刷经营活动的企业有下列行为之一的", ("organisation",), "named"),
        ("运输机场航空燃油供应企业停止供应业务的", ("organisation",), "named"),
        ("未经批准，金融机构擅自变更股东的", ("organisation",), "named"),
        ("单位有前款行为的", ("organisation",), "named"),
        ("生产、储存危险化学品的单位转产，未备案的", ("organisation",), "named"),
        ("接种单位以外的单位或者个人违反本法规定的", ("offender",), "named"),
        ("导游人员未佩戴导游证的", ("individual",), "named"),
        ("渔业船舶检验机构的工作人员未经考核的", ("individual",), "named"),
        ("医疗机构及其医务人员有下列情形之一的", ("organisation", "individual"), "named"),
        ("投标人相互串通投标的", ("offender",), "named"),
        ("中标人不按照规定订立合同的", ("offender",), "named"),
        ("基金管理人或者基金托管人不按照规定召集大会的", ("organisation",), "named"),
        ("外国人未经批准登山的", ("individual",), "named"),
        ("材料未通过审核，建设单位开工建设的", ("organisation",), "named"),
        ("非公开募集基金募集完毕，基金管理人未备案的", ("organisation",), "named"),
        ("勘查活动结束后探矿权人未清理的", ("offender",), "named"),
        ("发行人的控股股东组织、指使从事前款违法行为的", ("控股股东",), "named"),
        ("合作社、从事收购的单位或者个人未开具合格证的", ("offender",), "named"),
        ("印制人民币的企业和有关人员有下列情形之一的", ("organisation", "individual"), "named"),
        ("医疗机构或者人员未取得许可的", ("offender",), "named"),
        ("高耗水工业企业用水水平超过用水定额的", ("organisation",), "named"),
        ("个体工商户登记事项变更，未办理变更登记的", ("offender",), "unknown"),
        ("公司登记事项发生变更时，未办理变更登记的", ("offender",), "unknown"),
        ("流域农业灌溉取用深层地下水的", ("offender",), "unknown"),
        ("矿山建设工程的安全设施未经验收的", ("offender",), "unknown"),
        ("聘用未取得资格的人员从事讲解活动的", ("offender",), "unknown"),
        ("运输、收购未取得许可证的单位、个人开采的砂石的", ("offender",), "unknown"),
        ("播放未取得许可的单位制作的节目的", ("offender",), "unknown"),
        ("将车位提供给业主以外的其他人的", ("offender",), "unknown"),
        ("对消费者实施欺诈的", ("offender",), "unknown"),
        ("对人为活动引发的灾害不予治理的", ("offender",), "unknown"),
        ("对纳税人偷税的", ("offender",), "named"),
        ("服务机构及其从业人员，违反规定买卖的", ("organisation", "individual"), "named"),
        ("驾驶加装动力装置的人力三轮车上道路行驶的", ("offender",), "unknown"),
        ("特种设备生产、经营、使用单位和检验、检测机构拒绝检查的", ("organisation",), "named"),
        ("利用信息网络经营种子的种子经营者未公示的", ("offender",), "named"),
        ("运动员、教练员违反规定的", ("individual",), "named"),
        ("船舶进出港口未经批准的", ("offender",), "unknown"),
        ("经两次催缴，停车人逾期未补缴的", ("offender",), "named"),
        ("物业服务企业项目负责人未按时报到的", ("项目负责人",), "named"),
        ("合同双方订立背离备案合同的协议的", ("offender",), "named"),
        ("纳税人、扣缴义务人的开户银行或者其他金融机构拒绝接受检查的", ("organisation",), "named"),
        ("发现煤矿企业未依照规定培训的", ("organisation",), "named"),
        ("使用剧毒物品的单位未备案的", ("organisation",), "named"),
        ("向海洋排放废弃物的企业以及处理设施的运营单位，未备案的", ("organisation",), "named"),
        ("消防设施检测、消防安全评估等消防技术服务机构，不具备条件的", ("organisation",), "named"),
        ("音像出版单位出版未经批准的制品的", ("organisation",), "named"),
        ("邮政企业、快递企业从业人员违反规定的", ("individual",), "named"),
        ("甲部门、登记机构以及技术服务机构的工作人员参与交易的", ("individual",), "named"),
        ("危险品运输企业的驾驶人员、船员未取得资格上岗的", ("individual",), "named"),
        ("未经考试合格并取得证书的人员擅自从事航行的", ("individual",), "named"),
        ("传播媒介及其从事报道的工作人员违反规定的", ("organisation", "individual"), "named"),
        ("检验、检测机构及其检验、检测人员有下列行为的", ("organisation", "individual"), "named"),
        ("医疗、保健机构或者人员未取得许可的", ("offender",), "named"),
        ("结算机构和非经营机构结算参与人等未按照规定的", ("offender",), "named"),
        ("未履行纳税义务的纳税人有合并情形的", ("offender",), "named"),
        ("对事故负有责任的单位的主要负责人未依法履行职责的", ("主要负责人",), "named"),
    ],
)
def test_whom_the_conduct_names(conduct: str, on: tuple[str, ...], payer: str) -> None:
    (fine,) = fines(f"{conduct}，处一万元以下罚款。")
    assert (fine.on, fine.payer) == (on, payer)


@pytest.mark.parametrize(
    "conduct",
    [
        "发行人未备案的",
        "运输企业怠于履行义务的",
        "提供服务的平台放任用户传播的",
        "未按照规定汇交资料，或者矿业权人未编制报告的",
        "疏于管理，工作人员违反规定的",
        "未落实安全措施，学生未离开的",
        "未备案，平台怠于处置的",
        "旅行社怂恿旅游者的",
        "旅行社怂恿旅游者购买商品的",
        "属于事业单位法人的检验机构无正当理由拒绝服务的",
        "不具有许可证件的单位购买爆炸物品，或者个人购买爆炸物品的",
        "机构、检测人员出具虚假报告的",
        "工业企业的生产设备冷却水未回收利用的",
        "负责颁发证照的部门发现无照经营的",
        "网吧接纳未成年人的",
        "寺庙擅自举办活动的",
        "装运物品的车厢载人的",
        "安全监察机构发现煤矿未整改的",
        "生产企业、使用单位和开具处方的兽医人员发现事故不报告的",
        "船舶未按照主管部门的规定配备船员擅自航行的",
    ],
)
def test_a_subject_that_is_not_certain_is_not_guessed(conduct: str) -> None:
    assert refused(f"{conduct}，处一万元以下罚款。") == ["处一万元以下罚款"]


def test_the_first_fine_is_named_and_the_next_inherit() -> None:
    found = fines(
        "旅行社未备案的，没收违法所得，并处违法所得一倍以上五倍以下罚款；没有违法所得的，处一万元以下罚款；"
        "情节严重的，处五万元以下罚款，对直接负责的主管人员给予警告，并处一千元以下罚款。"
    )
    assert [(fine.on, fine.payer) for fine in found] == [
        (("organisation",), "named"),
        (("organisation",), "inherited"),
        (("organisation",), "inherited"),
        (("manager",), "inherited"),
    ]


def test_a_fine_that_is_not_stated_is_the_first_all_the_same() -> None:
    found = said("旅行社未备案的，对每次违法行为处五千元以下罚款；情节严重的，处五万元以下罚款。")
    assert [fine.payer for tier in found.tiers for fine in tier.fines] == ["inherited"]
    found = said("旅行社未备案的，处五千元以上罚款；情节严重的，处五万元以下罚款。")
    assert [fine.payer for tier in found.tiers for fine in tier.fines] == ["inherited"]


def test_a_condition_behind_a_comma_does_not_clear_whom_the_clause_aims_at() -> None:
    found = fines(
        "违反本法规定，未备案的，对个人处一千元以下罚款，情节严重的，处五千元以下罚款；对单位处一万元以下罚款。".replace(
            "；对单位处一万元以下罚款", ""
        )
    )
    assert [(fine.on, fine.payer) for fine in found] == [(("individual",), "named"), (("individual",), "inherited")]


@pytest.mark.parametrize(
    ("noun", "on"),
    [
        ("单位", ("organisation",)),
        ("负有直接责任的主管人员", ("manager",)),
        ("其他直接责任人员", ("staff",)),
        ("直接负责的主管人员和其他责任人员", ("manager", "staff")),
        ("驾驶人", ("individual",)),
        ("船舶所有人、经营人", ("offender",)),
        ("法定代表人", ("法定代表人",)),
        ("主要负责人、直接负责的主管人员和其他直接责任人员", ("主要负责人", "manager", "staff")),
        ("屠宰厂（场）或者其他单位的直接负责的主管人员和其他直接责任人员", ("manager", "staff")),
        ("邮政企业直接负责的主管人员和其他直接责任人员", ("manager", "staff")),
        ("国家机关、事业单位主要负责人和直接责任人员", ("主要负责人", "staff")),
        ("单位的主管负责人员和其他直接责任人员", ("manager", "staff")),
        ("负有直接责任的董事、监事和其他人员", ("董事", "监事", "staff")),
        ("接收单位及其主要负责人", ("organisation", "主要负责人")),
        ("负有责任的施工、监理单位", ("organisation",)),
        ("有关当事人（自然人）", ("individual",)),
        ("动物诊疗师", ("individual",)),
        ("质检员", ("individual",)),
    ],
)
def test_at_whom_a_clause_is_aimed(noun: str, on: tuple[str, ...]) -> None:
    (fine,) = fines(f"违反本法规定，未备案的，对{noun}处一万元以下罚款。")
    assert (fine.on, fine.payer, fine.quote) == (on, "named", f"对{noun}处一万元以下罚款")


def test_items_that_all_name_one_kind_of_person_name_who_pays() -> None:
    head = "有下列情形之一的，处一万元以下罚款：\n"
    (fine,) = fines(head + "（一）建设单位未备案的；\n（二）施工单位未登记的。")
    assert (fine.on, fine.payer) == (("organisation",), "named")
    (fine,) = fines(head + "（一）建设单位未备案的；\n（二）未登记的。")
    assert (fine.on, fine.payer) == (("offender",), "unknown")


# --- how much ---


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("处一万元以上五万元以下罚款", (10_000, 50_000, None, None, None, None)),
        ("处一万元至五万元的罚款", (10_000, 50_000, None, None, None, None)),
        ("处200元罚款", (200, 200, None, None, None, None)),
        ("处货值金额三倍罚款", (0, None, ("货值金额", 3, 3), None, None, None)),
        ("处违法所得等值以下的罚款", (0, None, ("违法所得", 0, 1), None, None, None)),
        ("处违法所得二到三倍的罚款", (0, None, ("违法所得", 2, 3), None, None, None)),
        ("处货值金额百分之五十以上三倍以下的罚款", (0, None, ("货值金额", 0.5, 3), None, None, None)),
        ("处工程合同价款百分之二以上百分之四以下的罚款", (0, None, None, ("工程合同价款", 2, 4), None, None)),
        ("处中标项目金额10‰以下的罚款", (0, None, None, ("中标项目金额", 0, 1), None, None)),
        ("处五千万元以下或者上一年度营业额百分之五以下罚款", (0, 50_000_000, None, ("上一年度营业额", 0, 5), None, None)),
        ("处每平方米10元至30元的罚款", (10, 30, None, None, "每平方米", None)),
        ("并以每人五百元以上二千元以下的标准处以罚款", (500, 2000, None, None, "每人", None)),
        ("处违法所得三倍以下罚款，但最高不超过二万元", (0, None, ("违法所得", 0, 3), None, None, 20_000)),
        ("处违法所得三倍以下但最高不超过三万元的罚款", (0, None, ("违法所得", 0, 3), None, None, 30_000)),
        ("处违法所得3倍以下，最高不超过3万元的罚款", (0, None, ("违法所得", 0, 3), None, None, 30_000)),
        ("按每台处一千元罚款", (1000, 1000, None, None, "每台", None)),
        ("按照每招用一名未成年人每月处5000元罚款", (5000, 5000, None, None, "每招用一名未成年人每月", None)),
        ("按占用面积每平方米五百元以上二千元以下处以罚款", (500, 2000, None, None, "每平方米", None)),
        ("按建设费用的一至三倍处以罚款", (0, None, ("建设费用", 1, 3), None, None, None)),
        ("按非法所得的五至十倍罚款", (0, None, ("非法所得", 5, 10), None, None, None)),
        ("按照直接损失的一倍以上三倍以下计算罚款", (0, None, ("直接损失", 1, 3), None, None, None)),
        ("并按照每招用一名未成年人每月处5000元罚款的标准给予处罚", (5000, 5000, None, None, "每招用一名未成年人每月", None)),
        ("每辆次处二千元罚款", (2000, 2000, None, None, "每辆次", None)),
        ("按照停热面积每平方米处五元以上十元以下罚款", (5, 10, None, None, "每平方米", None)),
        ("处每逾期1日100元的罚款", (100, 100, None, None, "每逾期1日", None)),
        ("处以拖延支付期间内每日票据金额0.7‰的罚款", (0, None, None, ("票据金额", Decimal("0.07"), Decimal("0.07")), "每日", None)),
        ("处二千元以上二万以下罚款", (2000, 20_000, None, None, None, None)),
        ("处五百元以上，五千元以下罚款", (500, 5000, None, None, None, None)),
        ("处三千至五千元的罚款", (3000, 5000, None, None, None, None)),
        ("处罚款人民币五千元", (5000, 5000, None, None, None, None)),
        ("处5,000元以上10,000元以下罚款", (5000, 10_000, None, None, None, None)),
        ("处货值金额30%～50%的罚款", (0, None, None, ("货值金额", 30, 50), None, None)),
        ("可以并处罚款", (0, None, None, None, None, None)),
    ],
)  # fmt: skip
def test_the_forms_of_a_fine(words: str, expected: tuple[object, ...]) -> None:
    (fine,) = fines(f"违反本法规定，未备案的，{words}。")
    rates = [(rate.of, rate.min, rate.max) if rate else None for rate in (fine.sum.multiple, fine.sum.share)]
    assert (fine.sum.min, fine.sum.max, *rates, fine.sum.per, fine.sum.cap) == expected


@pytest.mark.parametrize(
    ("words", "size"),
    [
        ("没有违法所得的", ("违法所得", True, None, None, None, None)),
        ("没有违法所得或者违法所得不足十万元的", ("违法所得", True, None, None, None, 100_000)),
        ("没有违法所得或者不足十万元的", ("违法所得", True, None, None, None, 100_000)),
        ("违法所得不足5万元或者没有违法所得的", ("违法所得", True, None, None, None, 50_000)),
        ("货值金额一万元以上的", ("货值金额", False, 10_000, None, None, None)),
        ("货值金额不满一万元的", ("货值金额", False, None, None, None, 10_000)),
        ("货值金额超过一万元的", ("货值金额", False, None, 10_000, None, None)),
        ("货值金额一万元以下的", ("货值金额", False, None, None, 10_000, None)),
        ("货值金额一万元以上不足五万元的", ("货值金额", False, 10_000, None, None, 50_000)),
    ],
)
def test_for_which_size_of_a_base(words: str, size: tuple[object, ...]) -> None:
    (fine,) = fines(f"违反本法规定，未备案的，责令改正；{words}，处五千元以下罚款。")
    assert fine.size
    found = fine.size
    assert (found.of, found.none, found.at_least, found.above, found.at_most, found.below) == size


@pytest.mark.parametrize(
    "words", ["没有违法所得或者违法所得无法计算的", "没有违法所得、违法所得无法计算或者不足一万元的"]
)
def test_a_size_that_nobody_can_tell_is_refused_beside_the_size_that_is_said(words: str) -> None:
    found = said(f"未备案的，处违法所得三倍以下罚款，{words}，处一万元以下罚款。")
    assert [no.words for no in found.refused] == ["违法所得无法计算"]
    last = found.tiers[0].fines[-1]
    assert last.size
    assert last.size.none
    assert last.size.below == (10_000 if "不足" in words else None)


def test_a_base_that_cannot_be_found_is_no_size_and_is_refused_beside_the_fine_for_it() -> None:
    for words in ("广告费用无法计算的", "广告费用无法计算或者明显偏低的", "违法所得难以确定的"):
        found = said(f"未备案的，处广告费用三倍以下罚款，{words}，处一万元以下罚款。")
        assert [no.words for no in found.refused] == [words]
        assert [bool(fine.size and fine.size.uncertain) for fine in found.tiers[0].fines] == [False, True]


# --- how far words reach ---


@pytest.mark.parametrize(
    ("follows", "modes"),
    [
        ("处一万元以下罚款", ["must"]),
        ("可以处一万元以下罚款", ["may"]),
        ("可以给予警告、一万元以下罚款", ["may"]),
        ("给予警告或者处一万元以下罚款", ["one-or-more"]),
        ("可以给予警告或者处一万元以下罚款", ["may"]),
        ("单处或者并处警告、一万元以下罚款", ["one-or-more"]),
        ("给予警告、通报批评，或者处一万元以下罚款", ["one-or-more"]),
        ("可以处一万元以下罚款；情节严重的，处五万元以下罚款", ["may", "must"]),
    ],
)
def test_may_and_must(follows: str, modes: list[str]) -> None:
    assert [fine.mode for fine in fines(f"违反本法规定，未备案的，{follows}。")] == modes


def test_a_sentence_of_its_own_about_persons_belongs_to_the_conduct_as_such() -> None:
    found = said("公司未备案的，处一万元以下罚款；情节严重的，吊销许可证。对直接负责的主管人员处五千元以下罚款。")
    assert [(tier.quote, [fine.on for fine in tier.fines]) for tier in found.tiers] == [
        ("", [("organisation",), ("manager",)]),
        ("情节严重的", []),
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "公司未备案的，处一万元以下罚款；情节严重的，处五万元以下罚款；对直接负责的主管人员处五千元以下罚款。",
            "对直接负责的主管人员处五千元以下罚款",
        ),
        ("未备案的，可以给予警告，并处一万元以下罚款。", "并处一万元以下罚款"),
        ("未备案的，责令改正，有违法所得的，没收违法所得，并处一万元以下罚款。", "并处一万元以下罚款"),
        ("未备案的，有违法所得和非法财物的，予以没收，并处一万元以下罚款。", "并处一万元以下罚款"),
        ("未备案的，没有违法所得的，处一万元以下罚款，情节严重的，处五万元以下罚款。", "处五万元以下罚款"),
        ("公司未备案的，处一万元以下罚款。未登记的，处二万元以下罚款。", "处二万元以下罚款"),
        (
            "未备案的，处一万元以下罚款；公司拒绝检查的，处二万元以下罚款；未登记的，处三万元以下罚款。",
            "处三万元以下罚款",
        ),
        ("公司出租证件的，处一万元以下罚款；使用证件的，处二万元以下罚款。", "处二万元以下罚款"),
        ("未备案的，处一万元以下罚款；违反要求，影响安全的，处二万元以下罚款。", "处二万元以下罚款"),
        ("未备案的，对个人处一万元以下罚款；未登记的，处二万元以下罚款。", "处二万元以下罚款"),
        ("未备案的，责令责任者改正，收回企业所获取的补偿，并处一万元以下罚款。", "并处一万元以下罚款"),
    ],
)
def test_what_two_rules_could_answer_is_refused(text: str, words: str) -> None:
    assert refused(text) == [words]


@pytest.mark.parametrize(
    ("text", "other", "on", "payer"),
    [
        ("未备案的，处一万元以下罚款；未登记的，处二万元以下罚款。", "未登记的", "offender", "unknown"),
        ("公司未备案的，处一万元以下罚款；未登记的，处二万元以下罚款。", "未登记的", "organisation", "inherited"),
        ("公司未备案的，责令改正；未登记的，处二万元以下罚款。", "未登记的", "organisation", "named"),
        ("公司出租证件的，处一万元以下罚款；承租证件的，处二万元以下罚款。", "承租证件的", "offender", "unknown"),
        (
            "公司转让证件的，处一万元以下罚款。违法接受证件的，处二万元以下罚款。",
            "违法接受证件的",
            "offender",
            "unknown",
        ),
        ("公司未备案的，处一万元以下罚款。公民未登记的，处二万元以下罚款。", "公民未登记的", "individual", "named"),
    ],
)
def test_conduct_behind_a_semicolon_has_a_fine_of_its_own(text: str, other: str, on: str, payer: str) -> None:
    found = said(text)
    assert found.refused == ()
    last = found.tiers[-1]
    assert (last.quote, last.conduct) == ("", other)
    assert [(fine.on, fine.payer) for fine in last.fines] == [((on,), payer)]


def test_a_unit_that_is_punished_brings_in_its_persons() -> None:
    found = said("操纵市场的，处一万元以下罚款。单位操纵市场的，对直接负责的主管人员给予警告，并处五千元以下罚款。")
    assert found.refused == ()
    assert [(tier.quote, [(fine.on, fine.payer) for fine in tier.fines]) for tier in found.tiers] == [
        ("", [(("offender",), "unknown")]),
        ("", [(("manager",), "inherited")]),
    ]


@pytest.mark.parametrize(
    "tail",
    [
        "，并向社会公布。",
        "。但吊销许可证的处罚，需经本级人民政府同意。",
        "；五年内再次违反的，应当从重处罚。",
        "；违反其他法律、行政法规的，由有关主管部门依法处理。",
        "；行为构成走私的，由海关依法予以处罚。",
    ],
)
def test_what_imposes_nothing_does_not_stand_in_the_way(tail: str) -> None:
    found = said(f"未备案的，处一万元以下罚款{tail}")
    assert found.refused == ()
    assert [len(tier.fines) for tier in found.tiers] == [1]


@pytest.mark.parametrize(
    "words",
    ["记过直至开除的纪律处分", "警告、记过、撤职或者开除的处分", "开除的纪律处分", "降级或者撤职的行政处分"],
)
def test_a_disciplinary_list_is_one_measure(words: str) -> None:
    found = said(f"未备案的，处一万元以下罚款；对直接负责的主管人员给予{words}。")
    assert found.refused == ()
    assert [one.kind for one in found.tiers[0].sanctions] == [words]


@pytest.mark.parametrize(
    "text",
    [
        "税款、滞纳金、罚款以人民币计算。",
        "本法第二条所称重大违法记录，是指因违法经营受到责令停产停业、较大数额罚款等行政处罚。",
        "当事人对罚款、责令停业的处罚决定不服的，可以在十五日内向人民法院起诉。",
    ],
)
def test_a_paragraph_that_speaks_of_fines_and_imposes_none_is_read_whole(text: str) -> None:
    found = said(text)
    assert (found.tiers, found.refused) == ((), ())


def test_how_much_a_fine_of_another_law_is() -> None:
    (fine,) = fines("依照《土地管理法》第七十六条的规定处以罚款的，罚款额为土地复垦费的2倍以上5倍以下。")
    assert (fine.payer, fine.sum.multiple and fine.sum.multiple.of) == ("unknown", "土地复垦费")
    (fine,) = fines("政府采购法第七十二条规定的罚款，数额为5万元以上25万元以下。")
    assert (fine.sum.min, fine.sum.max) == (50_000, 250_000)


def test_persons_behind_a_graver_tier_without_a_fine_belong_to_the_conduct_as_such() -> None:
    found = said("公司未备案的，处一万元以下罚款；情节严重的，吊销许可证；对直接负责的主管人员，处五千元以下罚款。")
    assert found.refused == ()
    assert [(tier.quote, [fine.on for fine in tier.fines]) for tier in found.tiers] == [
        ("", [("organisation",), ("manager",)]),
        ("情节严重的", []),
    ]


def test_a_sum_for_whoever_has_gains_is_for_gains_above_nothing() -> None:
    (fine,) = fines("未备案的，责令改正；有违法所得的，没收违法所得，并处一万元以上五万元以下罚款。")
    assert fine.size
    assert (fine.size.of, fine.size.none, fine.size.above, fine.sum.max) == ("违法所得", False, 0, 50_000)


def test_a_comma_in_brackets_separates_nothing_and_the_base_is_verbatim() -> None:
    (fine,) = fines("未备案的，处违法生产的产品(包括已售出的,下同)货值金额等值以上三倍以下的罚款。")
    assert fine.sum.multiple
    assert fine.sum.multiple.of == "违法生产的产品(包括已售出的,下同)货值金额"


def test_items_with_penalties_of_their_own_are_each_read() -> None:
    found = said(
        "依照本法第五条规定处罚的，按照下列规定执行：\n（一）未备案的，处一万元以下罚款；\n（二）承运人未登记的，处二万元以下罚款。"
    )
    assert found.refused == ()
    assert [(tier.quote, tier.conduct, tier.fines[0].sum.max, tier.fines[0].payer) for tier in found.tiers] == [
        ("", "未备案的", 10_000, "unknown"),
        ("", "承运人未登记的", 20_000, "named"),
    ]


def test_an_item_that_names_another_than_the_head_is_not_certain() -> None:
    head = "企业有下列行为之一的，按照下列规定处罚：\n"
    text = (
        head + "（一）未备案的，处一万元以下罚款；\n（二）工作人员未持证的，责令改正；逾期不改正的，处二千元以下罚款。"
    )
    assert refused(text) == ["处二千元以下罚款"]


def test_an_item_that_names_nobody_does_not_inherit_from_another_item() -> None:
    head = "依照本法第五条规定处罚的，按照下列规定执行：\n"
    found = fines(head + "（一）建设单位未备案的，处一万元以下罚款；\n（二）未登记的，处二万元以下罚款。")
    assert [(fine.on, fine.payer) for fine in found] == [(("organisation",), "named"), (("offender",), "unknown")]


@pytest.mark.parametrize(
    "text",
    [
        "本条例规定的罚款和没收的违法所得，按照国家有关规定上缴国库。",
        "行政机关实施行政处罚时，应当责令当事人改正或者限期改正违法行为。",
        "违反本法规定，构成犯罪的，依法追究刑事责任；给他人造成损失的，依法承担赔偿责任。",
    ],
)
def test_what_imposes_nothing_is_read_as_that(text: str) -> None:
    found = said(text)
    assert (found.tiers, found.refused) == ((), ())


@pytest.mark.parametrize(
    ("words", "kinds"),
    [
        ("责令暂停相关业务、停业整顿或者吊销营业执照", ["责令暂停相关业务", "停业整顿", "吊销营业执照"]),
        ("责令停止销售或者提供", ["责令停止销售或者提供"]),
        ("没收违法产品和违法所得，以及相关的工具", ["没收违法产品和违法所得，以及相关的工具"]),
        ("暂扣或者吊销导游证", ["暂扣或者吊销导游证"]),
        ("由海关责令退运该废物，撤销备案", ["责令退运该废物", "撤销备案"]),
        ("责令改正，并向用户赔礼道歉", ["责令改正", "向用户赔礼道歉"]),
    ],
)
def test_measures_are_an_open_class(words: str, kinds: list[str]) -> None:
    found = said(f"违反本法规定，未备案的，{words}。")
    assert found.refused == ()
    assert [one.kind for tier in found.tiers for one in tier.sanctions] == kinds


def test_persons_responsible_set_against_the_unit_responsible_are_whoever_did_it() -> None:
    text = "未备案的，对有关责任人员处二千元以下罚款，对有关责任单位处二万元以下罚款。"
    assert [(fine.on, fine.payer) for fine in fines(text)] == [(("individual",), "named"), (("organisation",), "named")]
    assert refused("未备案的，对单位和该单位主要负责人处二千元以下罚款。") == [
        "对单位和该单位主要负责人处二千元以下罚款"
    ]
    assert refused("未备案的，对有关责任人员处二千元以下罚款。") == ["对有关责任人员处二千元以下罚款"]


def test_a_graver_condition_may_name_its_own_subject() -> None:
    (fine,) = fines("未汇交资料的，责令限期汇交；项目出资人逾期不汇交的，处一万元以下罚款。")
    assert (fine.on, fine.payer) == (("offender",), "named")
    (fine,) = fines("未汇交资料的，责令限期汇交；经责令改正逾期不汇交的，处一万元以下罚款。")
    assert (fine.on, fine.payer) == (("offender",), "unknown")


def test_whom_a_sentence_of_its_own_aims_at_is_named_by_it() -> None:
    (fine,) = fines("竞买人恶意串通的，拍卖无效。由主管部门对参与串通的竞买人处最高应价百分之十以下的罚款。")
    assert (fine.on, fine.payer) == (("offender",), "named")
    assert fines("对违法行为人处以警告或者二百元以下罚款的，可以适用简易程序。") == []


def test_gains_behind_a_tier_lead_back_to_the_conduct_with_the_sizes_that_follow() -> None:
    found = said(
        "未备案的，责令改正；逾期不改正的，责令停业；有违法所得的，没收违法所得；违法所得十万元以上的，并处违法所得一倍以下罚款；"
        "没有违法所得或者违法所得不足十万元的，处一万元以下罚款。"
    )
    assert found.refused == ()
    assert [(tier.quote, len(tier.fines)) for tier in found.tiers] == [("", 2), ("逾期不改正的", 0)]


def test_of_an_institution_and_its_persons_the_one_pays_whom_the_measure_takes_up() -> None:
    text = "检验机构、检验人员出具虚假报告的，{}，没收检验费用，并处检验费用五倍以下罚款。"
    (fine,) = fines(text.format("撤销该检验机构的检验资质"))
    assert (fine.on, fine.payer) == (("organisation",), "named")
    assert refused(text.format("责令改正")) == ["并处检验费用五倍以下罚款"]


def test_may_before_the_first_of_several_aims_reaches_the_next() -> None:
    text = "未备案的，可以对单位处二万元以上十万元以下的罚款，对个人处二千元以上一万元以下的罚款。"
    assert [(fine.on, fine.mode) for fine in fines(text)] == [(("organisation",), "may"), (("individual",), "may")]
    assert refused(text.replace("，对个人", "，并对个人")) == ["对个人处二千元以上一万元以下的罚款"]
    apart = fines("未备案的，对单位可以处二万元以上十万元以下的罚款，对个人处二千元以上一万元以下的罚款。")
    assert [(fine.on, fine.mode) for fine in apart] == [(("organisation",), "may"), (("individual",), "must")]


def test_other_law_that_goes_first_ends_the_conduct() -> None:
    (fine,) = fines(
        "网络运营者违反本规定第七条规定，法律、行政法规有规定的，依照其规定；法律、行政法规没有规定的，由网信部门责令改正，处一万元以下罚款。"
    )
    assert (fine.on, fine.payer) == (("offender",), "named")


def test_aims_in_a_list_share_its_may() -> None:
    found = fines("未备案的，按照开垦面积，可以对单位处每亩一百元以下罚款、对个人处每亩二十元以下罚款。")
    assert [(fine.on, fine.payer, fine.mode) for fine in found] == [
        (("organisation",), "named", "may"),
        (("individual",), "named", "may"),
    ]


def test_whom_the_whole_sentence_aims_at_pays_what_follows_a_measure_by_inheritance() -> None:
    (fine,) = fines("对违反本规定的单位和个人，由主管部门没收非法收入，并处一万元以下罚款。")
    assert (fine.on, fine.payer) == (("offender",), "inherited")
    (fine,) = fines("对违反本规定的单位和个人，由主管部门处一万元以下罚款。")
    assert (fine.on, fine.payer) == (("offender",), "named")


def test_a_fine_in_a_list_inherits_from_the_aim_that_covers_the_list() -> None:
    (fine,) = fines("未备案的，对船员可以给予警告、罚款。")
    assert (fine.on, fine.payer, fine.mode) == (("individual",), "inherited", "may")


@pytest.mark.parametrize(
    ("measure", "on"),
    [
        ("责令责任者改正", "offender"),
        ("收回经营者所获取的补偿", "offender"),
        ("责令相关运输企业改正", "organisation"),
    ],
)
def test_a_measure_names_who_pays_where_the_conduct_does_not(measure: str, on: str) -> None:
    (fine,) = fines(f"未备案的，{measure}，并处一万元以下罚款。")
    assert (fine.on, fine.payer) == ((on,), "inherited")
    (fine,) = fines(f"旅行社未备案的，{measure}，并处一万元以下罚款。")
    assert (fine.on, fine.payer) == (("organisation",), "named")


def test_measures_go_on_with_may_and_gains_begin_anew() -> None:
    found = said(
        "未备案的，处罚款，可以责令停业整顿，降低资质等级；逾期的，可以处一万元以下罚款，有违法所得的，没收违法所得。"
    )
    assert found.refused == ()
    assert [one.mode for tier in found.tiers for one in tier.sanctions] == ["may", "may", "must"]


def test_may_governs_one_or_more_in_what_is_told_and_not_in_the_table() -> None:
    (fine,) = fines("未备案的，可以没收器具，可以单处或者并处一万元以下罚款。")
    assert (fine.mode, fine.permissive) == ("one-or-more", True)
    (fine,) = fines("未备案的，单处或者并处一万元以下罚款。")
    assert (fine.mode, fine.permissive) == ("one-or-more", False)


@pytest.mark.parametrize(
    ("words", "of"),
    [
        ("处运输费用三倍以上五倍以下罚款，情节严重的，处五倍以上十倍以下罚款", "运输费用"),
        (
            "没收违法所得，并处违法所得一倍以下罚款；没有违法所得的，处一万元以下罚款，情节较重的处五万元以下罚款",
            "违法所得",
        ),
    ],
)
def test_a_base_or_size_is_carried_on_behind_a_comma(words: str, of: str) -> None:
    last = fines(f"违反本法规定，未备案的，{words}。")[-1]
    assert of in ((last.sum.multiple.of if last.sum.multiple else ""), (last.size.of if last.size else ""))
    assert refused("未备案的，处运输费用三倍以下罚款；情节严重的，处五倍以上十倍以下罚款。")


def test_other_conduct_with_its_own_aggravation_behind_a_semicolon() -> None:
    found = said("单位有前款行为，情节严重的，处二万元以下罚款；个人有前款行为，情节严重的，处二千元以下罚款。")
    assert found.refused == ()
    last = found.tiers[-1]
    assert (last.quote, last.fines[0].on, last.fines[0].payer) == ("情节严重的", ("individual",), "named")


def test_non_compliance_is_his_who_has_not_been_fined_yet() -> None:
    found = fines("单位违规的，处五千元以下罚款；个人违规的，责令改正；拒不改正的，处二百元以下罚款。")
    assert [(fine.on, fine.payer) for fine in found] == [(("organisation",), "named"), (("individual",), "named")]


def test_items_stand_under_the_condition_before_the_colon() -> None:
    found = said(
        "未备案的，责令改正；逾期不改正的，依照下列规定处以罚款：\n（一）一级树木，处每株二万元以下罚款；\n（二）二级树木，处每株一万元以下罚款。"
    )
    assert found.refused == ()
    assert [(tier.quote, tier.conduct, len(tier.fines)) for tier in found.tiers] == [
        ("", "", 0),
        ("逾期不改正的", "一级树木", 1),
        ("逾期不改正的", "二级树木", 1),
    ]


@pytest.mark.parametrize(
    "words",
    [
        "情节严重的，车辆不得上道路行驶",
        "拒不改正的，按照未清缴的配额等量核减其配额，可以责令停产",
        "情节严重的，可以在一定期限内停止对该单位的贷款",
        "逾期不改的，自处罚决定生效之日起二年内，该汇交人不得申请许可，不得承担项目",
    ],
)
def test_a_graver_tier_is_opened_whatever_follows(words: str) -> None:
    found = said(f"未备案的，处一万元以下罚款；{words}。")
    assert found.refused == ()
    assert [len(tier.fines) for tier in found.tiers] == [1, 0]


def test_competence_to_fine_is_no_fine() -> None:
    assert fines("省级部门设置的派出机构，有权作出本条例规定的警告、罚款、没收违法所得的行政处罚。") == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "单位违规的，处一万元以下罚款；个人违规的，处一千元以下罚款；情节严重的，处五万元以下罚款。",
            "处五万元以下罚款",
        ),
        (
            "未备案的，处警告；逾期的，处一万元以下罚款；有违法所得的，处违法所得三倍以下罚款。",
            "处违法所得三倍以下罚款",
        ),
        ("未备案的，无违法所得或者违法所得难以计算的，处一万元以下罚款。", "违法所得难以计算"),
        ("未备案的，处三至五万元的罚款。", "处三至五万元的罚款"),
        ("对纳税人怂恿的，处一万元以下罚款。", "处一万元以下罚款"),
        ("炉灶以及单位使用的设施排放黑烟的，处一万元以下罚款。", "处一万元以下罚款"),
    ],
)
def test_what_could_be_meant_either_way_is_refused(text: str, words: str) -> None:
    assert refused(text) == [words]


@pytest.mark.parametrize(
    ("text", "tier", "most"),
    [
        (
            "未备案的，没有违法所得的，处一万元以下罚款；有违法所得的，处违法所得三倍以下罚款，但最高不超过三万元。",
            "",
            30_000,
        ),
        ("纳税人有税收违法行为，拒不接受处理的，税务机关可以收缴其发票，并可处二千元以下罚款。", "", 2000),
        ("损毁设施的，责令改正；情节严重的，处以罚款，罚款数额为五千元以上二万元以下。", "情节严重的", 20_000),
    ],
)
def test_set_phrases_of_rules_and_older_laws(text: str, tier: str, most: int) -> None:
    found = said(text)
    assert found.refused == ()
    (last,) = [each for each in found.tiers if each.quote == tier]
    assert most in (last.fines[-1].sum.max, last.fines[-1].sum.cap)


def test_aims_behind_semicolons_stay_in_their_item() -> None:
    found = said(
        "有下列行为之一的，由有关主管部门按照下列规定予以查处：\n（一）未备案的，处一万元以下罚款；\n"
        "（二）未登记的，对单位处二万元以下罚款；对个人处二千元以下罚款；有违法所得的，责令退还违法所得。"
    )
    assert found.refused == ()
    assert [(tier.conduct, [fine.on for fine in tier.fines]) for tier in found.tiers] == [
        ("未备案的", [("offender",)]),
        ("未登记的", [("organisation",), ("individual",)]),
    ]


def test_what_is_meant_for_those_whose_income_cannot_be_found_is_not_laid_on_the_unit() -> None:
    found = said(
        "排污单位违反规定的，除对单位进行处罚外，生态环境部门还可以对单位主要负责人处上一年度收入百分之五十以下的罚款；"
        "收入难以认定的，处一万元以上十万元以下的罚款。"
    )
    assert [(fine.on, fine.mode) for tier in found.tiers for fine in tier.fines] == [(("主要负责人",), "may")]
    assert [no.words for no in found.refused] == ["收入难以认定的", "处一万元以上十万元以下的罚款"]


def test_what_follows_an_aim_at_no_known_person_may_be_meant_for_that_person() -> None:
    text = "船舶擅自进入的，对船舶负责人处二千元以下罚款；情节严重的，处五日以下拘留，可以并处五千元以下罚款。"
    assert refused(text) == ["对船舶负责人处二千元以下罚款", "可以并处五千元以下罚款"]


def test_a_size_at_the_end_of_the_conduct_is_that_of_the_first_fine() -> None:
    found = fines(
        "经营者违反规定，货值金额不足五千元的，处一万元以下罚款；货值金额五千元以上的，处货值金额一倍以下罚款。"
    )
    assert [(fine.size.below, fine.size.at_least) if fine.size else None for fine in found] == [
        (5000, None),
        (None, 5000),
    ]
    (fine,) = fines("未经申报，携带外币超过五千元的，处一千元以下罚款。")
    assert fine.size is None


def test_a_fine_whose_amount_stands_apart_and_is_not_read_is_not_stated_without_it() -> None:
    found = said("未备案的，处以罚款。罚款标准：个人为二百元以上五百元以下，单位为二千元以上五千元以下。")
    assert [tier.fines for tier in found.tiers] in ([], [()])


def test_whom_a_lead_aims_at_pays_in_all_its_items() -> None:
    found = fines(
        "发生事故，对负有责任的单位除要求其依法承担赔偿责任外，依照下列规定处以罚款：\n（一）发生一般事故的，处十万元以下罚款；\n（二）发生较大事故的，处二十万元以下罚款。"
    )
    assert [(fine.on, fine.payer) for fine in found] == [(("organisation",), "named"), (("organisation",), "inherited")]


def test_whom_a_measure_has_named_pays_in_the_graver_tier_as_well() -> None:
    found = fines("未备案的，责令相关运输企业改正，可以处一万元以下罚款；拒不改正的，处五万元以下罚款。")
    assert [(fine.on, fine.payer) for fine in found] == [(("organisation",), "inherited")] * 2


@pytest.mark.parametrize(
    "words",
    [
        "每少安装一台，由水行政主管部门处五百元罚款",
        "责令改正，每逾期一日，处一百元罚款",
        "按违法面积，处五百元罚款",
        "按照违法人数计算，可以处五百元罚款",
    ],
)
def test_a_sum_for_each_of_something_that_a_clause_before_it_names_is_not_stated_without_that(words: str) -> None:
    found = said(f"企业违反规定的，{words}。")
    assert found.refused
    assert [fine for tier in found.tiers for fine in tier.fines] == []


@pytest.mark.parametrize(
    ("words", "stated"),
    [("罚款五千元到一万元", 1), ("罚款", 1), ("罚五千元", 0), ("科罚金五千元", 0), ("缴纳罚款五千元", 0)],
)
def test_a_fine_in_words_of_its_own_is_never_taken_for_procedure(words: str, stated: int) -> None:
    found = said(f"企业违反规定的，{words}。")
    assert sum(len(tier.fines) for tier in found.tiers) == stated
    assert bool(found.refused) != bool(stated)


def test_whoever_refuses_what_nothing_before_was_about_does_something_else() -> None:
    text = "城轨运营单位未配备设备的，处一万元以下罚款；乘客拒不接受安检强行进站的，处五百元以下罚款。"
    _, second = said(text).tiers
    assert (second.quote, second.conduct) == ("", "乘客拒不接受安检强行进站的")
    assert second.fines[0].on == ("individual",)
    assert (
        said("违法建设的，责令限期清理；当事人逾期不予清理的，处一万元以下罚款。").tiers[1].quote
        == "当事人逾期不予清理的"
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("违反规定，属于单位违法的，处五千元以下罚款。", "处五千元以下罚款"),
        ("未备案的，对单位或者其主要负责人处五千元罚款。", "对单位或者其主要负责人处五千元罚款"),
        ("经营者违反规定，经营者为企业的，处二千元罚款。", "处二千元罚款"),
        ("企业未备案的，处二千元罚款；数额巨大的，处一万元罚款。", "处一万元罚款"),
        ("企业未备案的，处二千元罚款；污染严重的，处一万元罚款。", "处一万元罚款"),
        ("违反第五条的单位，处五千元罚款；违反第六条的，处一千元罚款。", "处一千元罚款"),
    ],
)
def test_who_is_one_of_two_or_left_open_behind_another_is_not_certain(text: str, words: str) -> None:
    assert refused(text) == [words]


def test_a_deadline_of_somebody_else_is_conduct_and_a_repetition_is_graver() -> None:
    first, second = fines("建设单位未备案的，处五千元罚款；施工单位超过期限未清场的，处三千元罚款。")
    assert (first.payer, second.payer) == ("named", "named")
    found = said("企业未备案的，处一万元罚款；两年内再次违反的，处二万元罚款。")
    assert [tier.quote for tier in found.tiers] == ["", "两年内再次违反的"]


def test_the_grade_of_an_accident_is_a_tier_in_an_item_without_de() -> None:
    found = said(
        "企业对事故负有责任的，依照下列规定处以罚款：\n"
        "（一）发生一般事故，处十万元以下罚款；\n（二）发生较大事故，处二十万元以下罚款。"
    )
    assert [tier.quote for tier in found.tiers if tier.fines] == ["发生一般事故", "发生较大事故"]
