"""Memos in the programs that people have: LibreOffice opens the Word file, Chromium the page, and both print what they say."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.papers.browser import CHROMIUM, chromium

Run = Callable[..., subprocess.CompletedProcess[str]]
SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
PDFTOTEXT = shutil.which("pdftotext")
SAID = (
    "行政处罚裁量幅度备忘录",
    "5万元–50万元",
    "50,000–500,000",
    "人民币贰拾万元整（200,000元）",
    "处五万元以上五十万元以下罚款",
    "十、审批",
    "finecalcreplay",
)


@pytest.fixture
def asked() -> list[str]:
    case = ["csl@2025:61.1", "-f", "refused", "--conduct-to", "2026-03-05", "--discovered", "2026-03-10"]
    return ["range", *case, "--decided", "2026-05-08", "--fine", "20万", "--filed", "2026-03-16", "-o"]


def _text(pdf: Path) -> str:
    if PDFTOTEXT is None:
        pytest.skip("pdftotext is missing")
    done = subprocess.run([PDFTOTEXT, "-enc", "UTF-8", str(pdf), "-"], capture_output=True, timeout=60, check=True)
    return "".join(done.stdout.decode().split())


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is missing")
def test_libreoffice_opens_the_word_file(run: Run, tmp_path: Path, asked: list[str]) -> None:
    assert run(*asked, "x.docx").returncode == 0
    home = f"-env:UserInstallation={(tmp_path / 'home').as_uri()}"
    subprocess.run(
        [str(SOFFICE), home, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(tmp_path / "x.docx")],
        capture_output=True,
        timeout=200,
        check=True,
    )
    text = _text(tmp_path / "x.pdf")
    for said in SAID:
        assert said in text
    assert "—1/" in text


@pytest.mark.skipif(CHROMIUM is None, reason="Chromium is missing")
def test_chromium_opens_and_prints_the_page(run: Run, tmp_path: Path, asked: list[str]) -> None:
    assert run(*asked, "x.html").returncode == 0
    chromium(
        tmp_path,
        "--no-pdf-header-footer",
        f"--print-to-pdf={tmp_path / 'x.pdf'}",
        (tmp_path / "x.html").as_uri(),
    )
    text = _text(tmp_path / "x.pdf")
    for said in SAID:
        assert said in text
    page = (tmp_path / "x.html").read_text(encoding="utf-8")
    assert "http" not in page.replace("http-equiv", "")
    assert "<script" not in page
    assert "default-src 'none'" in page
