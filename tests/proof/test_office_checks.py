"""`lint --office`: the worked profiles are clean, and each thing that a profile may not say is one problem with its line and key."""

import json
from datetime import date
from pathlib import Path

import pytest

import finecalc
from finecalc.language.errors import OfficeError
from finecalc.proof.office_checks import lint_office
from finecalc.table.statutes import Statutes
from tests.conftest import Run

OFFICES = Path(__file__).parents[1] / "data" / "offices"
HEAD = 'name = "甲县互联网信息办公室"\nlevel = "county"\n'
TODAY = date(2026, 6, 1)


def problems(statutes: Statutes, text: str, today: date = TODAY) -> list[tuple[str, int, str]]:
    return [
        (each.code, each.line, each.key) for each in lint_office(statutes, HEAD + text, "office.toml", today).problems
    ]


@pytest.mark.parametrize("place", sorted(OFFICES.glob("*.toml")), ids=lambda place: place.stem)
def test_the_worked_profiles_are_clean(run: Run, place: Path) -> None:
    done = run("lint", "--office", str(place))
    assert (done.returncode, done.stderr) == (0, "")
    assert "问题 0 个" in done.stdout
    assert finecalc.load(office=place).office.name


def table(ref: str, *bands: str, more: str = "") -> str:
    """A discretion table; its bands, one a line, begin on line 9, four lines apart."""
    head = f'[[discretion]]\nref = "{ref}"\nsource = "某基准"\n{more}\n\n'
    return head + "".join(f"[[discretion.bands]]\n{band}\n\n\n" for band in bands)


def unit(low: int, high: int, more: str = "") -> str:
    return f'fines = [{{ on = ["organisation"], min = {low}, max = {high}{more} }}]'


REFUSED = 'facts = ["refused"]'
OUT, GAP, OVER = "SL202", "SL204", "SL203"


# 网安法 (2025) 61①: 拒不改正 50,000–500,000 on the unit, 10,000–100,000 on persons
@pytest.mark.parametrize(
    ("bands", "found"),
    [
        ((unit(50_000, 500_000),), []),
        ((unit(49_999, 500_000),), [OUT]),
        ((unit(50_000, 500_001),), [OUT]),
        ((unit(50_000, 200_000), unit(200_000, 500_000)), []),
        ((unit(50_000, 200_000), unit(199_999, 500_000)), [OVER]),
        ((unit(50_000, 200_000), unit(200_001, 500_000)), [GAP]),
        ((unit(50_000, 200_000, ', open = ["max"]'), unit(200_000, 500_000)), []),
        ((unit(50_000, 200_000, ', open = ["max"]'), unit(200_000, 500_000, ', open = ["min"]')), [GAP]),
        (('level = "mitigated"\n' + unit(10_000, 50_000, ', open = ["max"]'), unit(50_000, 90_000)), []),
        (('level = "mitigated"\n' + unit(10_000, 50_000),), [OUT]),
        (('level = "减轻"\n' + unit(10_000, 49_999),), []),
        (('level = "exempt"\n' + unit(50_000, 60_000),), [OUT]),
        (('level = "exempt"\nsanctions = ["order-correction"]',), []),
        (('fines = [{ on = ["manager"], min = 10_000, max = 100_000 }]',), []),
        (('fines = [{ on = ["manager"], min = 10_000, max = 100_001 }]',), [OUT]),
        (('fines = [{ on = ["individual"], min = 10_000, max = 100_000 }]',), [OUT]),  # nobody else is fined
        (('fines = [{ on = ["organisation"], multiple = { of = "gains", min = 1, max = 2 } }]',), [OUT]),
        (('fines = [{ on = ["organisation"], of_span = { min = 0, max = 30 } }]',), []),
        (
            ('fines = [{ on = ["organisation"], of_max = { min = 10, max = 30 } }]',),
            [],
        ),  # 10 % of 500,000 is the minimum
        (('fines = [{ on = ["organisation"], of_max = { min = 9, max = 30 } }]',), [OUT]),
        (('sanctions = ["warning", "order-correction", "confiscate-gains"]',), []),
        (('sanctions = ["revoke-licence"]',), [OUT]),  # 61① has no revocation there
    ],
)
def test_a_band_lies_inside_the_range_of_its_edition(
    statutes: Statutes, bands: tuple[str, ...], found: list[str]
) -> None:
    assert [code for code, _, _ in problems(statutes, table("csl@2025:61.1", *bands, more=REFUSED))] == found


def test_a_problem_names_line_and_key(statutes: Statutes) -> None:
    text = table("csl@2025:61.1", unit(50_000, 200_000), unit(150_000, 600_000), more=REFUSED)
    assert problems(statutes, text) == [(OUT, 13, "discretion[0].bands[1].fines[0]")]
    text = table("csl@2025:61.1", unit(50_000, 200_000), unit(150_000, 500_000), more=REFUSED)
    assert problems(statutes, text) == [(OVER, 13, "discretion[0].bands[1].fines[0]")]


def test_facts_choose_the_tier_that_a_band_divides(statutes: Statutes) -> None:
    """网安法 (2025) 61①: 可以处一万元以上五万元以下 without aggravation, 五万元以上五十万元以下 where it was refused."""
    base = unit(10_000, 50_000)
    graver = 'when = [{ facts = ["refused"] }]\n'
    assert problems(statutes, table("csl@2025:61.1", base, graver + unit(50_000, 500_000))) == []
    assert [code for code, *_ in problems(statutes, table("csl@2025:61.1", graver + base))] == [OUT]
    either = 'when = [{ facts = ["refused"] }, { facts = ["extreme"] }]\n'
    assert [code for code, *_ in problems(statutes, table("csl@2025:61.1", either + unit(50_000, 500_000)))] == [OUT]


# 网安法 (2025) 63①: 没有违法所得或者违法所得不足十万元的 20,000–100,000, 十万元以上的 one to five times
@pytest.mark.parametrize(
    ("fine", "found"),
    [
        ("size = { below = 100_000 }, min = 20_000, max = 100_000", []),
        ("size = { none = true }, min = 20_000, max = 50_000", []),
        ("size = { at_least = 100_000 }, min = 20_000, max = 100_000", [OUT]),
        ('size = { at_least = 100_000 }, multiple = { of = "gains", min = 1, max = 5 }', []),
        ('size = { at_least = 100_000 }, multiple = { of = "gains", min = 1, max = 6 }', [OUT]),
        ('size = { below = 100_000 }, multiple = { of = "gains", min = 1, max = 5 }', [OUT]),
        ('multiple = { of = "purchase", min = 1, max = 5 }', [OUT]),
    ],
)
def test_multiples_and_brackets_are_those_of_the_law(statutes: Statutes, fine: str, found: list[str]) -> None:
    text = table("csl@2025:63.1", f'fines = [{{ on = ["organisation"], {fine} }}]')
    assert [code for code, _, _ in problems(statutes, text)] == found


def test_a_span_without_a_minimum_is_not_divided(statutes: Statutes) -> None:
    """个保法66①: 拒不改正的，并处一百万元以下罚款 has no minimum, and none of 0 is made up."""
    for form, found in (("of_span", [OUT]), ("of_max", [])):
        text = table("pipl@2021:66.1", f'fines = [{{ on = ["organisation"], {form} = {{ max = 30 }} }}]', more=REFUSED)
        assert [code for code, _, _ in problems(statutes, text)] == found


def test_gaps_and_overlaps_of_the_source_itself_are_marked(statutes: Statutes) -> None:
    apart = (unit(50_000, 100_000), unit(200_000, 500_000))
    crossed = (unit(50_000, 300_000), unit(200_000, 500_000))
    for bands, kind in ((apart, "gap"), (crossed, "overlap")):
        marked = f'{REFUSED}\nsource_has = ["{kind}"]'
        assert problems(statutes, table("csl@2025:61.1", *bands, more=marked)) == []


def test_three_levels_leave_no_end_out(statutes: Statutes) -> None:
    levels = ("lenient", "ordinary", "heavier")
    sums = ((60_000, 200_000), (200_000, 300_000), (300_000, 400_000))
    bands = [f'level = "{level}"\n{unit(*ends)}' for level, ends in zip(levels, sums, strict=True)]
    assert [code for code, _, _ in problems(statutes, table("csl@2025:61.1", *bands, more=REFUSED))] == [GAP, GAP]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (table("csl@2025:61.1", unit(10_000, 50_000), more="items = [1]"), OUT),  # it lists no items
        (table("csl@2025:62.1", unit(50_000, 500_000), more='items = [4]\nfacts = ["refused"]'), OUT),  # it lists three
        (table("csl@2025:62.1", unit(50_000, 500_000), more='items = [3]\nfacts = ["refused"]'), None),
        (table("csl@2025:61.1", unit(50_000, 60_000), more='facts = ["overdue"]'), OUT),
        (table("csl@2025:71.1", unit(1, 2)), OUT),  # a pointer
        (table("csl@2025:999.1", unit(1, 2)), "SL201"),
        (table("csl@2016:59.1", unit(10_000, 100_000), more=REFUSED), "SL205"),
        (table("csl@2016:59.1", unit(10_000, 100_000), more=f"{REFUSED}\nuntil = 2025-12-31"), None),
        ('[[large_fine]]\nparty = "unit"\namount = 5\nuntil = 2025-01-01\nsource = "x"\n', "SL205"),
        ('[[large_fine]]\nparty = "unit"\namount = 5\n', "SL206"),
        ('[[large_fine]]\namount = 5\nsource = "x"\n', "SL201"),
        (table("csl@2025:61.1", unit(10_000, 50_000)) * 2, "SL201"),
        (
            table("csl@2025:61.1", unit(10_000, 50_000), more="until = 2026-07-31")
            + table("csl@2025:61.1", unit(10_000, 50_000), more="since = 2026-08-01"),
            None,
        ),
        ('[[judged]]\nfact = "serious"\nrefs = ["csl@2025:61.1"]\nwords = "x"\nsource = "y"\n', OUT),  # it has none
        ('[[judged]]\nfact = "serious"\nrefs = ["news@2017:24.1"]\nwords = "x"\nsource = "y"\n', None),
        ('region = "火星"\n', "SL201"),
        ("colour = 1\n", "SL201"),
        (
            '[[large_fine]]\nparty = "unit"\namount = 5\nsource = "x"\n[[large_fine]]\nparty = "unit"\namount = 6\nsource = "y"\n',
            "SL201",
        ),
    ],
)
def test_references_days_and_sources(statutes: Statutes, text: str, code: str | None) -> None:
    assert [each for each, _, _ in problems(statutes, text)] == ([code] if code else [])


def test_every_problem_is_told_at_once(statutes: Statutes) -> None:
    text = 'region = "火星"\n[[large_fine]]\nparty = "unit"\namount = 0\nsource = "x"\nfoo = 1\n'
    assert [(line, key) for _, line, key in problems(statutes, text)] == [
        (3, "region"),
        (6, "large_fine[0].amount"),
        (8, "large_fine[0].foo"),
    ]


def test_what_is_of_the_wrong_kind_hides_nothing_else(statutes: Statutes) -> None:
    text = 'region = "火星"\n[[large_fine]]\namount = 5\n[[large_fine]]\nparty = "unit"\namount = "五"\n[[judged]]\nfact = 1\n'
    assert [(line, key) for _, line, key in problems(statutes, text)] == [
        (3, "region"),
        (4, "large_fine[0]"),
        (8, "large_fine[1].amount"),
        (10, "judged[0].fact"),
    ]


def test_exit_codes_and_json(run: Run, tmp_path: Path) -> None:
    (tmp_path / "o.toml").write_text(HEAD + '[[large_fine]]\nparty = "unit"\namount = 5\n', encoding="utf-8")
    done = run("lint", "--office", "o.toml")
    assert done.returncode == 1
    assert "o.toml:3  SL206 office-source-missing" in done.stdout
    (told,) = json.loads(run("lint", "--office", "o.toml", "--json").stdout)["problems"]
    assert (told["code"], told["line"], told["key"]) == ("SL206", 3, "large_fine[0]")
    (tmp_path / "o.toml").write_text("name", encoding="utf-8")
    assert run("lint", "--office", "o.toml").returncode == 2
    assert run("lint", "--office", "o.toml", "--seal").returncode == 2


def test_a_profile_that_contradicts_the_law_is_refused_wherever_it_is_used(run: Run, tmp_path: Path) -> None:
    text = HEAD + table("csl@2025:61.1", unit(50_000, 600_000), more=REFUSED)
    (tmp_path / "o.toml").write_text(text, encoding="utf-8")
    for line in (("range", "csl@2016:59.1"), ("powers",), ("compare", "csl@2016:59.1", "csl@2025:61.1")):
        done = run(*line, "--office", "o.toml")
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr.startswith(
            "finecalc: o.toml:9：discretion[0].bands[0].fines[0]：超出法律对单位规定的幅度：5万元以上50万元以下"
        )
    with pytest.raises(OfficeError, match="幅度"):
        finecalc.load(office=tmp_path / "o.toml")
