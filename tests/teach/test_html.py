"""The comparison's HTML page: what a screen reader finds in it, and what a real browser makes of it."""

import json
import re
import struct
import subprocess
import zlib
from collections.abc import Iterator
from html import escape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from finecalc.table.statutes import Statutes
from finecalc.teach.compare import compare
from finecalc.teach.pictures.html import page
from finecalc.teach.pictures.svg import picture
from finecalc.teach.pictures.wording import Lang, Wording
from tests import TODAY
from tests.papers.browser import CHROMIUM, FLAGS

VOID = {"meta", "br", "link", "img", "input", "hr"}
ASKED = {
    "two provisions": ["csl@2016:59.1", "csl@2025:61.1"],
    "six provisions": ["csl@2016:64.1", "csl:61.1", "csl:63.1", "pipl:66.1", "dsl:45.1", "news:22"],
    "a power item": ["#1"],
    "two editions": ["csl@2016", "csl@2025"],
}


def written(statutes: Statutes, asked: list[str], lang: Lang = "zh") -> str:
    return page(compare(statutes, asked, today=TODAY), Wording(statutes, lang))


# --- the document -----------------------------------------------------------------------------------------------------


class Outline(HTMLParser):
    """Every element with its attributes; complains about elements that are not closed in order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(text)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("asked", ASKED.values(), ids=ASKED)
def test_the_page_is_whole_and_loads_nothing(statutes: Statutes, asked: list[str], lang: Lang) -> None:
    text = written(statutes, asked, lang)
    outline = Outline(text)
    assert outline.all("html")[0]["lang"] == {"zh": "zh-CN", "en": "en"}[lang]
    assert not {"script", "link", "img", "iframe", "object", "image", "use"} & {tag for tag, _ in outline.elements}
    assert not re.search(r"""(?:src|href)=(?!"#)|url\(|@import|https?:""", text)
    assert [meta.get("content") for meta in outline.all("meta") if "http-equiv" in meta] == [
        "default-src 'none'; style-src 'unsafe-inline'"
    ]


@pytest.mark.parametrize("asked", ASKED.values(), ids=ASKED)
def test_every_name_that_is_referred_to_is_there_once(statutes: Statutes, asked: list[str]) -> None:
    outline = Outline(written(statutes, asked))
    ids = [value for _, attributes in outline.elements if (value := attributes.get("id"))]
    assert len(ids) == len(set(ids))
    for _, attributes in outline.elements:
        for name in (attributes.get("aria-labelledby") or "").split():
            assert name in ids
        if (attributes.get("href") or "").startswith("#"):
            assert (attributes["href"] or "")[1:] in ids


@pytest.mark.parametrize("asked", ASKED.values(), ids=ASKED)
def test_tables_and_charts_speak_to_a_screen_reader(statutes: Statutes, asked: list[str]) -> None:
    outline = Outline(written(statutes, asked))
    assert len(outline.all("caption")) == len(outline.all("table")) > 0
    assert {cell.get("scope") for cell in outline.all("th")} <= {"col", "row", "rowgroup"}
    assert all(drawing["role"] == "img" and drawing["aria-labelledby"] for drawing in outline.all("svg"))
    assert len(outline.all("title")) == 1 + len(outline.all("svg"))
    assert {quote["lang"] for quote in outline.all("blockquote")} == {"zh-CN"}
    assert len(outline.all("h1")) == 1


def test_rows_have_as_many_cells_as_there_are_columns(statutes: Statutes) -> None:
    """An absent tier spans the rows of its step, so every row adds up to the heading."""
    text = written(statutes, ASKED["six provisions"])
    for body in re.findall(r"<tbody>(.*?)</tbody>", text, re.DOTALL):
        rows = re.findall(r"<tr(?: class=\"tier\")?>(.*?)</tr>", body, re.DOTALL)[1:]
        spanning = 0
        for row in rows:
            assert row.count("<td") + row.count('<th scope="row"') + spanning == 7
            spanning += len(re.findall(r'rowspan="\d+"', row))
        assert all(int(span) == len(rows) for span in re.findall(r'rowspan="(\d+)"', body))


def test_signs_have_words_for_the_ear(statutes: Statutes) -> None:
    text = written(statutes, ASKED["two provisions"])
    raised = '<span class="heavier"><span class="sign" aria-hidden="true">▲</span> <span class="sr">较重：</span>'
    assert raised + "处5万元以上50万元以下</span>" in text


def test_leniency_is_not_coloured_as_a_burden(statutes: Statutes) -> None:
    """网安法2025:73 is new, and makes a penalty lighter; a new penalty is heavier."""
    rows = re.findall(r"<tr role=.row.>.*?</tr>", written(statutes, ASKED["two editions"]))
    (lenient,) = [row for row in rows if "csl@2025:73.1" in row]
    assert "heavier" not in lenient
    (new,) = [row for row in rows if "csl@2025:63.1" in row]
    assert 'class="heavier"' in new


def test_conduct_comes_first_and_every_cell_knows_its_provision(statutes: Statutes) -> None:
    text = written(statutes, ASKED["two editions"])
    assert re.search(r'<tr role="row"><th scope="row" role="rowheader"><a href="#pair0">网络运营者', text)
    cells = re.findall(r'<td role="cell"[^>]*>', written(statutes, ASKED["two provisions"]))
    assert cells
    assert all('data-of="' in cell for cell in cells)


def test_the_picture_comes_before_the_table_and_the_law_before_its_identifier(statutes: Statutes) -> None:
    text = written(statutes, ASKED["two provisions"])
    assert text.index("<figure>") < text.index("<table")
    assert text.index("《网络安全法》（2016年）第五十九条第一款</span>") < text.index("csl@2016:59.1</span>")


def test_an_edition_on_paper_has_contents_and_page_numbers(statutes: Statutes) -> None:
    text = written(statutes, ASKED["two editions"])
    listed = re.findall(r'<li><a href="#(pair\d+)">', text)
    assert [f'id="{each}"' in text for each in listed] == [True] * len(listed)
    assert len(listed) > 20
    assert "counter(page)" in text


def test_each_text_is_set_beside_the_one_before_it(statutes: Statutes) -> None:
    text = written(statutes, ["csl@2016:59.1", "csl@2025:61.1", "dsl@2021:45.1"])
    cited = re.findall(r"<article><h4>(.*?) <span", text)
    assert [re.sub("《|》.*?）", "", each) for each in cited[:4]] == [
        "网络安全法第五十九条第一款",
        "网络安全法第六十一条第一款",
        "网络安全法第六十一条第一款",
        "数据安全法第四十五条第一款",
    ]


def test_the_texts_are_verbatim_with_what_changed_marked(statutes: Statutes) -> None:
    text = written(statutes, ASKED["two provisions"])
    quotes = re.findall(r"<blockquote[^>]*>(.*?)</blockquote>", text, re.DOTALL)
    bare = [re.sub(r"<[^>]+>", "", re.sub(r'<span class="sr"[^>]*>.*?</span>', "", quote)) for quote in quotes]
    assert bare == [statutes.provision(ref).text for ref in ("csl@2016:59.1", "csl@2025:61.1", "csl@2025:61.3")]
    assert "</span>第二十一条、第二十五条<span" in quotes[0].split("</del>")[0]
    assert quotes[1].count("<ins>") == 6
    assert "<ins>" not in quotes[0]
    assert "<del>" not in quotes[1]


# --- a real browser ---------------------------------------------------------------------------------------------------

browser = pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine")
LIGHT, DARK = "--blink-settings=preferredColorScheme=1", "--blink-settings=preferredColorScheme=0"


def chromium(home: Path, *arguments: str) -> str:
    assert CHROMIUM
    done = subprocess.run(
        [CHROMIUM, *FLAGS, f"--user-data-dir={home / 'profile'}", *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=home,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def pixels(png: Path) -> list[bytes]:
    """The rows of an 8-bit RGB or RGBA PNG, without the alpha."""
    data, place, packed = png.read_bytes(), 8, b""
    across, down, _, kind = struct.unpack(">IIBB", data[16:26])
    depth = {2: 3, 6: 4}[kind]
    while place < len(data):
        (length,) = struct.unpack(">I", data[place : place + 4])
        if data[place + 4 : place + 8] == b"IDAT":
            packed += data[place + 8 : place + 8 + length]
        place += length + 12
    raw, above = zlib.decompress(packed), bytearray(across * depth)
    rows = []
    for row in range(down):
        start = row * (across * depth + 1)
        how, line = raw[start], bytearray(raw[start + 1 : start + 1 + across * depth])
        for at in range(len(line)) if how else ():
            left, up = line[at - depth] if at >= depth else 0, above[at]
            if how == 4:
                corner = above[at - depth] if at >= depth else 0
                near, far, aslant = abs(up - corner), abs(left - corner), abs(left + up - 2 * corner)
                added = left if near <= far and near <= aslant else up if far <= aslant else corner
            else:
                added = (0, left, up, (left + up) // 2)[how]
            line[at] = (line[at] + added) & 0xFF
        rows.append(bytes(line) if depth == 3 else b"".join(bytes(line[at : at + 3]) for at in range(0, len(line), 4)))
        above = line
    return rows


def colours(rows: list[bytes]) -> Iterator[tuple[int, int, int]]:
    for row in rows:
        for at in range(0, len(row), 3):
            yield row[at], row[at + 1], row[at + 2]


@browser
@pytest.mark.parametrize(
    ("scheme", "ground", "first_bar"),
    [(LIGHT, (0xFF, 0xFF, 0xFF), (0x1F, 0x5F, 0xA8)), (DARK, (0x14, 0x18, 0x1C), (0x6C, 0xB0, 0xFF))],
    ids=["light", "dark"],
)
def test_light_and_dark(
    statutes: Statutes, tmp_path: Path, scheme: str, ground: tuple[int, int, int], first_bar: tuple[int, int, int]
) -> None:
    """The page in a window: its ground is light or dark, and the first provision's bars have its colour on it."""
    (tmp_path / "page.html").write_text(written(statutes, ["news:24", "news:25"]), encoding="utf-8")
    chromium(tmp_path, scheme, "--window-size=700,1200", "--screenshot=shot.png", (tmp_path / "page.html").as_uri())
    rows = pixels(tmp_path / "shot.png")
    assert tuple(rows[0][:3]) == ground
    seen = list(colours(rows))
    assert seen.count(ground) > len(seen) / 2
    assert seen.count(first_bar) > 500


MEASURE = """
const measured = (frame) => {
  const inside = frame.contentDocument, shown = frame.contentWindow;
  const style = (what) => shown.getComputedStyle(inside.querySelector(what));
  const visible = [...inside.querySelectorAll('svg text')].filter((each) => each.getBoundingClientRect().width > 0);
  const clipped = visible.filter((each) => {
    const box = each.getBoundingClientRect(), drawing = each.closest('svg').getBoundingClientRect();
    return box.left < drawing.left - 1 || box.right > drawing.right + 1;
  });
  const sizes = visible.map((each) => each.getBoundingClientRect().height);
  return {
    wide: style('.wide').display, narrow: style('.narrow').display,
    scroll: inside.documentElement.scrollWidth, view: inside.documentElement.clientWidth,
    clipped: clipped.map((each) => each.textContent), smallest: Math.min(...sizes),
    table: style('table').display, requests: shown.performance.getEntriesByType('resource').length,
  };
};
const all = [...document.querySelectorAll('iframe')].map((frame) => [frame.id, measured(frame)]);
document.body.innerHTML = JSON.stringify(Object.fromEntries(all));
"""
WINDOWS: dict[str, tuple[int, Lang]] = {"phone": (360, "zh"), "phone in English": (360, "en"), "desk": (1000, "zh")}


@pytest.fixture(scope="module")
def measured(statutes: Statutes, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What one browser measures in a frame for each page and window, by `asked/window`."""
    home = tmp_path_factory.mktemp("frames")
    frames = [
        f'<iframe id="{asked}/{window}" srcdoc="{escape(written(statutes, refs, lang))}" '
        f'style="width:{across}px;height:800px;border:0"></iframe>'
        for asked, refs in ASKED.items()
        for window, (across, lang) in WINDOWS.items()
    ]
    outer = f'<!doctype html><meta charset="utf-8">{"".join(frames)}<script>onload=()=>{{{MEASURE}}}</script>'
    (home / "outer.html").write_text(outer, encoding="utf-8")
    page = (home / "outer.html").as_uri()
    dumped = chromium(home, "--virtual-time-budget=20000", "--window-size=1200,900", "--dump-dom", page)
    body = re.search(r"\{.*\}", dumped[dumped.rindex("<body") :])
    assert body, dumped[-500:]
    found: dict[str, Any] = json.loads(body[0].replace("&lt;", "<").replace("&amp;", "&"))
    return found


@browser
@pytest.mark.parametrize("window", WINDOWS)
@pytest.mark.parametrize("asked", ASKED)
def test_no_width_makes_the_page_scroll_sideways(measured: dict[str, Any], asked: str, window: str) -> None:
    """Measured in a frame: the page fits, the right chart shows, its words are inside it and can be read."""
    found, (across, _) = measured[f"{asked}/{window}"], WINDOWS[window]
    assert (found["wide"], found["narrow"]) == (("none", "block") if across == 360 else ("block", "none"))
    assert found["scroll"] <= found["view"] == across
    assert found["clipped"] == []
    assert found["smallest"] >= 10
    assert found["table"] == ("block" if across == 360 else "table")
    assert found["requests"] == 0


@browser
@pytest.mark.parametrize(
    ("asked", "sheet"), [("two provisions", (595, 842)), ("six provisions", (842, 595))], ids=["upright", "across"]
)
def test_it_prints_on_a4(statutes: Statutes, tmp_path: Path, asked: str, sheet: tuple[int, int]) -> None:
    (tmp_path / "page.html").write_text(written(statutes, ASKED[asked]), encoding="utf-8")
    chromium(tmp_path, DARK, "--no-pdf-header-footer", "--print-to-pdf=out.pdf", (tmp_path / "page.html").as_uri())
    boxes = re.findall(rb"/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]", (tmp_path / "out.pdf").read_bytes())
    assert 1 <= len(boxes) <= 12
    assert {(round(float(across)), round(float(down))) for across, down in boxes} == {sheet}


@browser
def test_the_picture_opens_by_itself(statutes: Statutes, tmp_path: Path) -> None:
    text = picture(compare(statutes, ASKED["two provisions"], today=TODAY), Wording(statutes, "zh"))
    (tmp_path / "picture.svg").write_text(text, encoding="utf-8")
    chromium(tmp_path, DARK, "--window-size=960,620", "--screenshot=shot.png", (tmp_path / "picture.svg").as_uri())
    rows = pixels(tmp_path / "shot.png")
    assert tuple(rows[0][:3]) == (255, 255, 255), "slides want it on white, whatever the desk looks like"
    assert list(colours(rows)).count((0x1F, 0x5F, 0xA8)) > 500
