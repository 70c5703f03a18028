"""The grammar of penalty clauses, clause by clause."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from finecalc.proof.reader import Reading, read, vocabulary
from finecalc.proof.reader.citations import articles, resolve
from finecalc.proof.reader.numerals import chinese, number, whole
from finecalc.proof.reader.scanner import level, scan
from finecalc.table.load import load
from finecalc.table.model import Bracket, Fine, Multiple, Provision, Share

TABLE = load().table
WORDS = vocabulary(TABLE)


def reading(follows: str, ref: str = "law@2024:1.1") -> Reading:
    """What is read behind a plain description of conduct."""
    return read(f"违反本法规定，未备案的，{follows}", ref, WORDS)


def the_fine(follows: str) -> Fine:
    found = reading(follows)
    assert found.refused == ()
    (fine,) = found.tiers[-1].fines
    return fine


# --- numbers ---


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("五千", 5000), ("一万", 10_000), ("十", 10), ("十五", 15), ("二十万", 200_000), ("一百零五", 105),
        ("一百万", 1_000_000), ("一千五百万", 15_000_000), ("五千万", 50_000_000), ("两千", 2000), ("三千零五", 3005),
        ("5000", 5000), ("50万", 500_000), ("1.5万", 15_000), ("1000万", 10_000_000),
    ],
)  # fmt: skip
def test_numerals_however_written(words: str, value: int) -> None:
    assert number(words) == value


@pytest.mark.parametrize("words", ["一二", "二百五", "万", "百万", "五十五千", "十十", "1.", ""])
def test_what_is_no_number_is_none(words: str) -> None:
    assert number(words) is None


def test_a_fraction_is_no_whole_number() -> None:
    assert (whole("1.55万"), whole("0.5")) == (15_500, None)


@given(st.integers(min_value=1, max_value=10**12 - 1))
def test_every_number_reads_back_from_its_chinese(value: int) -> None:
    assert number(chinese(value)) == value


# --- fines ---


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("处一万元以上十万元以下罚款", (10_000, 100_000)),
        ("处5000元以上5万元以下的罚款", (5_000, 50_000)),
        ("并处一百万元以下罚款", (0, 1_000_000)),
        ("处以五千元罚款", (5_000, 5_000)),
    ],
)
def test_amounts(words: str, expected: tuple[int, int]) -> None:
    fine = the_fine(words)
    assert (fine.min, fine.max) == expected
    assert fine.quote == words


def test_a_multiple_with_its_fallback_stands_without_a_bracket() -> None:
    found = reading("没收违法所得，并处违法所得一倍以上十倍以下罚款，没有违法所得的，处一百万元以下罚款。")
    first, second = found.tiers[0].fines
    assert (first.multiple, first.bracket) == (Multiple(of="gains", min=Decimal(1), max=Decimal(10)), None)
    assert (second.max, second.bracket) == (1_000_000, Bracket(of="gains", none=True))


def test_a_threshold_in_the_alternative_is_where_the_multiple_begins() -> None:
    found = reading(
        "处违法所得3倍以上5倍以下的罚款；没有违法所得或者违法所得不足5万元的，处10万元以上100万元以下的罚款。"
    )
    first, second = found.tiers[0].fines
    assert first.bracket == Bracket(of="gains", at_least=50_000)
    assert second.bracket == Bracket(of="gains", none=True, below=50_000)


def test_an_amount_or_a_share_is_one_fine() -> None:
    fine = the_fine("处五千万元以下或者上一年度营业额百分之五以下罚款")
    assert (fine.max, fine.share) == (50_000_000, Share(of="turnover", max=Decimal(5)))


@pytest.mark.parametrize(
    ("words", "mode"),
    [("处一万元以下罚款", "must"), ("可以处一万元以下罚款", "may"), ("可以并处一万元以下罚款", "may")],
)
def test_modes(words: str, mode: str) -> None:
    assert the_fine(words).mode == mode


def test_one_or_more_holds_for_the_list_and_its_fallback_and_ends_at_the_persons() -> None:
    found = reading(
        "可以根据情节单处或者并处警告、没收违法所得、处违法所得一倍以上十倍以下罚款，没有违法所得的，处一百万元以下罚款，"
        "对直接负责的主管人员和其他直接责任人员处一万元以上十万元以下罚款。"
    )
    (tier,) = found.tiers
    assert [one.mode for one in tier.sanctions] == ["one-or-more"] * 2
    assert [(fine.on, fine.mode) for fine in tier.fines] == [
        (("organisation",), "one-or-more"),
        (("organisation",), "one-or-more"),
        (("manager", "staff"), "must"),
    ]


@pytest.mark.parametrize(
    ("words", "on"),
    [
        ("对直接负责的主管人员处一万元以下罚款", ("manager",)),
        ("对其直接负责的主管人员和其他直接责任人员，处一万元以下罚款", ("manager", "staff")),
        ("对单位处一万元以下罚款", ("organisation",)),
        ("对个人处一万元以下罚款", ("individual",)),
    ],
)
def test_persons(words: str, on: tuple[str, ...]) -> None:
    fine = the_fine(words)
    assert (fine.on, fine.quote) == (on, words)


# --- tiers, sanctions, who acts ---


def test_a_tier_opens_at_any_one_of_its_facts() -> None:
    found = reading("责令改正；拒不改正或者造成大量数据泄露等严重后果的，处五万元以上五十万元以下罚款。")
    assert [tier.when for tier in found.tiers] == [
        {},
        {"refused": "拒不改正", "consequence": "造成大量数据泄露等严重后果"},
    ]
    assert found.tiers[1].quote == "拒不改正或者造成大量数据泄露等严重后果的"


def test_a_fine_on_persons_behind_a_semicolon_belongs_to_the_tier_opened_last() -> None:
    found = reading(
        "责令改正；拒不改正的，并处一百万元以下罚款；对直接负责的主管人员和其他直接责任人员处一万元以上十万元以下罚款。"
    )
    assert [len(tier.fines) for tier in found.tiers] == [0, 2]


@pytest.mark.parametrize(
    "follows",
    [
        "处一万元以下罚款；情节严重的，处五万元以下罚款；对直接负责的主管人员和其他直接责任人员处五千元以下罚款。",
        "责令改正；情节严重的，责令停业整顿；对直接负责的主管人员处五千元以下罚款。",
    ],
)
def test_persons_behind_a_semicolon_who_may_belong_to_every_tier_are_refused(follows: str) -> None:
    found = reading(follows)
    assert any("主管人员" in no.words for no in found.refused)
    assert all(fine.on == ("organisation",) for tier in found.tiers for fine in tier.fines)


def test_persons_behind_a_tier_that_only_adds_measures_are_fined_in_every_tier() -> None:
    found = reading(
        "处五千元以上五万元以下罚款；情节严重的，责令停业整顿；对直接负责的主管人员处二千元以上二万元以下罚款。"
    )
    assert found.refused == ()
    assert [[fine.on for fine in tier.fines] for tier in found.tiers] == [[("organisation",), ("manager",)], []]


def test_what_a_comma_joins_to_the_gains_may_need_gains_too() -> None:
    found = reading("责令改正；有违法所得的，没收违法所得，并处一万元以上五万元以下的罚款。")
    assert [no.words for no in found.refused] == ["有违法所得的，没收违法所得，并处一万元以上五万元以下的罚款"]
    assert not reading("责令改正；有违法所得的，没收违法所得，并处违法所得一倍以上五倍以下的罚款。").refused


def test_an_alternative_behind_a_comma_is_a_choice() -> None:
    found = reading("由公安机关处二百元以上一千元以下罚款，或者处十日以下拘留。")
    (tier,) = found.tiers
    assert [one.mode for one in (*tier.fines, *tier.sanctions)] == ["one-or-more"] * 2
    found = reading("给予警告、通报批评，或者处一万元以下罚款。")
    assert [one.mode for one in (*found.tiers[0].fines, *found.tiers[0].sanctions)] == ["one-or-more"] * 3


def test_a_must_list_with_or_leaves_a_choice() -> None:
    found = reading("责令暂停相关业务、停业整顿或者吊销营业执照。")
    assert {one.mode for one in found.tiers[0].sanctions} == {"one-or-more"}
    assert [one.quote for one in found.tiers[0].sanctions] == ["责令暂停相关业务", "停业整顿", "吊销营业执照"]


def test_detention_makes_the_offender_an_individual() -> None:
    found = reading("由公安机关没收违法所得，处五日以上十五日以下拘留，可以并处五万元以上五十万元以下罚款。")
    (tier,) = found.tiers
    assert {one.on for one in (*tier.fines, *tier.sanctions)} == {("individual",)}
    assert found.authority == ("police",)


@pytest.mark.parametrize("penalty", ["处十五日拘留，并处五千元罚款。", "处五千元罚款，吊销机动车驾驶证。"])
def test_what_only_a_natural_person_can_suffer_makes_the_fine_one_on_an_individual(penalty: str) -> None:
    (tier,) = reading(penalty).tiers
    assert [fine.on for fine in tier.fines] == [("individual",)]


@pytest.mark.parametrize(
    "text",
    [
        "旅馆业的工作人员对住宿的旅客不按规定登记姓名的，处二百元以上五百元以下罚款。",
        "评标委员会成员收受投标人的财物的，可以并处三千元以上五万元以下的罚款。",
        "违反本法规定，医师未按照注册的执业地点执业的，并处一万元以上三万元以下的罚款。",
        "个人在饮用水水源一级保护区内游泳的，可以处五百元以下的罚款。",
        "从业人员违反本法规定，泄露信息的，处一万元以下罚款。",
    ],
)
def test_a_natural_person_is_fined_as_one(text: str) -> None:
    found = read(text, "law@2024:1.1", WORDS)
    assert not found.refused
    assert [fine.on for fine in found.tiers[0].fines] == [("individual",)]


def test_the_body_and_the_person_it_fines_stand_in_one_clause() -> None:
    found = reading("由公安机关对直接负责的主管人员处一万元以上五万元以下的罚款。")
    assert found.authority == ("police",)
    assert [fine.on for fine in found.tiers[0].fines] == [("manager",)]
    found = reading("由公安机关对其法定代表人处五千元以下罚款。")
    assert [fine.on for fine in found.tiers[0].fines] == [("法定代表人",)]
    assert [no.words for no in found.unnamed] == ["法定代表人"]


def test_two_bodies_under_one_word_of_the_vocabulary_stay_two() -> None:
    found = reading("由市场监督管理部门责令改正；情节严重的，由旅游主管部门吊销许可证。")
    assert found.tiers[1].sanctions[0].by == ("other-department",)
    found = reading("由县级以上市场监督管理部门责令改正；情节严重的，由市场监督管理部门吊销许可证。")
    assert found.tiers[1].sanctions[0].by == ()
    found = reading("由市场监督管理部门责令改正；情节严重的，由卫生健康主管部门处十万元以下罚款。")
    assert [no.words for no in found.refused] == ["处十万元以下罚款"]


def test_the_police_are_no_other_department() -> None:
    found = reading("由公安、市场监督管理等部门依据各自职责责令改正。")
    assert found.authority == ("公安、市场监督管理等部门依据各自职责",)
    assert [no.words for no in found.unnamed] == ["由公安、市场监督管理等部门依据各自职责"]


def test_a_pointer_beside_a_penalty_is_not_dropped() -> None:
    found = reading("由市场监督管理部门依照有关法律、法规的规定处罚；情节严重的，吊销许可证。")
    assert found.pointer == ""
    assert [no.words for no in found.refused] == ["依照有关法律、法规的规定处罚"]


def test_a_list_of_offenders_with_an_unknown_one_names_no_subject() -> None:
    text = "快递企业、互联网信息服务提供者违反本规定第八条规定的，责令限期改正。"
    assert read(text, "law@2024:1.1", WORDS).subject == ()


def test_another_body_imposes_its_own_sanction() -> None:
    found = reading("由有关主管部门责令改正；情节严重的，由公安机关责令停业整顿。")
    assert found.authority == ("competent-authority",)
    assert found.tiers[1].sanctions[0].by == ("police",)


# --- references ---


@pytest.mark.parametrize(
    ("pointer", "ref", "refs"),
    [
        ("前款", "csl@2025:62.2", ("csl@2025:62.1",)),
        ("前两款", "csl@2025:61.3", ("csl@2025:61.1", "csl@2025:61.2")),
        ("本法第六十一条第三款", "csl@2025:62.2", ("csl@2025:61.3",)),
        ("本条第一款", "csl@2025:62.2", ("csl@2025:62.1",)),
        ("该款", "csl@2025:62.2", ()),
        ("前款", "csl@2025:62.1", ()),
        ("前两款", "csl@2025:62.2", ()),
    ],
)
def test_relative_references(pointer: str, ref: str, refs: tuple[str, ...]) -> None:
    assert resolve(pointer, ref) == refs


@pytest.mark.parametrize(
    ("text", "each"),
    [
        (
            "违反本法第二十二条第一款、第二款和第四十八条第一款规定",
            ("第二十二条第一款", "第二十二条第二款", "第四十八条第一款"),
        ),
        (
            "本法第二十二条第三款、第四十一条至第四十三条规定",
            ("第二十二条第三款", "第四十一条", "第四十二条", "第四十三条"),
        ),
        ("违反本条例第五条第二款和第三十一条规定", ("第五条第二款", "第三十一条")),
        ("违反《数据安全法》第五条规定", ()),
    ],
)
def test_duties_are_named_one_by_one(text: str, each: tuple[str, ...]) -> None:
    assert articles(text)[0] == each


def test_borrowing_for_persons_and_for_all() -> None:
    found = read(
        "单位有前款行为的，由公安机关处十万元以下罚款，并对直接负责的主管人员依照前款规定处罚。", "law@2024:3.2", WORDS
    )
    (borrow,) = found.borrows
    assert (borrow.ref, borrow.on, found.same_conduct) == ("law@2024:3.1", ("manager",), "law@2024:3.1")
    assert borrow.quote == "对直接负责的主管人员依照前款规定处罚"


# --- what it reads, and has no name for ---


@pytest.mark.parametrize(
    ("follows", "words"),
    [
        ("处货值金额五倍以上十倍以下罚款。", "货值金额"),
        ("没收违法所得和违法物品。", "没收违法所得和违法物品"),
        ("责令停止生产。", "责令停止生产"),
        ("责令改正；拒不改正且情节严重的，处五万元以下罚款。", "拒不改正且情节严重的"),
        ("责令改正；拒不改正，情节严重的，处五万元以下罚款。", "拒不改正，情节严重的"),
        ("责令改正；造成重大损失的，处五万元以下罚款；情节严重的，处十万元以下罚款。", "造成重大损失的"),
        ("处一万元以下罚款；情节特别轻微的，处五千元以下罚款。", "情节特别轻微的"),
        ("处一万元以下罚款；情节较重的，处三万元以下罚款；情节严重的，处五万元以下罚款。", "情节严重的"),
        ("由县级以上人民政府责令停业整顿。", "由县级以上人民政府"),
    ],
)
def test_what_has_no_name_is_read_all_the_same_and_listed(follows: str, words: str) -> None:
    found = reading(follows)
    assert not found.refused
    assert words in [no.words for no in found.unnamed]


def test_an_unknown_condition_takes_nothing_down() -> None:
    found = reading("责令改正；造成重大损失的，处五万元以下罚款；情节严重的，处十万元以下罚款。")
    assert [[fine.max for fine in tier.fines] for tier in found.tiers] == [[], [50_000], [100_000]]


# --- what it must not read ---


@pytest.mark.parametrize(
    "follows",
    [
        "按每条信息处五百元以上一千元以下罚款。",
        "处五千元以上罚款。",
        "处十万元以上五万元以下罚款。",
        "处违法所得一倍以上三倍以下罚款，但最高不超过三万元。",
        "处一万元以上三万元以下罚款，情节轻微的除外。",
        "可以给予警告，并处五万元以下罚款。",
        "可以并处五万元以下罚款；没有违法所得的，处一万元以下罚款。",
        "处一万元以下罚款，处三万元以下罚款。",
        "没收违法所得，违法所得超过十万元的，并处违法所得一倍以上三倍以下罚款。",
        "没收违法所得，违法所得五万元以上十万元以下的，并处违法所得一倍以上三倍以下罚款。",
        "处违法所得一倍以上三倍以下罚款，最高三万元。",
        "处违法所得一倍以上三倍以下罚款，以三万元为限。",
        "由有关主管部门责令改正；情节严重的，由公安机关处五万元以下罚款。",
        "对直接负责的主管人员处一万元以下罚款，责令停业整顿。",
        "每日按罚款数额的百分之三加处罚款。",
        "依照前款规定处罚。",
        "处以罚款。",
        "责令改正，处一万元以下罚款；对经营性互联网信息服务提供者，由公安机关处五万元以下罚款。",
        "由有关主管部门责令改正；由公安机关依照《中华人民共和国广告法》的规定处罚。",
        "处违法所得一倍以上五倍以下罚款；情节严重的，处违法所得五倍以上十倍以下罚款；没有违法所得的，处十万元以下罚款。",
    ],
)
def test_what_it_does_not_hold_is_refused_with_its_words(follows: str) -> None:
    found = reading(follows)
    assert found.refused
    for no in found.refused:
        assert no.words in f"违反本法规定，未备案的，{follows}"
        assert no.why.zh
        assert no.why.en


@pytest.mark.parametrize(
    "text",
    [
        "违反本法规定，未备案的，处一万元以下罚款。未登记的，处三万元以下罚款。",
        "有前款行为的，处一万元以下罚款。",
        "处一万元以下罚款。",
        "违反本法规定的，处一万元以下罚款。\n违反前款规定的，处二万元以下罚款。",
    ],
)
def test_an_unclear_paragraph_is_refused(text: str) -> None:
    assert read(text, "law@2024:9.2", WORDS).refused


# --- every character once ---


def covered_once(text: str) -> None:
    tokens = scan(level(text))
    assert [token.start for token in tokens] == [0, *(token.end for token in tokens[:-1])][: len(tokens)]
    assert (tokens[-1].end if tokens else 0) == len(text)


@pytest.mark.parametrize("provision", TABLE.provisions, ids=lambda provision: provision.ref)
def test_every_character_belongs_to_one_token(provision: Provision) -> None:
    covered_once(provision.text)


CLAUSES = st.sampled_from(
    ["违反本法规定，", "的，", "由有关主管部门", "责令改正", "处一万元以上五万元以下罚款", "；", "，", "。", "可以", "并", "或者", "情节严重",
     "没有违法所得的，", "对直接负责的主管人员", "依照前款规定处罚", "：", "（一）", "\n", "有前款行为", "单处或者并处", "、", "警告", "处五日以下拘留",
     "百分之五", "不超过", "每", "构成犯罪的，依法追究刑事责任", "前两款", "《", "》", "终身不得"]
)  # fmt: skip


@given(st.lists(CLAUSES, max_size=14).map("".join))
def test_no_text_raises_and_every_quote_stands_in_it(text: str) -> None:
    covered_once(text)
    found = read(text, "law@2024:2.2", WORDS)
    for tier in found.tiers:
        for member in (*tier.fines, *tier.sanctions):
            assert member.quote
            assert member.quote in text


# --- liability of another kind, other law first, pointers ---------------------------------------------------------------


def test_the_liability_of_officials_is_a_proviso_and_no_sanction() -> None:
    found = reading(
        "由有关主管部门责令改正；情节严重的，处一万元以下罚款，对直接负责的主管人员和其他直接责任人员依法给予处分。"
    )
    assert found.provisos == ("对直接负责的主管人员和其他直接责任人员依法给予处分",)
    assert [one.kind for tier in found.tiers for one in tier.sanctions] == ["order-correction"]
    assert not found.refused
    assert not found.unnamed


def test_an_organ_of_the_state_whose_officials_are_disciplined_is_not_punished() -> None:
    text = "国家机关不履行本法规定的义务的，由其上级机关责令改正；对直接负责的主管人员依法给予处分。"
    assert read(text, "law@2024:1.1", WORDS).tiers == ()


def test_liability_under_other_law_is_a_proviso_with_its_condition() -> None:
    found = reading("由有关主管部门责令改正；拒不改正的，处一万元以下罚款；情节严重的，依法追究相应法律责任。")
    assert found.provisos == ("情节严重的，依法追究相应法律责任",)
    assert len(found.tiers) == 2


def test_what_only_supplements_other_law_says_so() -> None:
    text = (
        "网络运营者违反本规定第七条、第八条规定，法律、行政法规有规定的，依照其规定；法律、行政法规没有规定的，"
        "由有关主管部门给予警告；拒不改正的，处一万元以上十万元以下罚款。"
    )
    found = read(text, "law@2024:1.1", WORDS)
    assert found.supplements == "法律、行政法规没有规定的"
    assert found.provisos == ("法律、行政法规有规定的，依照其规定",)
    assert (found.breaches, found.subject) == (("第七条", "第八条"), ("network-operator",))
    assert [(fine.min, fine.max) for tier in found.tiers for fine in tier.fines] == [(10_000, 100_000)]
    assert not found.refused


@pytest.mark.parametrize(
    ("text", "instead"),
    [
        ("情节较轻的，给予警告、通报批评，或者处五万元以上五十万元以下罚款。", ("warning", "public-criticism")),
        ("情节较轻的，处警告或者五百元以下罚款。", ("warning",)),
        ("情节较轻的，给予警告，可以并处五百元以下罚款。", ()),
        ("情节较轻的，给予警告，处五百元以下罚款。", ()),
        ("情节较轻的，可以单处或者并处警告、五百元以下罚款。", ()),
    ],
)
def test_a_fine_in_the_place_of_other_sanctions_names_them(text: str, instead: tuple[str, ...]) -> None:
    found = reading("由有关主管部门责令改正，" + text)
    assert [fine.instead_of for tier in found.tiers for fine in tier.fines] == [instead]


def test_a_body_that_is_named_only_before_the_fine_is_the_one_that_acts() -> None:
    found = reading(
        "没收违法所得，由公安机关或者有关主管部门处违法所得一倍以上十倍以下罚款，没有违法所得的，处五十万元以下罚款；"
        "情节严重的，由公安机关并处十五日以下拘留。"
    )
    assert (found.authority, found.authority_quote) == (("police", "competent-authority"), "由公安机关或者有关主管部门")
    assert found.tiers[1].sanctions[0].by == ("police",)
    assert found.tiers[1].adds
    assert found.either


@pytest.mark.parametrize(
    ("phrase", "bodies"),
    [
        ("由公安、网信、电信等有关部门按照职责分工", ("competent-authority",)),
        ("由新闻出版、广播电视、电影、网信等部门按照职责分工", ("competent-authority",)),
        ("由网信部门和电信、公安、市场监管等有关部门依据职责", ("competent-authority",)),
        ("由公安、网信、文化旅游或者其他有关部门依据各自的职权", ("competent-authority",)),
        ("由国家网信部门等有关主管部门依据职责", ("national", "other-department")),
        ("由省级以上网信、电信、公安等部门依据各自职责", ("national", "provincial")),
        ("由国家和省、自治区、直辖市网信部门", ("national", "provincial")),
    ],
)
def test_a_list_in_which_the_cyberspace_administration_stands(phrase: str, bodies: tuple[str, ...]) -> None:
    found = reading(f"{phrase}责令改正。")
    assert (found.authority, found.authority_quote) == (bodies, phrase)


@pytest.mark.parametrize(
    ("text", "authority", "provisos"),
    [
        ("违反本办法规定的，依照有关法律、行政法规的规定处理；构成犯罪的，依法追究刑事责任。", (), 1),
        (
            "违反本规定的，由国家和地方网信部门依照相关法律法规处理。",
            ("national", "provincial", "prefecture", "county"),
            0,
        ),
        ("未报告的，有关主管部门按照有关法律、行政法规的规定进行处罚。", ("competent-authority",), 0),
        (
            "违反本条例其他规定的，由有关主管部门依照《中华人民共和国网络安全法》等法律的有关规定追究法律责任。",
            ("competent-authority",),
            0,
        ),
        (
            "未采取措施的，由公安机关依法处理；构成《中华人民共和国网络安全法》第六十三条规定情形的，依照该规定予以处罚。",
            ("police",),
            0,
        ),
        (
            "未履行责任的，由网信、公安等有关部门责令改正；拒不改正或者情节严重的，依法给予处罚。",
            ("competent-authority",),
            0,
        ),
        ("违反本规定的，依照有关法律的规定处罚；造成严重后果的，依法从重处罚。", (), 1),
    ],
)
def test_a_pointer_is_read_whole(text: str, authority: tuple[str, ...], provisos: int) -> None:
    found = read(text, "law@2024:1.1", WORDS)
    assert found.pointer
    assert not found.refused
    assert not found.unnamed
    assert not found.tiers
    assert (found.authority, len(found.provisos)) == (authority, provisos)


@pytest.mark.parametrize(
    "text",
    [
        "违反本法规定的，依照有关法律的规定处罚，可以并处一万元以下罚款。",
        "违反本法规定的，由公安机关给予警告，依照有关法律的规定处罚。",
        "违反本法规定的，依照前款规定处罚。",
        "违反本法规定的，依照《中华人民共和国行政处罚法》的规定从轻、减轻或者不予行政处罚。",
        "违反本法规定，构成犯罪的，依法追究刑事责任。",
    ],
)
def test_what_imposes_something_itself_or_sends_nowhere_is_no_pointer(text: str) -> None:
    assert read(text, "law@2024:1.2", WORDS).pointer == ""
