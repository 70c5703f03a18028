"""`finecalc encode --law`: a chapter, or a whole law, in one file."""

import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import msgspec
import pytest
import tomli
from msgspec.structs import replace

from finecalc.cli import run
from finecalc.language.errors import FinecalcError
from finecalc.proof.chapter import pages
from finecalc.proof.encode import encode, encode_law
from finecalc.proof.lint import lint
from finecalc.proof.reader.numerals import chinese
from finecalc.table.load import load
from finecalc.table.model import Law, Provision, Successor

TABLE = load().table
NEW_YEAR = date(2026, 1, 1)


def laws(toml: str) -> list[Law]:
    return [msgspec.convert(entry, Law) for entry in tomli.loads(toml, parse_float=Decimal).get("laws", [])]


def entries(toml: str) -> dict[str, Provision]:
    found = tomli.loads(toml, parse_float=Decimal)["provisions"]
    return {entry["ref"]: msgspec.convert(entry, Provision) for entry in found if "unchanged_from" not in entry}


# --- cut into articles and paragraphs ---

CHAPTER = """\
中华人民共和国试验法
（2019年12月1日第十三届全国人民代表大会常务委员会第一次会议通过　根据2024年3月5日《关于修改〈中华人民共和国试验法〉的决定》修正　自2020年1月1日起施行）

目　录
第一章　总　则
第二章　法律责任

第一章　总　则
第一条　为了试验，根据第二条
第三条的规定，制定本法。
第二条　本法所称单位，包括企业。

第二章　法律责任
第三条　违反本法第二条规定，未备案的，由有关主管部门处一万元
以上五万元以下罚款；
情节严重的，处五万元以上十万元以下罚款。
　　有下列行为之一的，由有关主管部门给予警告：
　　（一）未经批准的；
　　(二)未经评估，
造成后果的。

— 2 —
第四条【施行】本法自2020年1月1日起施行。
"""


def test_a_law_is_cut_into_articles_paragraphs_and_items() -> None:
    found = pages(CHAPTER)
    assert [(each.article, each.number, each.line()) for each in found.paragraphs] == [
        (1, 1, 9), (2, 1, 11), (3, 1, 14), (3, 2, 17), (4, 1, 23),
    ]  # fmt: skip
    words = [each.words for each in found.paragraphs]
    assert words[0] == "为了试验，根据第二条第三条的规定，制定本法。"
    assert words[2].endswith("处一万元以上五万元以下罚款；情节严重的，处五万元以上十万元以下罚款。")
    assert words[3].endswith("给予警告：\n（一）未经批准的；\n(二)未经评估，造成后果的。")
    assert words[4].startswith("本法自")
    assert (found.title, found.odd) == ("中华人民共和国试验法", ())


@pytest.mark.parametrize(
    "heading", ["第五十九条 ", "第五十九条　", "**第五十九条** ", "### 第五十九条\n", "第59条 ", "第５９条　", "第五十九条【罚则】", "第五十九条", "　　第五十九条　"],
)  # fmt: skip
def test_an_article_is_known_by_its_heading_however_it_is_set(heading: str) -> None:
    (found,) = pages(f"第五章 法律责任\n{heading}网络运营者未备案的，处一万元以下罚款。").paragraphs
    assert (found.article, found.number, found.words) == (59, 1, "网络运营者未备案的，处一万元以下罚款。")


@pytest.mark.parametrize("cited", ["第五十八条、第六十条规定", "第五十八条规定", "第五十八条第一款规定", "第五十八条和第六十条规定", "第五十八条至第六十条"])  # fmt: skip
def test_a_citation_at_the_beginning_of_a_line_is_no_heading(cited: str) -> None:
    (found,) = pages(f"第五十九条 违反本法\n{cited}，未备案的，处一万元以下罚款。").paragraphs
    assert found.words == f"违反本法{cited}，未备案的，处一万元以下罚款。"


def test_articles_on_one_line_are_parted() -> None:
    found = pages("第五十九条 甲的，处一万元以下罚款。 第六十条 乙的，处二万元以下罚款。").paragraphs
    assert [(each.article, each.line()) for each in found] == [(59, 1), (60, 1)]


def test_a_missing_article_and_one_that_no_reference_can_name_are_told_by_line() -> None:
    found = pages("第五十九条 甲。\n第六十一条 乙。\n第六十一条之一 丙。\n丁。\n第六十二条 戊。")
    assert [line for line, _ in found.odd] == [2, 3]
    assert [each.words for each in found.paragraphs] == ["甲。", "乙。", "戊。"]


@pytest.mark.parametrize("second", ["第五十九条", "第五十八条", "第六十二条"])
def test_an_article_out_of_its_order_is_told(second: str) -> None:
    assert [line for line, _ in pages(f"第五十九条 甲。\n{second} 乙。").odd] == [2]


# --- the edition ---


def test_a_new_law_is_written_with_what_the_text_says_of_it() -> None:
    (law,) = laws(encode_law(CHAPTER, "try", date(2020, 1, 1), TABLE).toml)
    (edition,) = law.editions
    assert (law.name, law.short, edition.year, edition.articles) == ("中华人民共和国试验法", ("试验法",), "2024", 4)
    assert edition.in_force == date(2020, 1, 1)
    assert edition.promulgated.startswith("2019年12月1日第十三届")
    assert edition.source.startswith("待填")
    assert edition.digest == ""


def test_only_a_whole_text_counts_its_articles() -> None:
    assert (
        laws(encode_law(CHAPTER.partition("第一条　")[2], "try", date(2020, 1, 1), TABLE).toml)[0].editions[0].articles
        is None
    )


def test_the_edition_before_ends_on_the_day_before_and_is_to_be_sealed_again() -> None:
    (law,) = laws(encode_law("第五十五条 甲的，由有关主管部门处一万元以下罚款。", "dsl", date(2030, 7, 1), TABLE).toml)
    before, new = law.editions
    assert (before.year, before.until, before.digest) == ("2021", date(2030, 6, 30), "")
    assert (new.year, new.in_force, new.until) == ("2030", date(2030, 7, 1), None)


def test_an_edition_that_the_table_has_is_not_written_again() -> None:
    text = "第六十一条 未备案的，由有关主管部门处一万元以下罚款。"
    encoded = encode_law(text, "csl", NEW_YEAR, TABLE)
    assert laws(encoded.toml) == []
    assert list(entries(encoded.toml)) == ["csl@2025:61.1"]


@pytest.mark.parametrize(
    ("law", "day", "text", "said"),
    [
        ("csl@2025", date(2026, 2, 1), CHAPTER, "2026-01-01"),
        ("网安法", NEW_YEAR, CHAPTER, "csl"),
        ("csl@25", NEW_YEAR, CHAPTER, "csl@2025"),
        ("csl", NEW_YEAR, "未备案的，处一万元以下罚款。", "没有找到"),
        ("csl@2024", NEW_YEAR, CHAPTER, "2026-01-01"),
    ],
)
def test_what_cannot_be_a_chapter_or_an_edition_is_named(law: str, day: date, text: str, said: str) -> None:
    with pytest.raises(FinecalcError) as error:
        encode_law(text, law, day, TABLE)
    assert said in error.value.words.zh
    assert error.value.words.en


# --- every penalty paragraph of it, and where the old ones go on ---

OLD = replace(
    TABLE,
    laws=tuple(
        replace(law, editions=(replace(law.editions[0], until=None),)) if law.id == "csl" else law for law in TABLE.laws
    ),
    provisions=tuple(provision for provision in TABLE.provisions if not provision.ref.startswith("csl@2025:")),
)
"""The table as it was before the edition of 2025."""
PENALTIES = [
    provision
    for provision in TABLE.provisions
    if provision.ref.startswith("csl@2025:") and provision.role in ("penalty", "pointer")
]


def chapter_of(provisions: list[Provision]) -> str:
    lines, before = ["第六章　法律责任"], 0
    for provision in provisions:
        article = int(provision.ref.partition(":")[2].partition(".")[0])
        lines.append((f"　　第{chinese(article)}条　" if article != before else "　　") + provision.text)
        before = article
    return "\n".join(lines)


def test_a_chapter_gives_every_entry_that_the_table_has_of_it() -> None:
    encoded = encode_law(chapter_of(PENALTIES), "csl@2025", NEW_YEAR, OLD)
    found = entries(encoded.toml)
    assert list(found) == [provision.ref for provision in PENALTIES]
    for provision in PENALTIES:
        for key in ("text", "role", "tiers", "borrows", "aggravates", "provisos", "breaches", "authority"):
            assert getattr(found[provision.ref], key) == getattr(provision, key), (provision.ref, key)


def test_successors_are_proposed_for_the_edition_before() -> None:
    encoded = encode_law(chapter_of(PENALTIES), "csl@2025", NEW_YEAR, OLD)
    proposed = {}
    for line in encoded.toml.splitlines():
        if line.startswith("#   csl@2016:"):
            ref, _, toml = line.removeprefix("#   ").partition(": ")
            proposed[ref] = tuple(msgspec.convert(each, Successor) for each in tomli.loads(toml)["successors"])
    assert proposed == {each.ref: each.successors for each in TABLE.provisions if each.ref.startswith("csl@2016:") and each.successors}  # fmt: skip


def test_what_stayed_word_for_word_the_same_is_taken_over() -> None:
    old = next(provision for provision in TABLE.provisions if provision.ref == "dsl@2021:45.1")
    encoded = encode_law(f"第四十五条 {old.text}", "dsl", date(2030, 1, 1), TABLE)
    (entry,) = tomli.loads(encoded.toml)["provisions"]
    assert entry == {"ref": "dsl@2030:45.1", "unchanged_from": "dsl@2021:45.1"}


def test_a_paragraph_without_a_penalty_is_passed_over_and_said() -> None:
    encoded = encode_law(CHAPTER, "try", date(2020, 1, 1), TABLE)
    assert list(entries(encoded.toml)) == ["try@2024:3.1", "try@2024:3.2"]
    assert "try@2024:1.1、try@2024:2.1、try@2024:4.1" in encoded.toml
    assert encoded.refused == 0


def test_a_penalty_that_is_not_read_keeps_its_entry_with_a_comment() -> None:
    encoded = encode_law(
        "第三条 未备案的，处五千元以上罚款。\n第四条 网络运营者应当在三十日内备案。", "try", date(2020, 1, 1), TABLE
    )
    assert list(entries(encoded.toml)) == ["try@2020:3.1"]
    assert "# 未读出：“处五千元以上罚款”" in encoded.toml
    assert [(line, place) for line, place, _ in encoded.places] == [(1, "try@2020:3.1")]


def test_names_come_from_the_conduct_and_lint_asks_for_real_ones() -> None:
    text = "第五十五条 违反本法第四十四条规定，未按照要求整改的，由有关主管部门责令改正；情节严重的，处十万元以上五十万元以下罚款。"
    found = entries(encode(text, "dsl@2021:55.1", TABLE).toml)["dsl@2021:55.1"]
    assert found.name == "未按照要求整改"
    assert found.digest == ""
    shipped = (Path(__file__).parents[2] / "statutes.toml").read_text(encoding="utf-8")
    problems = lint(shipped + "\n" + encode(text, "dsl@2021:55.1", TABLE).toml).problems
    assert {(problem.code, problem.key.rpartition(".")[2]) for problem in problems} == {("SL121", "name_en"), ("SL120", "digest")}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("违反本法规定，未备案的，由有关主管部门处一万元以下罚款。", "未备案"),
        ("网络运营者不履行本法第二十三条、第二十七条规定的网络安全保护义务的，由有关主管部门处一万元以下罚款。", "网络运营者不履行网络安全保护义务"),
        ("网络运营者违反本法规定，有下列行为之一的，由有关主管部门处一万元以下罚款：\n（一）拒绝监督检查的；\n（二）未备案的。", "网络运营者拒绝监督检查等"),
        ("有下列行为之一的，由有关主管部门处一万元以下罚款：\n（一）违反本法第三条规定，未备案的；\n（二）拒绝监督检查的。", "未备案等"),
        ("网络运营者违反本法第三条规定的，由有关主管部门处一万元以下罚款。", "网络运营者违反本法第三条规定"),
        ("设立用于实施违法犯罪活动的网站、通讯群组，或者利用网络发布涉及实施违法犯罪活动的信息的，由有关主管部门处一万元以下罚款。", "设立用于实施违法犯罪活动的网站、通讯群组，或者利用网络发布…"),
    ],
)  # fmt: skip
def test_a_name_is_the_conduct_in_short(text: str, name: str) -> None:
    (found,) = entries(encode(text, "dsl@2021:55.1", TABLE).toml).values()
    assert found.name == name


def test_a_condition_without_a_name_stands_in_the_entry_in_its_own_words() -> None:
    text = "未备案的，由有关主管部门给予警告；隐匿、伪造有关证据的，责令停产停业。"
    encoded = encode(text, "dsl@2021:55.1", TABLE)
    (found,) = entries(encoded.toml).values()
    assert found.tiers[1].when == {"隐匿、伪造有关证据的": "隐匿、伪造有关证据的"}
    assert "# 未命名：“隐匿、伪造有关证据的”" in encoded.toml


# --- the command ---


def test_what_was_not_read_is_printed_by_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "law.txt"
    file.write_text(CHAPTER.replace("处五万元以上十万元以下罚款", "处五万元以上罚款"), encoding="utf-8")
    assert run(["encode", "--law", "try", "--in-force", "2020年1月1日", str(file)]) == 1
    out, err = capsys.readouterr()
    assert f"{file}:16  try@2024:3.1  没有读出“处五万元以上罚款”" in err
    assert "4 条 5 款，其中 2 款有处罚" in err
    assert "[[laws]]" in out


def test_from_the_pasted_law_to_a_table_without_problems(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    law, table = tmp_path / "law.txt", tmp_path / "statutes.toml"
    law.write_bytes(CHAPTER.replace("未备案的", "未按照要求整改的").encode("gb18030"))
    assert run(["encode", "--law", "try", "--in-force", "2020-01-01", str(law)]) == 0
    toml = capsys.readouterr().out
    shipped = (Path(__file__).parents[2] / "statutes.toml").read_text(encoding="utf-8")
    table.write_text(f"{shipped}\n{toml}", encoding="utf-8")
    assert run(["lint", "--seal", str(table)]) == 1
    assert capsys.readouterr().out.count("SL121 placeholder") == 4
    filled = re.sub('name_en = "待填.*"', 'name_en = "An English name"', f"{shipped}\n{toml}")
    filled = re.sub('source = "待填.*"', 'source = "官方公报"', filled)
    table.write_text(filled, encoding="utf-8")
    assert run(["lint", "--seal", str(table)]) == 0
    assert run(["range", "试验法3.1", "--statutes", str(table)]) == 0
    assert "1万元–5万元" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("中华人民共和国试验法", "中华人民共和国试验法"),
        ("《试验办法》", "试验办法"),
        ("# 中华人民共和国试验法（2024年修正）", "中华人民共和国试验法"),
        ("　　　中华人民共和国试验条例", "中华人民共和国试验条例"),
        ("第一章 总则", ""),
    ],
)
def test_the_title_is_found(line: str, title: str) -> None:
    assert pages(f"{line}\n第一条 甲。").title == title


@pytest.mark.parametrize(
    "options",
    [
        ["--law", "csl"],
        ["--in-force", "2026-01-01"],
        ["--law", "csl", "--in-force", "2026-13-01"],
        ["--law", "csl", "--in-force", "2026-01-01", "--ref", "csl@2025:61.1"],
        ["--law", "csl", "--in-force", "2026-01-01", "--name", "名"],
        ["--law", "csl", "--in-force", "2026-01-01", "--jsonl"],
        [],
    ],
)
def test_options_that_do_not_go_together_are_named(
    options: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "law.txt"
    file.write_text(CHAPTER, encoding="utf-8")
    assert run(["encode", str(file), *options]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "--" in err
