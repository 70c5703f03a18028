"""The model of a page: texts, and which of their words are marked."""

from finecalc.language.page import Span, flags, marked_spans, plain, spans


def test_a_text_is_a_string_or_its_spans() -> None:
    assert spans("罚款") == (Span("罚款"),)
    assert plain((Span("罚款", "strong"), Span("五万元"))) == "罚款五万元"


def test_the_marked_words_are_those_of_each_quote_and_no_others() -> None:
    text = "责令改正，给予警告，处一万元罚款"
    assert [char for char, marked in zip(text, flags(text, ["给予警告", "不在其中", ""]), strict=True) if marked] == [
        *"给予警告"
    ]
    assert marked_spans(text, ["责令改正", "给予警告"]) == (
        Span("责令改正", "quote"),
        Span("，"),
        Span("给予警告", "quote"),
        Span("，处一万元罚款"),
    )
