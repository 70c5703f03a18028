"""Columns: Chinese counted as two wide, and signs of no settled width as two where a font may draw them so."""

import pytest

from finecalc.language.columns import widest, width, wrap


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [("5万元–50万元", 12, 13), ("“罚款”", 6, 8), ("CNY 50,000", 10, 10), ("1–10倍", 6, 7), ("罚款", 4, 4)],
)
def test_a_text_takes_no_less_and_no_more(text: str, least: int, most: int) -> None:
    assert (width(text), widest(text)) == (least, most)


def test_lines_hold_in_both_kinds_of_font() -> None:
    text = "条文写的是“有关主管部门”，没有点名哪一个机关：县级机关是否有权，以职责分工和本级权限为准" * 3
    lines = wrap(text, 40, widest)
    assert "".join(lines) == text
    assert max(map(widest, lines)) <= 40
    assert not any(line.startswith(("，", "：", "”")) for line in lines)


def test_no_opening_bracket_stands_at_the_end_of_a_line() -> None:
    assert wrap("一二三（四五", 8) == ["一二三", "（四五"]
    assert wrap("一二（三，四五", 8) == ["一二", "（三，四", "五"]
