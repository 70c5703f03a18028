"""A page as a Word file, laid out as an office writes: A4, 仿宋, numbered headings, tables whose rows stay whole, page numbers."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from hashlib import sha256
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from finecalc.language import page
from finecalc.language.columns import safe, width
from finecalc.language.page import Block, Page, Text, plain, spans
from finecalc.language.words import Lang

BODY, SONG, HEI, KAI = "仿宋", "宋体", "黑体", "楷体"
_LATIN = "Times New Roman"
_FONTS = {
    BODY: ("FangSong, 仿宋_GB2312, STFangsong, FZFangSong-Z02S, Noto Serif CJK SC", "modern"),
    SONG: ("SimSun, STSong, FZShuSong-Z01S, Noto Serif CJK SC", "auto"),
    HEI: ("SimHei, STHeiti, FZHei-B01S, Noto Sans CJK SC", "modern"),
    KAI: ("KaiTi, 楷体_GB2312, STKaiti, FZKai-Z03S, Noto Serif CJK SC", "modern"),
}
"""Each font with those that stand in for it, by the systems that people have, and its family."""
_WIDE = 156
"""Millimetres between the margins of A4."""
_COLUMN, _PADDING, _MOST = 2.0, 8.0, 240.0
"""Millimetres that a column of text (half a character) takes in a table, what a cell takes beside it, and what counts at most."""
_WARN = RGBColor(0xA0, 0x00, 0x00)


def document(content: Page, lang: Lang, header: str) -> bytes:
    """The page as a .docx, sealed: `is_sealed` tells whether it has been changed since. `header` stands above each page."""
    file = Document()
    _prepare(file, content, lang, header)
    for block in content:
        _DRAWERS[type(block)](file, block)
    file.core_properties.identifier = _digest(_saved(file))
    return _saved(file)


def is_sealed(content: bytes) -> bool:
    """Whether these bytes are a memo that stands as it was written. Raises what zipfile does for bytes that are no such file."""
    digest = _digest(content)
    with ZipFile(BytesIO(content)) as archive, archive.open("docProps/core.xml") as part:
        return f">{digest}<".encode() in part.read(65_536)


def _digest(content: bytes) -> str:
    found = sha256()
    with ZipFile(BytesIO(content)) as archive, archive.open("word/document.xml") as part:
        while piece := part.read(1 << 16):
            found.update(piece)
            if part.tell() > 1 << 25:
                break
    return f"finecalc:{found.hexdigest()}"


def _saved(file: Any) -> bytes:
    out = BytesIO()
    file.save(out)
    return out.getvalue()


# --- the sheet --------------------------------------------------------------------------------------------------------


def _prepare(file: Any, content: Page, lang: Lang, header: str) -> None:
    """Paper, margins, fonts and styles, what stands above and below each page."""
    section = file.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.header_distance, section.footer_distance = Mm(20), Mm(25)
    _styled(file.styles["Normal"], BODY, 14 if lang == "zh" else 12, spacing=24 if lang == "zh" else 18)
    _styled(file.styles["Title"], SONG, 22, bold=True, after=12)
    _styled(file.styles["Heading 1"], HEI, 15, before=12, after=4)
    _styled(file.styles["Heading 2"], KAI, 14, bold=True, before=4, after=2)
    for name, font, size in (("Cell", BODY, 11), ("Small", SONG, 9), ("Quoted", KAI, 12)):
        style = file.styles.add_style(f"Memo {name}", WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = file.styles["Normal"]
        _styled(style, font, size, spacing=size * 1.45)
    default = file.styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}")
    if default is not None:
        default.set(qn("w:val"), "zh-CN" if lang == "zh" else "en-US")
        default.set(qn("w:eastAsia"), "zh-CN")
    _name_fonts(file)
    above = section.header.paragraphs[0]
    above.style, above.alignment = file.styles["Memo Small"], WD_ALIGN_PARAGRAPH.CENTER
    above.add_run(safe(header))
    below = section.footer.paragraphs[0]
    below.style, below.alignment = file.styles["Memo Small"], WD_ALIGN_PARAGRAPH.CENTER
    below.add_run("— ")
    _field(below, "PAGE")
    below.add_run(" / ")
    _field(below, "NUMPAGES")
    below.add_run(" —")
    about = file.core_properties
    about.title = safe(next((block.text for block in content if isinstance(block, page.Title)), "finecalc"))
    about.author = about.last_modified_by = "finecalc"
    about.comments, about.language = "", "zh-CN" if lang == "zh" else "en"
    about.created = about.modified = datetime.now(UTC).replace(tzinfo=None)


def _styled(
    style: Any, font: str, size: float, *, bold: bool = False, before: float = 0, after: float = 0, spacing: float = 0
) -> None:
    style.font.name, style.font.size, style.font.bold, style.font.italic = _LATIN, Pt(size), bold, False
    style.font.color.rgb = RGBColor(0, 0, 0)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        fonts.attrib.pop(qn(name), None)
    fonts.set(qn("w:eastAsia"), font)
    shape = style.paragraph_format
    shape.space_before, shape.space_after = Pt(before), Pt(after)
    shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.AT_LEAST, Pt(spacing or size * 1.6)
    for border in style.element.findall(f".//{qn('w:pBdr')}"):
        border.getparent().remove(border)


def _name_fonts(file: Any) -> None:
    """Say which fonts may stand in, where a system has not the one named."""
    entries = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{others}"/><w:charset w:val="86"/><w:family w:val="{family}"/></w:font>'
        for name, (others, family) in _FONTS.items()
    )
    namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    for part in file.part.package.iter_parts():
        if str(part.partname) == "/word/fontTable.xml":
            start = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
            part._blob = f'{start}<w:fonts xmlns:w="{namespace}">{entries}</w:fonts>'.encode()


def _field(paragraph: Any, code: str) -> None:
    """A number that Word reckons itself."""
    for kind, text in (("begin", None), (None, code), ("separate", None), ("", "1"), ("end", None)):
        if kind is None:
            element = OxmlElement("w:instrText")
            element.text = f" {text} "
        elif kind == "":
            element = OxmlElement("w:t")
            element.text = text
        else:
            element = OxmlElement("w:fldChar")
            element.set(qn("w:fldCharType"), kind)
        paragraph.add_run()._r.append(element)


# --- blocks -----------------------------------------------------------------------------------------------------------


def _write(paragraph: Any, text: Text) -> Any:
    for span in spans(text):
        run = paragraph.add_run(safe(span.text))
        if span.style in ("strong", "amount", "title", "key", "quote", "warn"):
            run.bold = True
        if span.style == "warn":
            run.font.color.rgb = _WARN
    return paragraph


def _paragraph(file: Any, text: Text, *, style: str = "Normal", indent: float = 0, first: float = 0) -> Any:
    found = file.add_paragraph(style=style)
    found.paragraph_format.left_indent, found.paragraph_format.first_line_indent = Pt(indent), Pt(first)
    return _write(found, text)


def _title(file: Any, block: page.Title) -> None:
    paragraph = file.add_paragraph(safe(block.text), style="Title")
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _heading(file: Any, block: page.Heading) -> None:
    file.add_heading(safe(block.text), level=block.level)


def _conclusion(file: Any, block: page.Conclusion) -> None:
    """The answer in a frame, the amounts in the largest letters."""
    table = _table_of(file, 1, 1, [_WIDE])
    cell = table.rows[0].cells[0]
    _shade(cell, "F2F2F2")
    lines: list[Text] = [(page.Span(core + more, "warn"),) for core, more in block.bars]
    if block.unless:
        lines.append(block.unless)
    for target in block.targets:
        lead = "　".join(filter(None, (target.who, target.mode)))
        lines.append((page.Span(f"{lead}　"), page.Span(target.amount, "amount")))
    lines += [block.article + block.because, *block.lines]
    _cell(file, cell, [(page.Span(block.title, "strong"),), *lines], size=13)
    _gap(file)


def _line(file: Any, block: page.Line) -> None:
    text = tuple(page.Span(span.text, span.style or block.style) for span in spans(block.text))
    _paragraph(file, text, first=28, indent=block.indent * 14 if block.indent > 1 else 0)


def _entries(file: Any, block: page.Entries) -> None:
    for key, text in block.entries:
        _paragraph(file, (page.Span(f"{key}　", "strong"), *spans(text)), indent=28 + block.indent * 14, first=-28)


def _items(file: Any, block: page.Items) -> None:
    for number, item in enumerate(block.items, start=1):
        _paragraph(file, (page.Span(f"{number}. "), *spans(item)), indent=block.indent * 14, first=14)


def _table(file: Any, block: page.Table) -> None:
    rows = [block.head, *block.rows]
    most = [max(_widest(plain(row[at])) for row in rows) for at in range(len(block.head))]
    natural = [min(_MOST, each * _COLUMN + _PADDING) for each in most]
    table = _table_of(file, len(rows), len(block.head), shared(natural, _WIDE))
    for number, row in enumerate(rows):
        for at, text in enumerate(row):
            cell = table.rows[number].cells[at]
            if number == 0:
                _shade(cell, "E7E6E6")
            styled = (page.Span(plain(text), "strong"),) if number == 0 else text
            _cell(file, cell, _lines(styled), center=number == 0, right=number > 0 and at in block.right)
    _repeat(table.rows[0])
    if len(rows) < 3:
        for cell in table.rows[0].cells:
            cell.paragraphs[0].paragraph_format.keep_with_next = True
    _gap(file)


def shared(natural: list[float], room: float) -> list[float]:
    """Widths that fill the room: what is narrow keeps what it needs, the wide ones share the rest by the roots of what they hold."""
    if sum(natural) <= room:
        return [each * room / sum(natural) for each in natural]
    fair = room / len(natural)
    wide = [each > fair for each in natural]
    rest = room - sum(each for each, is_wide in zip(natural, wide, strict=True) if not is_wide)
    roots = sum(each**0.5 for each, is_wide in zip(natural, wide, strict=True) if is_wide)
    return [rest * each**0.5 / roots if is_wide else each for each, is_wide in zip(natural, wide, strict=True)]


def _widest(text: str) -> int:
    return max(map(width, text.split("\n")))


def _lines(text: Text) -> list[Text]:
    return list(text.split("\n")) if isinstance(text, str) else [text]


def _table_of(file: Any, rows: int, columns: int, widths: Iterable[float]) -> Any:
    """A ruled table of these widths (mm) in which no row breaks over two pages."""
    table = file.add_table(rows=rows, cols=columns, style="Table Grid")
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    for column, wide in zip(table.columns, widths, strict=True):
        column.width = Mm(wide)
        for cell in column.cells:
            cell.width = Mm(wide)
    for row in table.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    return table


def _repeat(row: Any) -> None:
    """The headings stand again on each page that the table reaches."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _shade(cell: Any, color: str) -> None:
    shade = OxmlElement("w:shd")
    for name, value in (("w:val", "clear"), ("w:color", "auto"), ("w:fill", color)):
        shade.set(qn(name), value)
    cell._tc.get_or_add_tcPr().append(shade)


def _cell(
    file: Any, cell: Any, lines: Iterable[Text], *, center: bool = False, right: bool = False, size: float = 0
) -> None:
    for number, line in enumerate(lines):
        paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        paragraph.style = file.styles["Memo Cell"]
        if center or right:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if center else WD_ALIGN_PARAGRAPH.RIGHT
        _write(paragraph, line)
        for run in paragraph.runs if size else ():
            run.font.size = Pt(size + 2 if any(span.style == "amount" for span in spans(line)) and run.bold else size)


def _gap(file: Any) -> None:
    """Word wants a paragraph between two tables."""
    paragraph = file.add_paragraph(style="Memo Small")
    paragraph.paragraph_format.line_spacing = Pt(6)


def _quotation(file: Any, block: page.Quotation) -> None:
    marked: list[page.Span] = []
    for span in page.marked_spans(block.text, block.marked):
        first, *rest = span.text.split("\n")
        marked.append(page.Span(first, span.style))
        for part in rest:
            _paragraph(file, tuple(marked), style="Memo Quoted", first=24)
            marked = [page.Span(part, span.style)]
    _paragraph(file, tuple(marked), style="Memo Quoted", first=24)


def _verbatim(file: Any, block: page.Verbatim) -> None:
    for line in block.lines:
        _paragraph(file, line, style="Memo Small")


def _foot(file: Any, block: page.Foot) -> None:
    """Small, kept together, under a line."""
    for number, (key, text) in enumerate(block.entries):
        paragraph = _paragraph(file, (page.Span(f"{key}　", "strong"), *spans(text)), style="Memo Small")
        paragraph.paragraph_format.keep_together = True
        paragraph.paragraph_format.keep_with_next = number + 1 < len(block.entries)
        if number == 0:
            paragraph.paragraph_format.space_before = Pt(10)
            _line_above(paragraph)


def _line_above(paragraph: Any) -> None:
    borders, top = OxmlElement("w:pBdr"), OxmlElement("w:top")
    for name, value in (("w:val", "single"), ("w:sz", "4"), ("w:space", "4"), ("w:color", "808080")):
        top.set(qn(name), value)
    borders.append(top)
    paragraph._p.get_or_add_pPr().insert_element_before(borders, "w:spacing", "w:ind", "w:jc")


def _rule(file: Any, _: page.Rule) -> None:
    _line_above(file.add_paragraph(style="Memo Small"))


_DRAWERS: dict[type[Block], Callable[[Any, Any], None]] = {
    page.Conclusion: _conclusion,
    page.Title: _title,
    page.Heading: _heading,
    page.Line: _line,
    page.Entries: _entries,
    page.Items: _items,
    page.Table: _table,
    page.Quotation: _quotation,
    page.Verbatim: _verbatim,
    page.Foot: _foot,
    page.Rule: _rule,
}
