"""`finecalc replay`: a paper against today's table, and papers that somebody has made up."""

import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from hypothesis import HealthCheck, example, given
from hypothesis import settings as hypothesis
from hypothesis import strategies as st

from finecalc.language.errors import FinecalcError
from finecalc.papers import record
from finecalc.papers.reading import read

Run = Callable[..., subprocess.CompletedProcess[str]]
ASKED = ("csl@2025:61.1", "-f", "refused", "--conduct-to", "2026-03-05", "--discovered", "2026-03-10")
DECIDED = ("--decided", "2026-05-08")
CASES = {
    "a lawful case": (*ASKED, *DECIDED),
    "an open fact": ("csl@2025:61.1", "--unknown", "refused", *DECIDED),
    "a base that is unknown": ("csl@2025:63.1", *DECIDED),
    "mitigated": (*ASKED, *DECIDED, "--adjust", "减轻"),
    "out of time": ("csl@2016:64.1", "--conduct-to", "2020-06-01", "--discovered", "2025-07-01", "--gains", "12345.67"),
    "one act": ("csl@2025:61.1", "dsl@2021:45.1", "--same-act", "--conduct-to", "2026-03-05", *DECIDED),
    "an article in Chinese": ("网络安全法第六十一条第一款", "-f", "拒不改正", "--conduct-to", "2026-03-05"),
}
KINDS = ("docx", "html", "md", "text", "json")
ROOT = Path(__file__).parents[2]


def _written(run: Run, folder: Path, kind: str, *asked: str, lang: str = "zh") -> str:
    """A paper of this kind, and its name."""
    name = f"x.{kind}"
    if kind in ("text", "json"):
        done = run("--lang", lang, "range", *asked, *(["--json"] if kind == "json" else []))
        (folder / name).write_text(done.stdout, encoding="utf-8")
    else:
        assert run("--lang", lang, "range", *asked, "-o", name, "--force").returncode == 0
    return name


@pytest.fixture
def changed(tmp_path: Path) -> str:
    """A table in which the ceiling of article 61(1) is 600,000 where the shipped one has 500,000."""
    text = (ROOT / "statutes.toml").read_text(encoding="utf-8")
    place = tmp_path / "changed.toml"
    place.write_text(text.replace("五十万元", "六十万元").replace("max = 500_000", "max = 600_000"), encoding="utf-8")
    return place.name


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("case", CASES)
def test_what_the_same_table_said_still_holds(run: Run, tmp_path: Path, case: str, kind: str) -> None:
    done = run("replay", _written(run, tmp_path, kind, *CASES[case]))
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    assert "今天的法条表答复相同" in done.stdout
    assert "（同一份）" in done.stdout


@pytest.mark.parametrize("kind", KINDS)
def test_a_paper_in_english_holds_too(run: Run, tmp_path: Path, kind: str) -> None:
    name = _written(run, tmp_path, kind, *CASES["a lawful case"], lang="en")
    done = run("--lang", "en", "replay", name)
    assert done.returncode == 0
    assert "Today's table answers the same" in done.stdout


@pytest.mark.parametrize("kind", KINDS)
def test_another_table_says_what_has_changed(run: Run, tmp_path: Path, changed: str, kind: str) -> None:
    name = _written(run, tmp_path, kind, *CASES["a lawful case"])
    done = run("--statutes", changed, "replay", name)
    assert done.returncode == 1
    said = done.stdout.replace("\n", "").replace(" ", "")
    assert "5万元–50万元" in said
    assert "5万元–60万元" in said
    assert "（同一份）" not in done.stdout


def test_json_says_it_by_keys(run: Run, tmp_path: Path, changed: str) -> None:
    name = _written(run, tmp_path, "docx", *CASES["a lawful case"])
    found = json.loads(run("--statutes", changed, "replay", name, "--json").stdout)
    assert found["same"] is False
    assert found["changes"][0] == {"key": "organisation", "before": "must 50000..500000", "now": "must 50000..600000"}
    assert [each["key"] for each in found["changes"]] == ["organisation", "words"]
    assert found["paper"]["sha256"] != found["table"]["sha256"]


def test_a_provision_that_is_gone_is_a_change(run: Run, tmp_path: Path) -> None:
    name = _written(run, tmp_path, "md", "csl@2025:61.1", "-f", "refused")
    text = (tmp_path / name).read_text(encoding="utf-8").replace("csl@2025:61.1", "csl@2025:161.1")
    (tmp_path / name).write_text(text, encoding="utf-8")
    done = run("replay", name)
    assert done.returncode == 1
    assert "今天的法条表答不出" in done.stdout


def test_amounts_that_somebody_has_changed_on_the_paper_are_said(run: Run, tmp_path: Path) -> None:
    _written(run, tmp_path, "docx", *CASES["a lawful case"])
    file = Document(str(tmp_path / "x.docx"))
    cell = next(cell for table in file.tables for row in table.rows for cell in row.cells if "–500,000" in cell.text)
    cell.text = cell.text.replace("500,000", "900,000")
    file.save(str(tmp_path / "x.docx"))
    done = run("replay", "x.docx")
    assert done.returncode == 1
    assert "500,000 元，可能被人改过" in done.stdout


def test_a_proposal_that_has_become_unlawful_is_said(run: Run, tmp_path: Path) -> None:
    name = _written(run, tmp_path, "md", *CASES["a lawful case"], "--fine", "450000")
    assert run("replay", name).returncode == 0
    text = (tmp_path / name).read_text(encoding="utf-8").replace("--fine 450000", "--fine 550000")
    (tmp_path / name).write_text(text, encoding="utf-8")
    done = run("replay", name)
    assert done.returncode == 1
    assert "FC102" in done.stdout


@pytest.mark.parametrize("columns", ["50", "80", "120"])
@pytest.mark.parametrize("more", [(), ("--full",)])
def test_a_printed_page_holds_however_wide_it_was(
    run: Run, tmp_path: Path, columns: str, more: tuple[str, ...]
) -> None:
    done = run("range", *CASES["a lawful case"], *more, env={"COLUMNS": columns})
    (tmp_path / "x.txt").write_text(done.stdout, encoding="gb18030")
    assert run("replay", "x.txt").returncode == 0


def test_reasons_and_names_that_are_filled_in_change_nothing(run: Run, tmp_path: Path) -> None:
    _written(run, tmp_path, "docx", *CASES["a lawful case"])
    file = Document(str(tmp_path / "x.docx"))
    file.tables[-2].rows[1].cells[0].text = "当事人积极配合，罚款 300,000 元。"
    file.save(str(tmp_path / "x.docx"))
    assert run("replay", "x.docx").returncode == 0


# --- papers that somebody has made up ---------------------------------------------------------------------------------


def _zip(name: str, content: bytes) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return out.getvalue()


BAD = {
    "nothing": b"",
    "no line": "随便写的一段话".encode(),
    "cut off": b"PK\x03\x04\x14\x00",
    "a zip of something else": _zip("x.txt", b"finecalc range csl@2025:61.1"),
    "a bomb": _zip("word/document.xml", b"<w:p>" * 8_000_000),
    "no UTF-8 within": _zip("word/document.xml", b"\xff\xfe\x00"),
    "bytes": bytes(range(256)),
    "JSON of something else": b'{"a": 1}',
    "JSON that is too deep": b'{"a": ' + b"[" * 100_000,
    "another command": b"finecalc page -o x.html",
    "a shell": b"finecalc range csl@2025:61.1; rm -rf x",
    "an option that is none": b"finecalc range csl@2025:61.1 --frobnicate",
    "help": b"finecalc range --help",
    "a quotation mark": b"finecalc range 'csl@2025:61.1",
    "a case file": b"finecalc range csl@2025:61.1 --case /etc/passwd",
    "a case file in one word": b"finecalc range csl@2025:61.1 --case=/etc/passwd",
    "no provision": b"finecalc range ",
    "a provision that is none": b"finecalc range abc",
    "a day that is none": b"finecalc range csl@2025:61.1 --decided yesterday",
    "a huge number": b"finecalc range csl@2016:64.1 --gains 1e999999999",
}


@pytest.mark.parametrize("content", BAD.values(), ids=BAD)
def test_what_is_no_paper_of_ours_gets_one_line(run: Run, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x").write_bytes(content)
    done = run("replay", "x")
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert "Traceback" not in done.stderr


def test_a_case_file_that_a_line_names_is_not_opened(run: Run, tmp_path: Path) -> None:
    (tmp_path / "case.toml").write_text('provision = "csl@2025:61.1"\n', encoding="utf-8")
    (tmp_path / "x").write_text("finecalc range --case case.toml\n", encoding="utf-8")
    done = run("replay", "x")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "没有照做" in done.stderr


def test_a_word_file_that_unpacks_to_too_much_is_not_read(run: Run, tmp_path: Path) -> None:
    line = b"<w:p><w:t>finecalc range csl@2025:61.1</w:t></w:p>"
    (tmp_path / "x.docx").write_bytes(_zip("word/document.xml", line + b" " * (32 * 1024 * 1024)))
    done = run("replay", "x.docx")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "过大" in done.stderr


def test_a_file_that_is_not_there(run: Run, tmp_path: Path) -> None:
    for name in ("none.docx", "."):
        done = run("replay", name)
        assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)


def test_a_line_writes_opens_and_prints_nothing(run: Run, tmp_path: Path) -> None:
    (tmp_path / "x.md").write_text(
        "finecalc range csl@2025:61.1 --statutes /dev/zero --office=/dev/zero -o y.docx --force --lang en\n",
        encoding="utf-8",
    )
    done = run("replay", "x.md")
    assert "没有照用" in done.stdout
    assert sorted(each.name for each in tmp_path.iterdir()) == ["x.md"]


def test_terminal_controls_on_a_paper_stay_there(run: Run, tmp_path: Path) -> None:
    (tmp_path / "x.md").write_text("finecalc range csl@2025:61.1 -f \x1b[31mrefused\x1b]0;x\x07\n", encoding="utf-8")
    done = run("replay", "x.md")
    assert "\x1b" not in done.stdout + done.stderr
    assert "\x07" not in done.stdout + done.stderr


@given(
    st.binary(max_size=400)
    | st.text(max_size=200).map(lambda text: f"finecalc range {text}".encode("utf-8", "replace"))
)
@example(b"finecalc range csl@2025:61.1 reference=a; tier=b; words=c")
@hypothesis(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_anything_at_all_gets_an_answer_or_one_line(run: Run, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x").write_bytes(content)
    done = run("replay", "x")
    assert done.returncode in (0, 1, 2)
    assert "Traceback" not in done.stderr
    if done.returncode == 2:
        assert (done.stdout, done.stderr.count("\n")) == ("", 1)


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(max_size=5),
        lambda of: st.lists(of) | st.dictionaries(st.sampled_from(["tier", "fines", "case", "table", "reference"]), of),
        max_leaves=20,
    )
)
def test_json_of_any_shape_is_refused_by_name(value: object) -> None:
    with pytest.raises(FinecalcError):
        read(json.dumps({"reference": "x", "tier": value, "fines": value}).encode(), "x")


@given(st.dictionaries(st.sampled_from(["must", "may", "organisation"]), st.text("abc.. 019", max_size=9)))
def test_a_record_reads_back(values: dict[str, str]) -> None:
    found = {
        "reference": "csl@2025:61.1",
        "tier": "1",
        **{key: " ".join(text.split()) for key, text in values.items()},
        "words": "0",
    }
    assert record.read(record.written(found)) == found


def test_a_long_paper_is_read_in_bounds() -> None:
    assert sys.getsizeof(read(b"finecalc range csl@2025:61.1\n" + b"<" * 4_000_000, "x").text) < 10_000_000
    with pytest.raises(FinecalcError):
        read(b"x" * (8 * 1024 * 1024 + 1), "x")


def test_a_line_that_is_wrapped_without_indent_is_read_whole() -> None:
    assert read(b"finecalc range csl@2025:61.1 -f refused\n--conduct-to 2026-03-05\n\n--by x", "x").line == (
        "finecalc range csl@2025:61.1 -f refused --conduct-to 2026-03-05"
    )


OFFICE = (Path(__file__).parents[1] / "data" / "offices" / "county.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", KINDS)
def test_the_office_profile_is_named_and_missed(run: Run, tmp_path: Path, kind: str) -> None:
    (tmp_path / "office.toml").write_text(OFFICE, encoding="utf-8")
    asked = ("--office", "office.toml")
    if kind in ("text", "json"):
        shown = run(*asked, "range", *ASKED, *DECIDED, *(["--json"] if kind == "json" else [])).stdout
        (tmp_path / f"x.{kind}").write_text(shown, encoding="utf-8")
    else:
        assert run(*asked, "range", *ASKED, *DECIDED, "-o", f"x.{kind}").returncode == 0
    done = run(*asked, "replay", f"x.{kind}")
    assert done.returncode == 0
    assert "不是同一份" not in done.stdout
    assert "纸上的机关档案与今天在用的不是同一份" in run("replay", f"x.{kind}").stdout


def test_a_paper_from_a_pipe(run: Run) -> None:
    printed = run("range", *CASES["a lawful case"], "--json").stdout
    assert run("replay", "-", stdin=printed).returncode == 0
    done = run("replay", "-", stdin=printed.replace("500000", "400000"))
    assert done.returncode == 1
    assert "单位：应当处5万元–40万元 → 应当处5万元–50万元" in done.stdout
