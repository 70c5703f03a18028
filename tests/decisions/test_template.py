"""`finecalc template`: an empty file that `finecalc check` reads."""

import zipfile
from pathlib import Path

import pytest

from finecalc.cli import run as finecalc
from finecalc.decisions.files import sheets
from finecalc.decisions.files.headings import FIELDS


@pytest.mark.parametrize("name", ["决定.xlsx", "决定.csv"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_template_has_every_heading_and_no_row(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, lang: str
) -> None:
    file = tmp_path / name
    assert finecalc(["template", str(file), "--lang", lang]) == 0
    with sheets.opened(str(file)) as book:
        (sheet,) = book.sheets
        assert sheet.fields == list(FIELDS)
        assert list(sheet.rows()) == []
    assert finecalc(["check", str(file)]) == 2
    assert finecalc(["check", str(file), "--allow-empty"]) == 0


def test_workbook_has_drop_downs_and_notes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "a.xlsx"
    finecalc(["template", str(file)])
    with zipfile.ZipFile(file) as archive:
        page = archive.read("xl/worksheets/sheet1.xml").decode()
        notes = archive.read("xl/comments1.xml").decode()
    assert page.count('<dataValidation type="list"') == 5
    assert "主管人员:2万；直接责任人员:1万" in notes


def test_existing_file_is_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "a.csv"
    file.write_text("mine")
    assert finecalc(["template", str(file)]) == 2
    assert file.read_text() == "mine"
    assert "已经存在" in capsys.readouterr().err


def test_other_endings_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert finecalc(["template", str(tmp_path / "a.docx")]) == 2
    assert ".xlsx" in capsys.readouterr().err
