"""Class sheets: written with their key, filled in, and marked with what `check` finds in them."""

import json
import re
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st

import finecalc
from finecalc.language.errors import FinecalcError
from finecalc.papers.reading import word_tables
from finecalc.table.statutes import Statutes
from finecalc.teach.quiz import Exercise, exercises
from finecalc.teach.sheet import Amount, decision, field_named, mark_filled, read_fine, unsaid
from finecalc.teach.sheet_sentences import FIELDS
from tests.conftest import Run
from tests.teach.test_quiz import exercise

TABLE = finecalc.load()
RIGHT = {
    "law": "网络安全法第六十一条第一款",
    "tier": "第2档",
    "unit": "5万-50万；拟罚10万",
    "manager": "2万",
    "staff": "1万-10万；拟罚1万",
    "must": "责令改正；没收违法所得",
    "hearing": "看数额",
    "band": "从轻",
}
"""网安法 61① where the order was not obeyed and there are gains: 五万元以上五十万元以下, persons 一万元以上十万元以下. 100,000 is 11 percent
of the span from 50,000 to 500,000, below 30 percent."""


@pytest.fixture(scope="module")
def refused() -> Exercise:
    return exercise(TABLE, "csl@2025:61.1", "refused", gains=30_000, conduct_from="2026-01-20", discovered="2026-02-01")


def fill(place: Path, *answers: dict[str, str]) -> None:
    """Write the answers into the tables of a sheet."""
    file: Any = Document(str(place))
    for table, filled in zip(file.tables, answers, strict=False):
        for row in table.rows:
            field = field_named(row.cells[0].text)
            if field in filled:
                row.cells[1].paragraphs[0].text = filled[field]
    file.save(str(place))


def rewritten(place: Path, change: Any) -> None:
    """Change the text of the document inside a sheet."""
    with ZipFile(place) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["word/document.xml"] = change(parts["word/document.xml"].decode()).encode()
    with ZipFile(place, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


# --- one case --------------------------------------------------------------------------------------------------------


def test_a_right_answer_in_every_field(refused: Exercise) -> None:
    marks = mark_filled(TABLE, refused, RIGHT)
    assert [each.question for each in marks] == list(FIELDS)
    assert all(each.right for each in marks), marks


@pytest.mark.parametrize(
    ("field", "text", "said"),
    [
        ("law", "网络安全法（2016年）第五十九条第一款", ""),
        ("law", "A", "题纸上没有选项"),
        ("tier", "1", ""),
        ("unit", "60万", "拟罚的数额不在法定幅度里"),
        ("unit", "1万-10万；拟罚10万", ""),
        ("unit", "49,999.99", "拟罚的数额不在法定幅度里"),
        ("unit", "无", ""),
        ("unit", "很多", "不是幅度"),
        ("staff", "无", ""),
        ("staff", "100,000.01", "拟罚的数额不在法定幅度里"),
        ("must", "责令改正", "漏了必须给予的"),
        ("must", "责令改正；没收违法所得；关闭网站", "写了条文没有规定的"),
        ("must", "打手心", "没有“打手心”"),
        ("hearing", "不要", ""),
        ("hearing", "也许", ""),
        ("band", "一般", ""),
        ("band", "很轻", "请写 从轻"),
    ],
)
def test_a_wrong_answer_and_what_is_said_of_it(refused: Exercise, field: str, text: str, said: str) -> None:
    marks = {each.question: each for each in mark_filled(TABLE, refused, {**RIGHT, field: text})}
    assert not marks[field].right
    assert not marks[field].unanswered
    told = [each.zh for each in (marks[field].problem, marks[field].mistake) if each]
    assert said in "".join(told)
    assert all(each.right for name, each in marks.items() if name not in (field, "band"))


@pytest.mark.parametrize(
    "text", ["50万", "5万", "处五万元以上五十万元以下罚款", "拟处十万元罚款", "5-50万\n拟罚：100,000元"]
)
def test_a_fine_may_be_an_amount_or_a_range_or_both(refused: Exercise, text: str) -> None:
    """以上、以下 include the number itself."""
    marks = {each.question: each for each in mark_filled(TABLE, refused, {**RIGHT, "unit": text})}
    assert marks["unit"].right


def test_what_may_be_imposed_need_not_be(statutes: Statutes) -> None:
    """网安法 61① at first: 可以处一万元以上五万元以下罚款. The warning, which may stay on where it was refused, is no mistake there."""
    first = exercise(statutes, "csl@2025:61.1")
    marks = {
        each.question: each.right for each in mark_filled(statutes, first, {"unit": "无", "must": "责令改正；警告"})
    }
    assert marks["unit"]
    assert marks["must"]
    again = exercise(statutes, "csl@2025:61.1", "refused", gains=0)  # nothing to confiscate
    assert next(
        each for each in mark_filled(statutes, again, {"must": "责令改正；警告"}) if each.question == "must"
    ).right
    assert not next(
        each for each in mark_filled(statutes, again, {"must": "责令改正；没收违法所得"}) if each.question == "must"
    ).right


def test_blank_fields_are_unanswered(refused: Exercise) -> None:
    marks = mark_filled(TABLE, refused, {})
    assert len(marks) == 8
    assert all(each.unanswered and not each.right for each in marks)


def test_how_a_fine_is_written() -> None:
    assert read_fine("5000-3万") == Amount(range=(Decimal(5_000), Decimal(30_000)))
    assert read_fine("法定幅度：5-50万；拟罚：12万元") == Amount(
        range=(Decimal(50_000), Decimal(500_000)), proposed=Decimal(120_000)
    )
    assert read_fine("拟处壹拾万元罚款") == Amount(proposed=Decimal(100_000))
    assert read_fine("100万以下") == Amount(range=(Decimal(0), Decimal(1_000_000)))
    assert read_fine("无") == Amount(none=True)
    with pytest.raises(FinecalcError):
        read_fine("看着办")


def test_what_was_filled_in_as_a_decision(refused: Exercise) -> None:
    """FC102 for 600,000 over 五十万元以下, FC112 for a person over 十万元以下, FC202 for gains that are not confiscated."""
    row = decision(TABLE, refused, {**RIGHT, "unit": "60万", "manager": "11万", "must": "责令改正"})
    assert row["person_fines"] == "manager:110000;staff:10000"
    assert row["adjust"] == "lenient"
    judged = next(iter(finecalc.check_many([row], statutes=TABLE)))
    assert {each.code for each in judged.findings if each.severity != "info"} == {"FC102", "FC112", "FC202"}
    lawful = next(iter(finecalc.check_many([decision(TABLE, refused, RIGHT)], statutes=TABLE)))
    assert lawful.verdict == "ok", lawful.findings


def test_the_labels_of_rows_are_known_with_their_hints_in_both_languages() -> None:
    assert field_named("单位罚款\n（拟罚数额）") == "unit"
    assert field_named("Fine on the unit (what you propose)") == "unit"
    assert field_named("单位的罚款") is None


@given(st.dictionaries(st.sampled_from(list(FIELDS)), st.text(max_size=20)))
def test_nothing_filled_in_is_a_crash(filled: dict[str, str]) -> None:
    made = exercise(TABLE, "csl@2025:61.1", "refused", gains=30_000, conduct_from="2026-01-20", discovered="2026-02-01")
    assert len(mark_filled(TABLE, made, filled)) == 8
    assert len(list(finecalc.check_many([decision(TABLE, made, filled)], statutes=TABLE))) == 1
    assert unsaid(made, filled) <= {"fine", "person_fines"}


# --- on paper --------------------------------------------------------------------------------------------------------


@pytest.fixture
def sheet(run: Run, tmp_path: Path) -> Path:
    done = run("quiz", "--seed", "5", "--count", "2", "--sheet", "练习.docx")
    assert (done.returncode, done.stdout) == (0, "")
    assert "已写入 练习.docx 和 练习-答案.docx" in done.stderr
    return tmp_path / "练习.docx"


def test_a_sheet_has_the_stories_and_the_fields_and_no_answer(sheet: Path) -> None:
    file: Any = Document(str(sheet))
    text = "\n".join(paragraph.text for paragraph in file.paragraphs)
    for made in exercises(TABLE, seed=5, count=2):
        assert made.story.zh in text
    assert "finecalc quiz --seed 5 --count 2" in text
    assert f"{TABLE.table.version} sha256:{TABLE.sha256}" in text
    assert len(file.tables) == 2
    for table in file.tables:
        assert [field_named(row.cells[0].text) for row in table.rows[1:]] == list(FIELDS)
        assert [row.cells[1].text.strip() for row in table.rows[1:]] == [""] * 8
    section = file.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)


def test_the_key_is_apart_and_has_what_is_right(sheet: Path) -> None:
    file: Any = Document(str(sheet.with_name("练习-答案.docx")))
    for made, table in zip(exercises(TABLE, seed=5, count=2), file.tables, strict=True):
        told = {field_named(row.cells[0].text): row.cells[1].text for row in table.rows[1:]}
        assert told["law"] == made.answer.citation
        assert list(told) == list(FIELDS)
        assert all(told.values())


def test_the_key_in_english(run: Run, tmp_path: Path) -> None:
    run("--lang", "en", "quiz", "--seed", "5", "--count", "2", "--sheet", "class.docx")
    fill(tmp_path / "class.docx", {"law": "csl@2016:61.1", "tier": "1", "hearing": "yes"})
    assert (tmp_path / "class-key.docx").exists()
    done = run("--lang", "en", "quiz", "--grade", "class.docx")
    assert done.returncode == 1
    assert "Legal basis" in done.stdout
    assert "Score" in done.stdout
    assert "罚款" not in done.stdout


def key_of(sheet: Path) -> list[dict[str, str]]:
    """Answers that are right throughout: what the key says, with one amount where it has a range."""
    filled = []
    for made in exercises(TABLE, seed=5, count=2):
        answers = {
            "law": made.answer.reference,
            "tier": str(made.answer.tier.index + 1),
            "hearing": "",
            "band": "",
        }
        for question in made.questions:
            if question.question == "must":
                answers["must"] = question.expected.zh
            if question.question == "hearing":
                answers["hearing"] = question.expected.zh.partition("：")[0]
        for field, target in (("unit", "organisation"), ("manager", "manager"), ("staff", "staff")):
            fine = made.answer.fine_on(target)
            answers[field] = "无" if fine is None else f"{fine.min}"
        filled.append(answers)
    return filled


def test_a_sheet_that_is_right_throughout(run: Run, sheet: Path) -> None:
    fill(sheet, *key_of(sheet))
    done = run("quiz", "--grade", "练习.docx")
    assert "没有发现" in done.stdout, done.stdout
    assert (done.returncode, done.stderr) == (0, "")
    score = re.search(r"得分\s+(\d+) / (\d+)", done.stdout)
    assert score
    assert score[1] == score[2]


def test_a_sheet_with_mistakes_gets_marks_and_findings(run: Run, sheet: Path) -> None:
    """Case 1 of this set is 网络安全法（2016年）第六十一条 at first, which has no fine: 责令改正."""
    assert exercises(TABLE, seed=5, count=2)[0].answer.reference == "csl@2016:61.1"
    fill(sheet, {**key_of(sheet)[0], "unit": "5万"}, {})
    done = run("quiz", "--grade", "练习.docx")
    assert done.returncode == 1
    assert re.search(r"单位罚款\s+5万\s+错\s+不罚款", done.stdout)
    assert "FC103 fine-not-provided" in done.stdout
    assert "没有写处罚依据" in done.stdout
    assert re.search(r"得分\s+6 / \d+，未作答 \d+ 问", done.stdout)


def test_a_lawful_decision_with_a_wrong_answer_is_not_all_right(run: Run, sheet: Path) -> None:
    first, second = key_of(sheet)
    fill(sheet, {**first, "tier": "2"}, second)
    done = run("quiz", "--grade", "练习.docx")
    assert done.returncode == 1
    assert "没有发现" in done.stdout


def test_the_marks_as_json(run: Run, sheet: Path) -> None:
    fill(sheet, {**key_of(sheet)[0], "unit": "5万"}, {})
    done = run("quiz", "--grade", "练习.docx", "--json")
    told = json.loads(done.stdout)
    assert (done.returncode, told["seed"]) == (1, 5)
    assert [each["code"] for each in told["cases"][0]["findings"]] == ["FC103"]
    assert {each["question"]: each["right"] for each in told["cases"][0]["marks"]}["law"]


def test_a_range_in_place_of_an_amount_is_marked_but_not_judged(run: Run, tmp_path: Path) -> None:
    """管理规定 22: 一万元以上三万元以下. Without a sum there is nothing to judge: no FC104 for a fine that is missing."""
    run("quiz", "--items", "10", "--seed", "1", "--count", "1", "--sheet", "a.docx")
    fill(
        tmp_path / "a.docx", {"law": "news@2017:22.1", "unit": "1万-3万", "must": "责令停止相关服务活动；没收违法所得"}
    )
    told = json.loads(run("quiz", "--grade", "a.docx", "--json").stdout)["cases"][0]
    assert {each["question"]: each["right"] for each in told["marks"]}["unit"]
    assert "FC104" not in [each["code"] for each in told["findings"]]


def test_a_sheet_is_not_written_over_one_that_somebody_filled_in(run: Run, sheet: Path) -> None:
    assert run("quiz", "--seed", "6", "--sheet", "练习.docx").returncode == 0
    fill(sheet, {"law": "x"})
    before, key = sheet.read_bytes(), sheet.with_name("练习-答案.docx").read_bytes()
    done = run("quiz", "--seed", "7", "--sheet", "练习.docx")
    assert (done.returncode, sheet.read_bytes() == before) == (2, True)
    assert sheet.with_name("练习-答案.docx").read_bytes() == key
    assert "没有覆盖" in done.stderr


# --- what comes back otherwise ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("more", [("--seed", "-5"), ("--seed", "9" * 20), ("--seed", "1", "--items", "3,1,3")])
def test_every_set_can_be_made_again(run: Run, more: tuple[str, ...]) -> None:
    run("quiz", *more, "--count", "1", "--sheet", "a.docx")
    done = run("quiz", "--grade", "a.docx")
    assert (done.returncode, done.stderr) == (1, "")


def test_another_table_is_said(run: Run, sheet: Path) -> None:
    fill(sheet, *key_of(sheet))
    rewritten(sheet, lambda xml: xml.replace(TABLE.sha256, "0" * 64))
    done = run("quiz", "--grade", "练习.docx")
    assert done.returncode == 0
    assert "法条表（000000000000）" in done.stderr


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda xml: xml.replace("裁量阶次", "阶次"), "第 1 题的表里没有“裁量阶次”这一栏"),
        (lambda xml: xml.replace("--seed 5", "--seed 6"), "第 1 题的案情和现在的法条表出的不一样"),
        (lambda xml: xml.replace("--seed 5", "--sead 5"), "题号改过了"),
        (lambda xml: xml.replace("--count 2", "--count 9999"), "题号改过了"),
        (lambda xml: xml.replace("--count 2", "--count 2 --items 14,99"), "题号改过了"),
        (lambda xml: xml.replace("2025年", "2024年"), "案情和现在的法条表出的不一样"),
        (lambda xml: re.sub(r"<w:tbl>.*?</w:tbl>", "", xml, count=1, flags=re.S), "应有 2 个答题的表，找到 1 个"),
        (lambda _: "", "不是 finecalc quiz --sheet 写的题纸"),
        (lambda _: "\x00<w:t>" * 1000, "不是 finecalc quiz --sheet 写的题纸"),
        (lambda _: "<w:tbl>" * 100_000, "不是 finecalc quiz --sheet 写的题纸"),
    ],
)
def test_a_sheet_that_was_changed_gets_one_line(run: Run, sheet: Path, change: Any, said: str) -> None:
    rewritten(sheet, change)
    done = run("quiz", "--grade", "练习.docx")
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert done.stderr.count("\n") == 1


def bomb() -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * (40 * 1024 * 1024))
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (lambda: b"", "不是完整的 Word 文件"),
        (lambda: b"PK\x03\x04 broken", "不是完整的 Word 文件"),
        (lambda: "不是题纸".encode(), "不是完整的 Word 文件"),
        (bomb, "展开后过大"),
        (lambda: b"PK" + b"0" * (9 * 1024 * 1024), "超过 8 MB"),
    ],
)
def test_what_is_no_sheet_gets_one_line(run: Run, tmp_path: Path, content: Any, said: str) -> None:
    (tmp_path / "a.docx").write_bytes(content())
    done = run("quiz", "--grade", "a.docx")
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--grade", "nowhere.docx"), "读不到 nowhere.docx"),
        (("--sheet", "a.pdf"), "请以 .docx 结尾"),
        (("--sheet", "a.docx", "--count", "101"), "最多 100 题"),
        (("--sheet", "a.docx", "--grade", "b.docx"), "一次一个"),
        (("--sheet", "nowhere/a.docx"), "写不进"),
    ],
)
def test_what_a_sheet_cannot_be(run: Run, tmp_path: Path, arguments: tuple[str, ...], said: str) -> None:
    done = run("quiz", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert not list(tmp_path.iterdir())


def test_tables_of_a_word_file_are_read_without_what_was_struck_out() -> None:
    cell = "<w:tc><w:tcPr/><w:p><w:del><w:r><w:delText>旧</w:delText></w:r></w:del><w:r><w:t xml:space='preserve'>新 &amp; 好</w:t></w:r></w:p></w:tc>"
    xml = f"<w:tbl><w:tblPr/><w:tr w:rsidR='1'><w:trPr/>{cell}{cell}</w:tr></w:tbl>"
    assert word_tables(xml) == [[["新 & 好", "新 & 好"]]]
