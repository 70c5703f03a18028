"""`compare --curve`: the ends of a fine against its base. Expected figures are worked out from the laws' texts by hand."""

import json
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

import pytest

from finecalc.language.errors import FinecalcError
from finecalc.law.outcome import brought, settled
from finecalc.table.statutes import Statutes
from finecalc.teach.curve import Curve, Turn, curves, of_provision
from tests import TODAY
from tests.conftest import Run

FEN = Decimal("0.01")


def curve(statutes: Statutes, ref: str) -> Curve:
    (found,) = of_provision(statutes, ref)
    return found


def turns(found: Curve) -> dict[tuple[str, str], Turn]:
    return {(turn.end, turn.kind): turn for turn in found.turns}


def test_icp_19_a_richer_offender_has_a_lower_ceiling(statutes: Statutes) -> None:
    """没有违法所得或者违法所得不足5万元的，10万–100万；5万元以上的，3倍–5倍: from 5万 on 25万, and 100万 again at 20万."""
    found = curve(statutes, "icp@2024:19.1")
    drop = turns(found)["max", "drop"]
    assert (drop.at, drop.before, drop.after, drop.until) == (50_000, 1_000_000, 250_000, 200_000)
    rise = turns(found)["min", "rise"]
    assert (rise.at, rise.before, rise.after) == (50_000, 100_000, 150_000)
    assert len(found.turns) == 2


def test_2016_article_64_the_fallback_stands_above_the_multiple_just_over_zero(statutes: Statutes) -> None:
    """处违法所得一倍以上十倍以下罚款，没有违法所得的，处一百万元以下罚款: one fen of gains, ten fen at most, until 10万."""
    drop = turns(curve(statutes, "csl@2016:64.1"))["max", "drop"]
    assert (drop.at, drop.before, drop.after, drop.until) == (FEN, 1_000_000, Decimal("0.10"), 100_000)


def test_2025_article_63_jumps_upwards_at_ten_myriads(statutes: Statutes) -> None:
    """不足十万元的，二万–十万；十万元以上的，一倍–五倍."""
    found = curve(statutes, "csl@2025:63.1")
    assert {(turn.end, turn.kind, turn.at, turn.before, turn.after) for turn in found.turns} == {
        ("max", "rise", 100_000, 100_000, 500_000),
        ("min", "rise", 100_000, 20_000, 100_000),
    }


def test_a_share_overtakes_the_amount_without_a_jump(statutes: Statutes) -> None:
    """五千万元以下或者上一年度营业额百分之五以下: the share is the higher from 10亿."""
    (bend,) = curve(statutes, "pipl@2021:66.2").turns
    assert (bend.end, bend.kind, bend.at, bend.after) == ("max", "bend", 1_000_000_000, 50_000_000)


def test_a_plain_multiple_has_one_piece_and_no_turn(statutes: Statutes) -> None:
    """处采购金额一倍以上十倍以下罚款."""
    found = curve(statutes, "csl@2025:67.1")
    assert len(found.pieces) == 1
    assert found.turns == ()


def test_every_curve_says_what_the_engine_says(statutes: Statutes) -> None:
    """At, one fen under and one fen over each edge, for every provision of the table."""
    seen = 0
    for provision in statutes.table.provisions:
        for found in of_provision(statutes, provision.ref) if provision.role == "penalty" else ():
            ladder = statutes.ladder(found.reference)
            fine = brought(ladder, found.tier, {}).fine_on(found.on[0])
            assert fine is not None
            edges = {piece.start for piece in found.pieces} | {turn.until for turn in found.turns if turn.until}
            for base in {max(Decimal(0), edge + step) for edge in edges for step in (-FEN, Decimal(0), FEN)}:
                answer = settled(fine, {found.base: base})
                piece = next((p for p in found.pieces if p.start <= base and (p.end is None or base < p.end)), None)
                assert (answer is None) == (piece is None)
                if answer and piece:
                    assert (answer.min, answer.max, answer.quote) == (
                        piece.min.at(base),
                        piece.max.at(base),
                        piece.quote,
                    )
                    seen += 1
    assert seen > 100


def test_where_the_end_is_back_one_fen_less_is_not_enough(statutes: Statutes) -> None:
    for ref in ("icp@2024:19.1", "csl@2016:64.1"):
        found = curve(statutes, ref)
        drop = turns(found)["max", "drop"]
        assert drop.until
        line = found.pieces[-1].max
        assert line.at(drop.until) >= drop.before > line.at(drop.until - FEN)


def test_facts_choose_the_tier(statutes: Statutes) -> None:
    assert [each.tier for each in curves(statutes, ["pipl:66.2"], facts=["情节严重"], today=TODAY).curves] == [2]


@pytest.mark.parametrize("ref", ["csl@2025:61.1", "csl@2016:59.1"])
def test_a_fine_without_a_base_has_no_curve(statutes: Statutes, ref: str) -> None:
    with pytest.raises(FinecalcError) as refused:
        curves(statutes, [ref], today=TODAY)
    assert ref in refused.value.words.zh
    assert "csl@2025:63.1" in refused.value.words.en


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_it_is_printed_and_written(run: Run, tmp_path: Path, lang: str) -> None:
    command = ("compare", "--curve", "icp@2024:19.1", "csl@2016:64.1", "--lang", lang)
    shown = run(*command).stdout
    assert "####" in shown
    said = "降到25万元" if lang == "zh" else "falls from CNY 1,000,000 to CNY 250,000"
    assert said in " ".join(shown.split())
    for name in ("c.svg", "c.html", "c.md", "c.json"):
        place = tmp_path / name
        assert run(*command, "-o", str(place)).returncode == 0
        assert run(*command, "-o", str(place)).returncode == 0, "an earlier one of ours is written over"
        text = place.read_text(encoding="utf-8")
        assert said in text or name == "c.json"
    ElementTree.fromstring((tmp_path / "c.svg").read_text(encoding="utf-8"))
    assert len(json.loads((tmp_path / "c.json").read_text(encoding="utf-8"))["curves"]) == 2


def test_an_amount_has_no_place_on_a_curve(run: Run) -> None:
    done = run("compare", "--curve", "icp@2024:19.1", "--gains", "5万")
    assert done.returncode == 2
    assert "range" in done.stderr


def test_a_curve_is_headed_by_the_paragraph_whose_words_measure_it(run: Run) -> None:
    shown = run("compare", "--curve", "pipl@2021:66.1").stdout
    assert "《个人信息保护法》（2021年）第六十六条第二款，情节严重，单位" in shown
    assert "第六十六条第一款，情节严重" not in shown


def test_facts_each_of_which_opens_the_tier_are_said_as_one_or_the_other(run: Run) -> None:
    assert "第一百二十一条，拒不改正或者情节严重，单位" in run("compare", "--curve", "minors@2024:121.1").stdout
    english = run("compare", "--curve", "minors@2024:121.1", "--lang", "en").stdout
    assert "refused to correct or serious circumstances" in " ".join(english.split())


def test_one_time_is_one_in_english(run: Run) -> None:
    english = run("compare", "--curve", "csl@2025:67.1", "--lang", "en").stdout
    assert "1 time the purchase amount" in english
    assert "10 times the purchase amount" in english


def test_on_a_telephone_each_end_of_a_curve_is_named(run: Run, tmp_path: Path) -> None:
    run("compare", "--curve", "csl@2016:64.1", "-o", "curve.html")
    written = (tmp_path / "curve.html").read_text("utf-8")
    assert '<td data-of="下限">违法所得的1倍</td><td data-of="上限">违法所得的10倍</td>' in written


def test_a_turn_is_good_english_whatever_the_base(run: Run) -> None:
    said = " ".join(run("compare", "--curve", "pipl@2021:66.2", "--lang", "en").stdout.split())
    assert "From CNY 1,000,000,000 of turnover of the previous year on, the ceiling goes on as 5% of" in said
