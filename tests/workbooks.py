"""Workbooks written by hand, XML and all, with what no library would write."""

import zipfile
from collections.abc import Iterable
from pathlib import Path

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
HEADINGS = ("案号", "处罚依据", "情节", "单位罚款", "个人罚款", "处罚种类及措施", "决定日期")


def text(place: str, written: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{written}</t></is></c>'


def row(number: int, *cells: str) -> str:
    return f'<row r="{number}">{"".join(cells)}</row>'


def headings(number: int = 1) -> str:
    return row(number, *(text(f"{letter}{number}", each) for letter, each in zip("ABCDEFG", HEADINGS, strict=True)))


def decision(number: int, fine: str | None = None, *, date: str = "", basis: str | None = None) -> str:
    """拒不改正, so 250,000 is lawful, in the middle of 2025:61.1, and with a `date` of the text of 2016 50,000 by its 59.1.

    `{n}` in a cell is the number of its row.
    """
    provision = "csl@2016:59.1" if date else "csl@2025:61.1"
    fine = f'<c r="D{{n}}"><v>{50_000 if date else 250_000}</v></c>' if fine is None else fine
    return row(
        number,
        text(f"A{number}", f"第{number}号"),
        text(f"B{number}", provision) if basis is None else basis.format(n=number),
        text(f"C{number}", "拒不改正"),
        fine.format(n=number),
        text(f"E{number}", "主管人员:2万" if date else "主管人员:5万"),
        text(f"F{number}", "责令改正；警告"),
        date.format(n=number),
    )


def sheet(*rows: str, after: str = "") -> str:
    return f"<worksheet {MAIN}><sheetData>{''.join(rows)}</sheetData>{after}</worksheet>"


def merged(*ranges: str) -> str:
    return f"<mergeCells>{''.join(f'<mergeCell ref={each!r}/>' for each in ranges)}</mergeCells>"


def formats(*codes: str) -> str:
    """The styles of a workbook: style 0 is General, the others show numbers by these codes (or by a built-in number)."""
    custom = "".join(
        f'<numFmt numFmtId="{200 + at}" formatCode="{code.replace(chr(34), "&quot;")}"/>'
        for at, code in enumerate(codes)
        if not code.isdecimal()
    )
    used = "".join(f'<xf numFmtId="{code if code.isdecimal() else 200 + at}"/>' for at, code in enumerate(codes))
    return f'<styleSheet {MAIN}><numFmts>{custom}</numFmts><cellXfs><xf numFmtId="0"/>{used}</cellXfs></styleSheet>'


def write(
    path: Path,
    *sheets: str | tuple[str, str | None] | tuple[str, str | None, str],
    styles: str = "",
    since_1904: bool = False,
    strings: Iterable[str] = (),
) -> Path:
    """A workbook of these sheets: XML, or (name, XML, state); None for a chart."""
    parts = [(f"表{at}", each) if isinstance(each, str) else each for at, each in enumerate(sheets, 1)]
    whole = [(each[0], each[1], each[2] if len(each) > 2 else "visible") for each in parts]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:

        def put(name: str, content: str | bytes) -> None:
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)

        put("[Content_Types].xml", '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>')
        book = f'<Relationship Id="a" Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/>'
        put("_rels/.rels", f"<Relationships {PACKAGE}>{book}</Relationships>")
        names = "".join(
            f'<sheet name="{name}" sheetId="{at}" state="{state}" r:id="s{at}"/>'
            for at, (name, _, state) in enumerate(whole, 1)
        )
        properties = f'<workbookPr date1904="{int(since_1904)}"/>'
        put(
            "xl/workbook.xml", f'<workbook {MAIN} xmlns:r="{RELATIONS}">{properties}<sheets>{names}</sheets></workbook>'
        )
        links = "".join(
            f'<Relationship Id="s{at}" Type="{RELATIONS}/{"chartsheet" if xml is None else "worksheet"}" '
            f'Target="worksheets/sheet{at}.xml"/>'
            for at, (_, xml, _) in enumerate(whole, 1)
        )
        links += f'<Relationship Id="f" Type="{RELATIONS}/styles" Target="styles.xml"/>' * bool(styles)
        links += f'<Relationship Id="t" Type="{RELATIONS}/sharedStrings" Target="/xl/sharedStrings.xml"/>'
        put("xl/_rels/workbook.xml.rels", f"<Relationships {PACKAGE}>{links}</Relationships>")
        put("xl/sharedStrings.xml", f"<sst {MAIN}>{''.join(f'<si>{each}</si>' for each in strings)}</sst>")
        if styles:
            put("xl/styles.xml", styles)
        for at, (_, xml, _) in enumerate(whole, 1):
            if xml is not None:
                put(f"xl/worksheets/sheet{at}.xml", xml)
    return path
