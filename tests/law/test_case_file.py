"""Case files: what is written is read back the same, and what cannot be used is named with file, line and key."""

import re
import string
import tomllib
from contextlib import suppress
from datetime import date
from decimal import Decimal
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

import finecalc
from finecalc.decisions.files.headings import FIELDS
from finecalc.language.errors import FinecalcError
from finecalc.law.case_file import LARGEST, CaseFile, Source, decoded, read, write
from finecalc.law.sentences.case_file import KEYS
from tests.conftest import Run

STATUTES = finecalc.load()
FACTS = [fact.id for fact in STATUTES.table.facts]


def case(text: str) -> CaseFile:
    return read(STATUTES, Source("案件.toml", text))


days = st.none() | st.dates(date(1990, 1, 1), date(2099, 12, 31))
amounts = st.none() | st.integers(0, 10**12).map(Decimal) | st.integers(0, 10**9).map(lambda fen: Decimal(fen) / 100)
words = st.text(st.characters(codec="utf-8", exclude_categories=("Cs",), exclude_characters="\0\ufffd"), max_size=30)


@st.composite
def case_files(draw: st.DrawFn) -> CaseFile:
    facts = draw(st.permutations(FACTS))
    cuts = sorted(draw(st.lists(st.integers(0, len(FACTS)), min_size=3, max_size=3)))
    return CaseFile(
        case_id=draw(words.filter(lambda text: not text or bool(text.strip()))),
        provision=draw(st.sampled_from(["#1", "csl@2025:61.1", "网安法64", "《个人信息保护法》第六十六条第二款"])),
        item=tuple(draw(st.lists(st.integers(1, 20), max_size=3))),
        facts=tuple(facts[: cuts[0]]),
        unknown=tuple(facts[cuts[0] : cuts[1]]),
        absent=tuple(facts[cuts[1] : cuts[2]]),
        by=draw(st.none() | st.sampled_from(["county", "national", "police"])),
        adjust=draw(st.none() | st.sampled_from(["lenient", "mitigated", "aggravated", "exempt"])),
        other_bases=draw(st.just({}) | st.just({"purchase": Decimal("12.30")})),
        person_fines=draw(st.just(()) | st.just(("manager:20000", "直接责任人员（张某）1万"))),
        sanctions=draw(st.just(()) | st.just(("order-correction", "没收违法所得38万元"))),
        **{field: draw(days) for field in ("conduct_from", "conduct_to", "decided", "discovered", "filed", "served")},
        **{field: draw(amounts) for field in ("gains", "turnover", "fine")},
    )


@given(case_files())
def test_what_is_written_is_read_back_the_same_and_fits_the_schema(kept: CaseFile) -> None:
    text = write(STATUTES, kept)
    assert case(text) == kept
    assert msgspec.convert(tomllib.loads(text, parse_float=Decimal), CaseFile) == kept


def test_chinese_keys_and_words_say_the_same_as_identifiers() -> None:
    chinese = case(
        '处罚依据 = "网络安全法第六十一条第一款"\n情节 = "拒不改正"\n违法所得 = "5万"\n"机关层级" = "县级"\n裁量 = "从轻"\n'
        '违法行为终了日期 = "2026年2月3日"\n决定日期 = 2026-06-30\n项 = "第二项"\n个人罚款 = { 主管人员 = 20000 }\n'
        "立案日期 = 2026-02-20\n告知日期 = 2026-05-10\n听证日期 = 2026-05-25\n送达日期 = 2026-07-03\n"
        '尚未查明的情节 = ["情节严重"]\n没有的情节 = ["severe"]\n'
    )
    assert chinese == CaseFile(
        provision="网络安全法第六十一条第一款",
        facts=("拒不改正",),
        unknown=("情节严重",),
        absent=("severe",),
        gains=Decimal(50_000),
        by="county",
        adjust="lenient",
        item=(2,),
        conduct_to=date(2026, 2, 3),
        decided=date(2026, 6, 30),
        filed=date(2026, 2, 20),
        notified=date(2026, 5, 10),
        heard=date(2026, 5, 25),
        served=date(2026, 7, 3),
        person_fines=("主管人员:20000",),
    )


def test_every_heading_of_a_decision_file_is_a_key_of_a_case_file() -> None:
    assert {field: heading.zh for field, heading in FIELDS.items()}.items() <= {
        field: key.zh for field, key in KEYS.items()
    }.items()
    assert set(KEYS) == set(CaseFile.__struct_fields__)


def test_a_new_file_teaches_each_key() -> None:
    text = write(STATUTES, CaseFile(provision="#3"))
    for field, key in KEYS.items():
        assert re.search(rf"(?m)^(# )?{field} = .*# {key.zh}", text)
    lines = [line.removeprefix("# ") if re.match(r"# \w+ = ", line) else line for line in text.splitlines()]
    examples = "\n".join(line for line in lines if not line.startswith(("unknown", "absent", "other_bases")))
    assert case(examples).fine == 60_000


def test_the_shape_is_a_schema() -> None:
    schema = msgspec.json.schema(CaseFile)["$defs"]["CaseFile"]
    assert set(schema["properties"]) == set(KEYS)
    assert schema["required"] == ["provision"]


@pytest.mark.parametrize(
    ("text", "zh"),
    [
        ('facts = ["refused"]', "没有写 provision"),
        ('provision = "csl@2025:61.1"\nfact = "refused"', "案件.toml:2：fact：案件文件没有这个键，是不是 facts？"),
        ('provision = "csl@2025:61.1"\nfacts = "x"\n情节 = "y"', "案件.toml:3：情节：facts（情节）写了两次"),
        ('provision = "csl@2025:61.1"\ndecided = 2026-02-30', "案件.toml:2：不是正确的 TOML"),
        ('provision = "csl@2025:61.1"\ndecided = "2026-02-30"', "案件.toml:2：decided：没有“2026-02-30”这一天"),
        ('provision = "csl@2025:61.1"\n\nfine = "五万左右"', "案件.toml:3：fine：看不懂金额“五万左右”"),
        ('provision = "csl@2025:61.1"\nfine = -5', "案件.toml:2：fine：金额“-5”是负数"),
        ('provision = "csl@2025:61.1"\nfine = inf', "案件.toml:2：fine：金额“"),
        ('provision = "csl@2025:61.1"\nfine = true', "案件.toml:2：fine：要写金额"),
        ('provision = "csl@2025:61.1"\nfine = [1]', "案件.toml:2：fine：要写金额"),
        ('provision = "csl@2025:61.1"\nby = "镇级"', "案件.toml:2：by：没有“镇级”这种机关层级"),
        ('provision = "csl@2025:61.1"\nadjust = "轻一点"', "案件.toml:2：adjust：没有“轻一点”"),
        ('provision = "csl@2025:61.1"\nitem = "零"', "案件.toml:2：item：看不懂第几项"),
        ('provision = "csl@2025:61.1"\nfacts = "很严重"', "案件.toml:2：facts：没有“很严重”这种情节"),
        ('provision = "csl@2025:61.1"\nfacts = [["refused"]]', "案件.toml:2：facts：要写文字"),
        ('provision = "csl@2025:61.1"\n[facts]\nrefused = true', "案件.toml:2：facts：要写文字"),
        (
            'provision = "csl@2025:61.1"\nfacts = "拒不改正"\nunknown = "拒不改正"',
            "案件.toml:3：unknown：“拒不改正”同时",
        ),
        ('provision = "csl@2025:61.1"\nother_bases = 5', "案件.toml:2：other_bases：要写作 { gains = 50000 }"),
        ('provision = "csl@2025:61.1"\nother_bases = { 水 = 5 }', "案件.toml:2：other_bases：没有“水”这种基数"),
        ('provision = "csl@2025:61.1"\nperson_fines = "很多"', "案件.toml:2：person_fines：看不懂个人罚款"),
        ('provision = "csl@2025:61.1"\nsanctions = "点名"', "案件.toml:2：sanctions：没有“点名”"),
        ('provision = "什么法"', "案件.toml:1：provision：看不懂“什么法”"),
        ("provision = 61", "案件.toml:1：provision：要写文字"),
        (
            "provision = “csl@2025:61.1”",
            "案件.toml:1：不是正确的 TOML（值写得不对；文字要加英文引号），应写作 键 = 值，文字加引号，如 provision = ",
        ),
        ("provision = “csl@2025:61.1”", "要用半角的"),
        ('provision = "a"\nprovision = "b"', "案件.toml:2：不是正确的 TOML"),
        ("x = " + "[" * 5_000, "嵌套过深"),
        ("a." * 5_000 + "b = 1", "案件.toml"),
        ('provision = "csl@2025:61.1"\nfine = ' + "9" * 5_000, "长得不能是金额"),
        ('provision = "csl@2025:61.1"\nfine = 1e999999999', "案件.toml:2：fine：金额"),
        ('provision = "' + "x" * 3_000 + '"', "案件.toml:1：provision：内容过长"),
        ("", "没有写 provision"),
        ('case_id = "甲, 违法所得 = 5"', "没有写 provision"),
    ],
)
def test_what_cannot_be_used_is_said_with_file_line_and_key(text: str, zh: str) -> None:
    with pytest.raises(FinecalcError) as refused:
        case(text)
    assert zh in refused.value.words.zh
    assert "\n" not in refused.value.words.zh
    assert refused.value.words.en.startswith("案件.toml")


@given(st.text(string.printable + "情节=“”[]{}\"'#\n", max_size=200))
def test_any_text_is_a_case_or_one_error(text: str) -> None:
    for each in (text, 'provision = "#3"\n' + text):
        with suppress(FinecalcError):
            case(each)


@pytest.mark.parametrize(
    ("content", "zh"),
    [
        ('处罚依据 = "网安法61"'.encode("gb18030"), "另存为 UTF-8"),
        ('provision = "#3"'.encode("utf-16"), "另存为 UTF-8"),
        (bytes(range(256)), "不是 UTF-8 文本"),
        (b"#" * (LARGEST + 1), "超过 256 KB"),
    ],
)
def test_bytes_that_are_no_case_are_one_line(content: bytes, zh: str, tmp_path: Path, run: Run) -> None:
    with pytest.raises(FinecalcError) as refused:
        decoded(content, "案件.toml")
    assert zh in refused.value.words.zh
    (tmp_path / "案件.toml").write_bytes(content)
    for command in (("range", "--case"), ("check",)):
        done = run(*command, "案件.toml")
        assert (done.returncode, done.stdout) == (2, "")
        assert zh in done.stderr
        assert len(done.stderr.splitlines()) == 1


def test_a_mark_before_utf_8_is_passed_over() -> None:
    assert read(STATUTES, decoded(b'\xef\xbb\xbfprovision = "#3"', "x")).provision == "#3"


# --- range and check ----------------------------------------------------------------------------------------------------

TEXT = """处罚依据 = "网安法61.1"
违法行为终了日期 = 2026-02-03
情节 = ["拒不改正"]
违法所得 = "5万"
单位罚款 = "120万"
处罚种类及措施 = ["责令改正", "没收违法所得5万元"]
"""


def test_range_reads_a_case_and_gives_what_the_options_give(tmp_path: Path, run: Run) -> None:
    (tmp_path / "案件.toml").write_text(TEXT, encoding="utf-8")
    by_file = run("range", "--case", "案件.toml", "--json")
    by_options = run("range", "网安法61.1", "--conduct-to", "2026-02-03", "-f", "refused", "--gains", "50000", "--json")
    assert by_file.returncode == 0
    assert by_file.stdout == by_options.stdout
    assert '"max": 500000' in by_file.stdout


def test_a_case_may_come_through_a_pipe(tmp_path: Path, run: Run) -> None:
    (tmp_path / "案件.toml").write_text(TEXT, encoding="utf-8")
    assert run("range", "--case", "-", stdin=TEXT).stdout == run("range", "--case", "案件.toml").stdout
    assert "stdin:1" in run("range", "--case", "-", stdin="x").stderr


def test_options_beside_the_file_come_first(tmp_path: Path, run: Run) -> None:
    (tmp_path / "案件.toml").write_text(TEXT, encoding="utf-8")
    more = run("range", "--case", "案件.toml", "-f", "severe", "--gains", "0", "--json").stdout
    assert '"severe"' in more
    assert '"refused"' not in more.split('"ladder"')[0]
    other = run("range", "csl@2025:64.1", "--case", "案件.toml", "--json").stdout
    assert '"reference": "csl@2025:64.1"' in other


def test_a_fact_that_an_option_settles_is_no_longer_what_the_file_says(tmp_path: Path, run: Run) -> None:
    (tmp_path / "案件.toml").write_text('provision = "#3"\nunknown = "拒不改正"\n', encoding="utf-8")
    settled = run("range", "--case", "案件.toml", "-f", "refused", "--json").stdout
    assert msgspec.json.decode(settled)["branches"] == []
    assert '"max": 500000' in settled
    (tmp_path / "案件.toml").write_text('provision = "#3"\nfacts = "拒不改正"\n', encoding="utf-8")
    left_open = msgspec.json.decode(run("range", "--case", "案件.toml", "--unknown", "refused", "--json").stdout)
    assert (left_open["case"]["facts"], len(left_open["branches"])) == ([], 2)


def test_what_the_law_refuses_is_said_of_the_line_or_of_the_option(tmp_path: Path, run: Run) -> None:
    (tmp_path / "案件.toml").write_text(TEXT.replace("拒不改正", "情节严重"), encoding="utf-8")
    in_file = run("range", "--case", "案件.toml")
    assert in_file.returncode == 2
    assert "案件.toml:3：情节：" in in_file.stderr
    by_option = run("range", "--case", "案件.toml", "-f", "情节特别严重")
    assert "-f：" in by_option.stderr
    assert "案件.toml" not in by_option.stderr


def test_no_file_and_no_provision_are_named(tmp_path: Path, run: Run) -> None:
    assert "读不到 没有.toml" in run("range", "--case", "没有.toml").stderr
    assert "读不到 ." in run("range", "--case", ".").stderr
    assert "--case" in run("range").stderr
    assert run("range").returncode == 2


def test_check_judges_a_case_as_one_row_beside_other_files(tmp_path: Path, run: Run) -> None:
    (tmp_path / "案件.toml").write_text(TEXT, encoding="utf-8")
    (tmp_path / "表.csv").write_text("处罚依据,处罚种类及措施\n#3,责令改正\n", encoding="utf-8")
    alone = run("check", "案件.toml", "--format", "jsonl", "--select", "FC1")
    assert alone.returncode == 1
    found = msgspec.json.decode(alone.stdout)
    assert (found["row"], [each["code"] for each in found["findings"]][:1]) == (1, ["FC102"])
    both = run("check", "表.csv", "案件.toml", "--format", "jsonl")
    assert [msgspec.json.decode(line)["file"] for line in both.stdout.splitlines()] == ["表.csv", "案件.toml"]
    for ending in ("csv", "xlsx", "json"):
        assert run("check", "案件.toml", "-o", f"报告.{ending}").returncode == 1


def test_check_says_where_a_case_proposes_nothing_or_holds_what_is_not_judged(tmp_path: Path, run: Run) -> None:
    (tmp_path / "案件.toml").write_text('provision = "#3"\n', encoding="utf-8")
    assert "没有可以判断的" in run("check", "案件.toml").stderr
    (tmp_path / "案件.toml").write_text('provision = "#3"\nfine = "五万左右"\nother_bases = {}', encoding="utf-8")
    done = run("check", "案件.toml")
    assert "FC901" in done.stdout
    assert "other_bases" in done.stderr
