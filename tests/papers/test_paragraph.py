"""The sentence for the decision: what it cites, what it imposes, what it leaves open, and what it will not say."""

import json
import re
import subprocess
from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis
from hypothesis import strategies as st

from finecalc.language import money

Run = Callable[..., subprocess.CompletedProcess[str]]
REFUSED = ("csl@2025:61.1", "-f", "refused", "--conduct-to", "2026-03-05", "--discovered", "2026-03-10")
QUOTED = (
    "依据《中华人民共和国网络安全法》（2025年）第六十一条第一款“……拒不改正或者导致危害网络安全等后果的，处五万元以上五十万元以下罚款，"
    "对直接负责的主管人员和其他直接责任人员处一万元以上十万元以下罚款”和《中华人民共和国行政处罚法》（2021年）第二十八条第一款、第二款的规定，"
)


def test_what_is_proposed_stands_in_capitals_and_figures(run: Run) -> None:
    done = run(
        *("range", *REFUSED, "--decided", "2026-05-08", "--fine", "20万", "--person-fines", "主管人员:4万"),
        *(
            "--person-fines",
            "直接责任人员:38000.50",
            "--sanctions",
            "责令改正;警告",
            "--gains",
            "1234.05",
            "--paragraph",
        ),
    )
    assert done.returncode == 0
    assert done.stdout == (
        QUOTED + "责令改正，给予警告，没收违法所得人民币壹仟贰佰叁拾肆元零伍分（1,234.05元），"
        "对当事人处人民币贰拾万元整（200,000元）罚款，对直接负责的主管人员＿＿＿＿处人民币肆万元整（40,000元）罚款，"
        "对其他直接责任人员＿＿＿＿处人民币叁万捌仟元伍角（38,000.50元）罚款。\n"
    )
    assert "sha256:" in done.stderr
    assert "finecalc range csl@2025:61.1 -f refused --gains 1234.05" in done.stderr


def test_what_the_law_leaves_to_choose_is_blank(run: Run) -> None:
    done = run("range", *REFUSED, "--decided", "2026-05-08", "--paragraph")
    assert done.stdout == (
        QUOTED + "责令改正，［有违法所得的：没收违法所得人民币＿＿＿＿元］，［可以：警告］，"
        "对当事人处人民币＿＿＿＿元整（＿＿＿＿元）罚款［法定幅度：5万元–50万元］，"
        "对直接负责的主管人员＿＿＿＿处人民币＿＿＿＿元整（＿＿＿＿元）罚款［法定幅度：1万元–10万元］，"
        "对其他直接责任人员＿＿＿＿处人民币＿＿＿＿元整（＿＿＿＿元）罚款［法定幅度：1万元–10万元］。\n"
    )


def test_a_fine_that_may_be_imposed_is_a_choice(run: Run) -> None:
    done = run("range", "csl@2025:61.1", "--paragraph")
    assert "［可以：对当事人处人民币＿＿＿＿元整（＿＿＿＿元）罚款［法定幅度：1万元–5万元］］" in done.stdout


def test_mitigation_leaves_its_ground_to_be_named(run: Run) -> None:
    done = run("range", *REFUSED, "--adjust", "减轻", "--paragraph")
    assert "第三十二条" in done.stdout
    assert "中的一条］的规定减轻处罚" in done.stdout
    assert "［法定幅度：不足5万元］" in done.stdout


def test_no_penalty_imposes_none(run: Run) -> None:
    done = run("range", *REFUSED, "--adjust", "不予处罚", "--paragraph")
    assert "不予行政处罚，并对当事人进行教育" in done.stdout
    assert "责令改正" in done.stdout
    assert "处人民币" not in done.stdout


def test_out_of_time_there_is_no_penalty_any_more(run: Run) -> None:
    done = run("range", "csl@2016:64.1", "--conduct-to", "2020-06-01", "--discovered", "2025-07-01", "--paragraph")
    assert done.stdout == (
        "依据《中华人民共和国行政处罚法》（2021年）第三十六条第一款“违法行为在二年内未被发现的，不再给予行政处罚；"
        "涉及公民生命健康安全、金融安全且有危害后果的，上述期限延长至五年。法律另有规定的除外”的规定，不再给予行政处罚。\n"
    )


def test_the_formula_stands_where_the_base_is_unknown(run: Run) -> None:
    done = run("range", "csl@2016:64.1", "--decided", "2026-02-01", "--paragraph")
    assert "违法所得的1–10倍；没有违法所得：100万元以下" in done.stdout


@pytest.mark.parametrize(
    ("proposed", "code"),
    [
        (("--fine", "49999.99"), "FC101"),
        (("--fine", "500000.01"), "FC102"),
        (("--fine", "0"), "FC104"),
        (("--person-fines", "主管人员:9999"), "FC111"),
        (("--person-fines", "直接责任人员:100000.01"), "FC112"),
        (("--sanctions", "关闭网站"), "FC201"),
    ],
)
def test_what_is_unlawful_is_not_written(run: Run, proposed: tuple[str, ...], code: str) -> None:
    done = run("range", *REFUSED, *proposed, "--paragraph")
    assert (done.returncode, done.stdout) == (1, "")
    assert code in done.stderr


@pytest.mark.parametrize("fine", ["50000", "500000"])
def test_both_ends_of_the_range_are_lawful(run: Run, fine: str) -> None:
    assert run("range", *REFUSED, "--fine", fine, "--paragraph").returncode == 0


def test_a_fine_outside_its_band_is_written_and_said(run: Run) -> None:
    done = run("range", *REFUSED, "--decided", "2026-05-08", "--fine", "45万", "--paragraph")
    assert done.returncode == 0
    assert "肆拾伍万元整" in done.stdout
    assert re.findall(r"FC\d+", done.stderr) == [
        "FC601"
    ]  # not what is still to be filled in, nor what is only information


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (("csl@2025:61.1", "--unknown", "refused"), "尚未查明"),
        (("news:22",), "FC301"),
        ((*REFUSED, "--fine", "五万五"), "看不懂金额"),
        ((*REFUSED, "--person-fines", "门卫:1万"), "--person-fines"),
    ],
)
def test_where_no_sentence_can_be_written_one_line_says_why(run: Run, asked: tuple[str, ...], said: str) -> None:
    done = run("range", *asked, "--paragraph")
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert said in done.stderr


def test_in_english(run: Run) -> None:
    done = run("--lang", "en", "range", *REFUSED, "--decided", "2026-05-08", "--fine", "200000", "--paragraph")
    assert done.stdout.startswith("Under Cybersecurity Law (2025), article 61(1) (“……拒不改正")
    assert "a fine of CNY 200,000 is imposed on the party" in done.stdout
    assert "a fine of CNY ______ [range: CNY 10,000 to 100,000] on the" in done.stdout


@given(cents=st.integers(5_000_000, 50_000_000))
@hypothesis(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_lawful_amount_reads_back_from_the_sentence(run: Run, cents: int) -> None:
    fine = Decimal(cents) / 100
    sentence = run("range", *REFUSED, "--fine", f"{fine}", "--paragraph").stdout
    written = re.search(r"对当事人处(人民币.*?（.*?元）)罚款", sentence)
    assert written
    assert money.parse(written[1]) == fine


def test_unit_and_individual_are_fined_by_the_same_words_once(run: Run) -> None:
    """反电信网络诈骗法第四十二条: whoever it is, the same range."""
    said = run("range", "telefraud@2022:42.1", "--by", "police", "--paragraph").stdout
    assert said.count("对当事人处人民币") == 1


def test_what_is_left_out_at_the_end_of_a_quotation_is_not_marked(run: Run) -> None:
    said = run("range", "csl@2025:61.1", "--paragraph").stdout
    assert "可以处一万元以上五万元以下罚款”和" in said


def test_doubts_about_the_text_are_said_beside_the_sentence(run: Run) -> None:
    across = ("csl@2016:59.1", "-f", "consequence", "--conduct-from", "2025-05-01", "--conduct-to", "2026-03-05")
    done = run("range", *across, "--paragraph")
    assert "（2025年）第六十一条第一款" in done.stdout
    assert "跨越新旧文本" in done.stderr


def test_each_person_has_a_fine_of_their_own(run: Run) -> None:
    fines = ("--person-fines", "主管人员:2万", "--person-fines", "主管人员:3万", "--person-fines", "直接责任人员:无")
    said = run("range", *REFUSED, "--adjust", "从轻", "--fine", "6万", *fines, "--paragraph").stdout
    assert "处人民币贰万元整（20,000元）罚款，对直接负责的主管人员＿＿＿＿处人民币叁万元整（30,000元）罚款" in said
    assert "其他直接责任人员" not in said.partition("的规定，")[2]


def test_one_act_names_the_rule_by_which_the_provision_was_chosen(run: Run) -> None:
    said = run("range", "csl@2025:61.1", "dsl@2021:45.1", "--same-act", "--paragraph").stdout
    assert "《中华人民共和国数据安全法》（2021年）第四十五条第一款" in said
    assert "《中华人民共和国行政处罚法》（2021年）第二十八条第二款、第二十九条的规定" in said


def test_json_has_what_is_proposed_with_its_findings(run: Run) -> None:
    done = run("range", *REFUSED, "--fine", "60万", "--person-fines", "主管人员:2万", "--json")
    assert done.returncode == 1
    found = json.loads(done.stdout)["proposed"]
    assert (found["fine"], found["sanctions"]) == (600000, None)
    assert found["person_fines"] == [{"on": "manager", "amount": 20000}]
    assert "FC102" in [each["code"] for each in found["findings"]]
    assert "proposed" not in json.loads(run("range", *REFUSED, "--json").stdout)


def test_a_role_of_which_nothing_is_said_is_left_blank(run: Run) -> None:
    said = run("range", *REFUSED, "--fine", "20万", "--person-fines", "主管人员:4万", "--paragraph").stdout
    assert (
        "对直接负责的主管人员＿＿＿＿处人民币肆万元整（40,000元）罚款，对其他直接责任人员＿＿＿＿处人民币＿＿＿＿元整"
        in said
    )
