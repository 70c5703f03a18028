"""`finecalc encode`: from the bare text to the entry of the table."""

from decimal import Decimal
from pathlib import Path

import msgspec
import pytest
import tomli
import typer

from finecalc.cli.commands.encode import command
from finecalc.language.errors import FinecalcError
from finecalc.proof.chapter import pages
from finecalc.proof.encode import encode
from finecalc.proof.lint import lint
from finecalc.proof.reader.entry import toml_value
from finecalc.table.load import load
from finecalc.table.model import Multiple, Provision

TABLE = load().table
TEXT = (Path(__file__).parents[2] / "statutes.toml").read_text(encoding="utf-8")
SAID = ("text", "tiers", "borrows", "aggravates", "provisos", "breaches", "successors")
"""What the text says, and where its conduct goes on. Names are chosen by people, and so is what a pointer leads to."""


def entries(toml: str) -> list[Provision]:
    data = tomli.loads(toml, parse_float=Decimal)
    return [msgspec.convert(entry, Provision) for entry in data["provisions"]]


@pytest.mark.parametrize("provision", TABLE.provisions, ids=lambda provision: provision.ref)
def test_every_entry_comes_again_from_its_text_alone(provision: Provision) -> None:
    encoded = encode(provision.text, provision.ref, TABLE)
    (found,) = entries(encoded.toml)
    for key in SAID:
        assert getattr(found, key) == getattr(provision, key), key
    if provision.role in ("penalty", "pointer"):
        assert encoded.refused == 0
        assert (found.role, found.authority, found.authority_quote) == (
            provision.role,
            provision.authority,
            provision.authority_quote,
        )
    else:
        assert found.role == "rule"


PASTED = """\
　　第四十八条　违反本法第三十五条规定，拒不配合数据调取的，由有关主管部门责令改正，给予警告，并处五万元
以上五十万元以下罚款，对直接负责的主管人员和其他直接责任人员处一万元以上十万元以下罚款。
　　违反本法第三十六条规定，有下列行为之一的，由有关主管部门给予警告：

　　（一）未经批准的；
　　(二)未经评估的。
"""


def test_pasted_lines_become_paragraphs_with_their_items() -> None:
    first, second = (paragraph.words for paragraph in pages(PASTED).paragraphs)
    assert first.startswith("违反")
    assert "五万元以上五十万元以下罚款" in first
    assert second.endswith("给予警告：\n（一）未经批准的；\n(二)未经评估的。")


def test_each_paragraph_gets_its_own_entry() -> None:
    found = entries(encode(PASTED, "dsl@2021:48.1", TABLE).toml)
    assert [provision.ref for provision in found] == ["dsl@2021:48.1", "dsl@2021:48.2"]
    fine, persons = found[0].tiers[0].fines
    assert (fine.min, fine.max, persons.on, persons.min, persons.max) == (
        50_000,
        500_000,
        ("manager", "staff"),
        10_000,
        100_000,
    )


def test_an_entry_that_is_pasted_back_passes_lint() -> None:
    text = (
        "违反本法第四十四条规定，未按照要求整改的，由有关主管部门责令改正；情节严重的，处十万元以上五十万元以下罚款。"
    )
    encoded = encode(text, "dsl@2021:44.1", TABLE, "未按照要求整改", "Failure to rectify as required")
    assert encoded.refused == 0
    assert lint(TEXT + "\n" + encoded.toml).problems == ()


def test_what_it_cannot_read_stands_there_as_a_comment_and_lint_says_so_too() -> None:
    text = "违反本法规定，未备案的，由有关主管部门责令改正，处五千元以上罚款。"
    encoded = encode(text, "dsl@2021:44.1", TABLE, "未备案", "Not filed")
    assert encoded.refused == 1
    assert "# 未读出：“处五千元以上罚款”" in encoded.toml
    assert "fines" not in encoded.toml
    assert [problem.code for problem in lint(TEXT + "\n" + encoded.toml).problems] == ["SL001"]


def test_what_has_no_name_yet_stands_there_in_its_own_words_and_lint_asks_for_a_name() -> None:
    text = "违反本法规定，未备案的，由有关主管部门责令改正，处货值金额五倍以上十倍以下罚款。"
    encoded = encode(text, "dsl@2021:44.1", TABLE)
    assert encoded.refused == 1
    assert "# 未命名：“货值金额”" in encoded.toml
    (found,) = entries(encoded.toml)
    (fine,) = found.tiers[0].fines
    assert fine.multiple == Multiple(of="货值金额", min=Decimal(5), max=Decimal(10))
    problems = lint(TEXT + "\n" + encoded.toml).problems
    assert [problem.says for problem in problems if problem.code == "SL001"] == ["货值金额"]


def test_a_comment_never_breaks_out_of_its_line() -> None:
    text = '违反本法规定，未备案的，处"二"万元\x85]]以下罚款。'
    encoded = encode(text, "dsl@2021:44.1", TABLE)
    (found,) = entries(encoded.toml)
    assert found.tiers == ()


@pytest.mark.parametrize(
    ("text", "ref", "said"),
    [
        ("违反本法规定的，处一万元以下罚款。", "dsl44", "csl@2016:59.1"),
        ("第四十五条 违反本法规定的，处一万元以下罚款。", "dsl@2021:44.1", "第四十五条"),
        ("第五章 法律责任\n第四十五条 违反本法规定的，处一万元以下罚款。", "dsl@2021:44.1", "第四十五条"),
        (" \n\t\n", "dsl@2021:44.1", "没有收到条文"),
    ],
)
def test_unusable_input_is_named(text: str, ref: str, said: str) -> None:
    with pytest.raises(FinecalcError) as error:
        encode(text, ref, TABLE)
    assert said in error.value.words.zh
    assert error.value.words.en


# --- the command ---


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_file_in_any_usual_encoding(encoding: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = tmp_path / "条文.txt"
    text.write_bytes("违反本法第四条规定，未备案的，由有关主管部门处一万元以上五万元以下罚款。".encode(encoding))
    command("dsl@2021:44.1", str(text), "未备案", "Not filed")
    (found,) = entries(capsys.readouterr().out)
    assert (found.name, found.name_en, found.tiers[0].fines[0].max) == ("未备案", "Not filed", 50_000)


def test_what_is_not_read_exits_with_1_and_is_counted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = tmp_path / "text.txt"
    text.write_text("违反本法规定，未备案的，处五千元以上罚款。", encoding="utf-8")
    with pytest.raises(typer.Exit) as stop:
        command("dsl@2021:44.1", str(text))
    assert stop.value.exit_code == 1
    assert "1" in capsys.readouterr().err


@pytest.mark.parametrize("content", [b"\xff\xfe\x00\x00", b"\x00" * 100, None])
def test_a_file_that_holds_no_text_is_named(content: bytes | None, tmp_path: Path) -> None:
    text = tmp_path / "text.bin"
    if content is not None:
        text.write_bytes(content)
    with pytest.raises(FinecalcError, match=r"text\.bin"):
        command("dsl@2021:44.1", str(text))


def test_a_condition_without_a_name_yet_is_a_key_in_quotation_marks() -> None:
    conditions = {"serious": "情节严重的", '隐匿、"伪造"证据的': "隐匿、伪造证据的"}
    assert tomli.loads(f"when = {toml_value(conditions)}") == {"when": conditions}


def test_every_wording_of_a_base_stands_for_it() -> None:
    base = msgspec.structs.replace(TABLE.bases[0], words=("违法获利",))
    table = msgspec.structs.replace(TABLE, bases=(base, *TABLE.bases[1:]))
    text = "违反本法规定，未备案的，没收违法获利，违法获利一万元以上的，并处违法获利一倍以上五倍以下罚款；没有违法获利或者违法获利不足一万元的，处五千元以下罚款。"
    encoded = encode(text, "csl@2016:59.1", table)
    assert encoded.toml.count(f'of = "{base.id}"') == 3


def test_going_on_with_another_paragraphs_conduct_is_conduct_of_its_own() -> None:
    text = "网络运营者明知有前款规定违法行为仍提供服务的，由有关主管部门处十万元以下罚款。"
    assert encode(text, "csl@2016:59.2", TABLE).refused == 0
