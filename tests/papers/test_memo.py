"""The memo for the case file in Word, HTML and Markdown: what it says, that it reads back, and whose files it leaves alone."""

import json
import re
import subprocess
import sys
from collections.abc import Callable
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from docx import Document

Run = Callable[..., subprocess.CompletedProcess[str]]
KINDS = (".docx", ".html", ".md")
CASES = {
    "a lawful case": ["csl@2025:61.1", "-f", "refused", "--conduct-to", "2026-03-05", "--discovered", "2026-03-10"],
    "out of time": ["csl@2016:64.1", "--conduct-to", "2020-06-01", "--discovered", "2025-07-01", "--gains", "0"],
    "not competent": ["news:22", "--conduct-to", "2026-03-05", "--discovered", "2026-03-10"],
    "a base that is unknown": ["csl@2025:63.1", "--conduct-to", "2026-03-05"],
    "across the change of law": [
        *("csl@2016:59.1", "-f", "consequence", "--conduct-from", "2025-05-01", "--conduct-to", "2026-03-05"),
        *("--discovered", "2026-03-10"),
    ],
    "mitigated": ["csl@2025:61.1", "-f", "refused", "--conduct-to", "2026-03-05", "--adjust", "减轻"],
    "an open fact": ["csl@2025:61.1", "--unknown", "refused", "--conduct-to", "2026-03-05"],
    "no fine": ["icp@2011:20.1"],
}
DECIDED = ("--decided", "2026-05-08")


class _Cells(HTMLParser):
    """The rows of the tables of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.inside = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th"):
            self.rows[-1].append("")
            self.inside = True
        elif tag == "br" and self.inside:
            self.rows[-1][-1] += "\n"

    def handle_endtag(self, tag: str) -> None:
        self.inside = self.inside and tag not in ("td", "th")

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.rows[-1][-1] += data


def _rows(path: Path) -> list[list[str]]:
    """The rows of the tables of a memo, read by other means than ours."""
    if path.suffix == ".docx":
        return [[cell.text for cell in row.cells] for table in Document(str(path)).tables for row in table.rows]
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".html":
        return _Cells(text).rows
    lines = [line for line in text.splitlines() if line.startswith("| ")]
    return [[cell.replace("<br>", "\n") for cell in line[2:-2].split(" | ")] for line in lines]


def _words(path: Path) -> str:
    if path.suffix == ".docx":
        file = Document(str(path))
        return "\n".join([*(each.text for each in file.paragraphs), *("\n".join(row) for row in _rows(path))])
    text = path.read_text(encoding="utf-8")
    return re.sub(r"<[^>]*>", "", text) if path.suffix == ".html" else re.sub(r"\\(.)|\*\*", r"\1", text)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("case", CASES)
def test_a_memo_reads_back_to_the_figures_of_the_json(run: Run, tmp_path: Path, case: str, kind: str) -> None:
    asked = [*CASES[case], *DECIDED]
    done = run("range", *asked, "-o", f"案件{kind}")
    assert (done.returncode, done.stdout) == (0, "")
    parts = json.loads(run("range", *asked, "--json").stdout)
    labels = {
        "organisation": "单位",
        "manager": "直接负责的主管人员",
        "staff": "其他直接责任人员",
        "individual": "个人",
    }
    rows = {row[0]: row for row in _rows(tmp_path / f"案件{kind}") if len(row) == 4 and row[3].startswith("“")}
    assert rows.keys() == {labels[fine["on"]] for fine in parts["fines"]}
    for fine in parts["fines"]:
        _, span, figures, quote = rows[labels[fine["on"]]]
        assert quote == f"“{fine['quote']}”"
        assert ("应当" in span) == (fine["mode"] == "must")
        numbers = [int(each.replace(",", "")) for each in re.findall(r"[\d,]+", figures)]
        assert numbers == ([] if fine["min"] is None else [fine["min"], fine["max"]])
        assert ("不含" in figures) == fine.get("below_minimum", False)


@pytest.mark.parametrize("kind", KINDS)
def test_a_memo_says_all_that_belongs_into_the_file(run: Run, tmp_path: Path, kind: str) -> None:
    asked = [*CASES["a lawful case"], *DECIDED, "--filed", "2026-03-16", "--notified", "2026-04-10"]
    run("range", *asked, "--fine", "20万", "--person-fines", "主管人员:4万", "-o", f"x{kind}")
    words = _words(tmp_path / f"x{kind}")
    table = json.loads(run("range", *asked, "--json").stdout)["table"]
    for said in (
        "一、案件事实和日期",
        "2026年3月5日",
        "二、适用的规定和理由",
        "在 2 年时效之内",
        "没有点名哪一个机关",
        "四、裁量阶次",
        "18.5万元以上36.5万元以下",
        "（一）应当",
        "责令改正",
        "（二）可以",
        "六、办案步骤",
        "听证的告知和要求",
        "第四十条第一款、第二款、第三款",
        "拒不改正或者导致危害网络安全等后果的，处五万元以上五十万元以下罚款",
        "人民币贰拾万元整（200,000元）",
        "人民币肆万元整（40,000元）",
        "理由",
        "承办人",
        "年　月　日",
        table["version"],
        table["sha256"],
        "finecalc range csl@2025:61.1 -f refused --conduct-to 2026-03-05 --discovered 2026-03-10 --decided 2026-05-08 --by county"
        " --filed 2026-03-16 --notified 2026-04-10 --fine 200000 --person-fines manager:40000 -o memo" + kind,
        "finecalc replay",
    ):
        assert said in words, said


def test_a_memo_shows_the_text_that_does_not_apply(run: Run, tmp_path: Path) -> None:
    run("range", *CASES["across the change of law"], *DECIDED, "-o", "x.md")
    words = _words(tmp_path / "x.md")
    other = words[words.index("另一文本（不适用）") :]
    assert "《网络安全法》（2016年）第五十九条第一款" in other
    assert "1万元–10万元（不适用）" in other


def test_what_bars_a_penalty_comes_first(run: Run, tmp_path: Path) -> None:
    for case, bar in (("out of time", "时效已过，不再给予行政处罚"), ("not competent", "无权处罚")):
        run("range", *CASES[case], *DECIDED, "-o", "x.md", "--force")
        words = _words(tmp_path / "x.md")
        assert words.index(bar) < words.index("如无此障碍") < words.index("一、案件事实")
        assert "罚款幅度（如无此障碍）" in words


def test_a_proposal_outside_the_range_is_said_with_its_code(run: Run, tmp_path: Path) -> None:
    done = run("range", *CASES["a lawful case"], "--fine", "60万", "-o", "x.docx")
    assert done.returncode == 1
    assert "FC102" in done.stderr
    assert "FC102 对单位罚款60万元，高于法定幅度" in _words(tmp_path / "x.docx")
    page = run("range", *CASES["a lawful case"], "--fine", "60万")
    assert page.returncode == 1
    assert "FC102" in page.stdout


def test_a_memo_in_english_has_no_chinese_but_the_law(run: Run, tmp_path: Path) -> None:
    run("--lang", "en", "range", *CASES["a lawful case"], *DECIDED, "--fine", "200000", "-o", "x.md")
    words = _words(tmp_path / "x.md")
    assert "1. Facts and dates" in words
    assert "CNY 200,000" in words
    own = "\n".join(line for line in words.splitlines() if "“" not in line and not line.startswith(">"))
    assert not re.search(r"[\u4e00-\u9fff]", own), re.findall(r".*[\u4e00-\u9fff].*", own)[:3]


# --- Word ------------------------------------------------------------------------------------------------------------


def test_a_word_file_is_laid_out_as_an_office_writes(run: Run, tmp_path: Path) -> None:
    run("range", *CASES["a lawful case"], *DECIDED, "-o", "x.docx")
    file = Document(str(tmp_path / "x.docx"))
    section = file.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)  # type: ignore[union-attr]
    assert 'w:eastAsia="仿宋"' in file.styles["Normal"].element.xml
    assert 'w:eastAsia="黑体"' in file.styles["Heading 1"].element.xml
    heads = [each.text for each in file.paragraphs if each.style and each.style.name == "Heading 1"]
    assert [head.partition("、")[0] for head in heads] == list("一二三四五六七八九十")
    assert all("w:cantSplit" in row._tr.xml for table in file.tables for row in table.rows)
    assert "PAGE" in section.footer._element.xml
    assert "备忘录" in section.header.paragraphs[0].text
    assert file.core_properties.author == "finecalc"
    fonts = next(part for part in file.part.package.iter_parts() if part.partname.endswith("fontTable.xml"))
    assert "FangSong" in fonts.blob.decode()


# --- whose files these are -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
def test_a_memo_takes_the_place_of_one_that_nobody_has_changed(run: Run, tmp_path: Path, kind: str) -> None:
    place = tmp_path / f"x{kind}"
    for _ in range(2):
        assert run("range", *CASES["a lawful case"], "-o", place.name).returncode == 0
    if kind == ".docx":
        file = Document(str(place))
        file.add_paragraph("理由：……")
        out = BytesIO()
        file.save(out)
        place.write_bytes(out.getvalue())
    else:
        place.write_text(place.read_text(encoding="utf-8").replace("理由", "理由：……"), encoding="utf-8")
    before = place.read_bytes()
    done = run("range", *CASES["a lawful case"], "-o", place.name)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert place.read_bytes() == before
    assert run("range", *CASES["a lawful case"], "-o", place.name, "--force").returncode == 0


@pytest.mark.parametrize(
    "content", [b"PK\x03\x04", b"PK\x03\x04" + b"\x00" * 100, b"\xff\xfe", b"<!-- finecalc:x -->\n"]
)
def test_other_files_are_left_alone(run: Run, tmp_path: Path, content: bytes) -> None:
    for kind in KINDS:
        place = tmp_path / f"x{kind}"
        place.write_bytes(content)
        assert run("range", "csl@2025:61.1", "-o", place.name).returncode == 2
        assert place.read_bytes() == content


@pytest.mark.parametrize("arguments", [("-o", "x.pdf"), ("-o", "x"), ("-o", "x.md", "--json"), ("-o", "no/x.md")])
def test_a_place_that_cannot_be_written_is_refused_in_one_line(run: Run, arguments: tuple[str, ...]) -> None:
    done = run("range", "csl@2025:61.1", *arguments)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (
        2,
        done.stdout if "--json" in arguments else "",
        1,
    )


def test_the_case_file_is_never_written_over(run: Run, tmp_path: Path) -> None:
    case = tmp_path / "x.md"
    case.write_text('provision = "csl@2025:61.1"\nfine = 30000\n', encoding="utf-8")
    assert run("range", "--case", "x.md", "-o", "x.md", "--force").returncode == 2
    assert run("range", "--case", "x.md", "-o", "y.md").returncode == 0
    assert "人民币叁万元整（30,000元）" in _words(tmp_path / "y.md")


@pytest.mark.parametrize(
    ("arguments", "imported"),
    [
        (["range", "csl@2025:61.1"], False),
        (["range", "csl@2025:61.1", "-o", "x.md"], False),
        (["range", "csl@2025:61.1", "-o", "x.docx"], True),
    ],
)
def test_what_writes_word_is_imported_where_it_is_written(tmp_path: Path, arguments: list[str], imported: bool) -> None:
    code = f"import sys, finecalc.cli; finecalc.cli.run({arguments}); sys.exit(10 + ('docx' in sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, timeout=60)
    assert done.returncode == 10 + imported


def test_a_section_does_not_repeat_its_heading(run: Run, tmp_path: Path) -> None:
    run("range", *CASES["a lawful case"], *DECIDED, "-o", "x.md")
    words = _words(tmp_path / "x.md")
    for heading in ("裁量阶次", "提示"):
        assert len(re.findall(rf"(?m)^#.*{heading}$", words)) == 1


def test_a_step_that_was_taken_stands_with_its_day_though_it_was_not_due(run: Run, tmp_path: Path) -> None:
    run("range", *CASES["a lawful case"], "--adjust", "不予处罚", "--heard", "2026-04-25", "-o", "x.md")
    row = next(row for row in _rows(tmp_path / "x.md") if row[0] == "听证" and len(row) == 4)
    assert "实际 2026-04-25" in row[2]
