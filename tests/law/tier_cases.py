"""The tiers of the laws beside the Cybersecurity Law, with numbers and sanctions written by hand from the text of the article."""

from decimal import Decimal
from typing import Any

WAN = 10_000
FineCase = tuple[str, Decimal, Decimal]
Case = tuple[str, dict[str, Any], dict[str, FineCase], dict[str, str]]


def must(low: float, high: float) -> FineCase:
    return "must", Decimal(str(low)), Decimal(str(high))


def may(low: float, high: float) -> FineCase:
    return "may", Decimal(str(low)), Decimal(str(high))


def one_of(low: float, high: float) -> FineCase:
    return "one-or-more", Decimal(str(low)), Decimal(str(high))


def both(fine: FineCase) -> dict[str, FineCase]:
    """直接负责的主管人员和其他直接责任人员."""
    return {"manager": fine, "staff": fine}


def each(fine: FineCase) -> dict[str, FineCase]:
    """任何单位和个人."""
    return {"organisation": fine, "individual": fine}


ORDER = {"order-correction": "must"}
ORDER_WARN = {"order-correction": "must", "warning": "must"}
ORDER_WARN_GAINS = {**ORDER_WARN, "confiscate-gains": "must"}
FOUR = {"suspend-business": "may", "rectification-shutdown": "may", "revoke-permit": "may", "revoke-licence": "may"}
FIVE = {**FOUR, "close-website": "may"}
HALT = {
    "suspend-business": "one-or-more",
    "order-shutdown": "one-or-more",
    "revoke-permit": "one-or-more",
    "revoke-licence": "one-or-more",
}


def carried(kinds: dict[str, str], mode: str = "may") -> dict[str, str]:
    """What stands from a lower tier."""
    return {f"+{kind}": mode for kind in kinds}


DATAREGS: list[Case] = [
    ("dataregs@2024:55.1", {}, {}, ORDER_WARN_GAINS),
    *[
        (
            "dataregs@2024:55.1",
            {"facts": [fact], "gains": 0},
            {"organisation": must(0, 100 * WAN), **both(may(1 * WAN, 10 * WAN))},
            {**FOUR, **carried(ORDER_WARN_GAINS)},
        )
        for fact in ("refused", "serious")
    ],
    ("dataregs@2024:56.1", {}, {"organisation": may(10 * WAN, 100 * WAN), **both(may(1 * WAN, 10 * WAN))}, ORDER_WARN),
    *[
        (
            "dataregs@2024:56.1",
            {"facts": [fact]},
            {"organisation": must(100 * WAN, 1000 * WAN), **both(must(10 * WAN, 100 * WAN))},
            {**FOUR, **carried(ORDER_WARN)},
        )
        for fact in ("refused", "serious")
    ],
    ("dataregs@2024:57.1", {}, {"organisation": may(5 * WAN, 50 * WAN), **both(may(1 * WAN, 10 * WAN))}, ORDER_WARN),
    *[
        (
            "dataregs@2024:57.1",
            {"facts": [fact]},
            {"organisation": must(50 * WAN, 200 * WAN), **both(must(5 * WAN, 20 * WAN))},
            {**FOUR, **carried(ORDER_WARN)},
        )
        for fact in ("refused", "造成大量数据泄露等严重后果")
    ],
]


def by_gains(ref: str, facts: list[str], persons: dict[str, FineCase], sanctions: dict[str, str]) -> list[Case]:
    """违法所得一百万元以上的，并处一倍以上十倍以下; 没有违法所得或者不足一百万元的，并处十万元以上一百万元以下.

    Where there are gains and this tier does not make their confiscation a must, the general rule does.
    """
    known: dict[str, Any] = {"facts": facts} if facts else {}
    fixed = must(10 * WAN, 100 * WAN)
    sizes = [
        (0, fixed),
        ("999999.99", fixed),
        (1_000_000, must(1_000_000, 10_000_000)),
        (3_000_000, must(3_000_000, 30_000_000)),
    ]
    ruled = {kind: mode for kind, mode in sanctions.items() if (kind, mode) != ("+confiscate-gains", "may")}
    return [
        (ref, {**known, "gains": Decimal(gains)}, {"organisation": fine, **persons}, ruled if gains else sanctions)
        for gains, fine in sizes
    ]


MINORS: list[Case] = [
    case
    for year in ("2020", "2024")
    for case in (
        (f"minors@{year}:121.1", {}, {"organisation": may(0, 10 * WAN)}, ORDER_WARN_GAINS),
        *by_gains(f"minors@{year}:121.1", ["refused"], {}, {**HALT, **carried(ORDER_WARN_GAINS)}),
        *by_gains(f"minors@{year}:121.1", ["serious"], {}, {**HALT, **carried(ORDER_WARN_GAINS)}),
        *by_gains(f"minors@{year}:127.1", [], both(must(1 * WAN, 10 * WAN)), ORDER_WARN_GAINS),
        *by_gains(
            f"minors@{year}:127.1",
            ["refused"],
            both(must(1 * WAN, 10 * WAN)),
            {**FIVE, **carried(ORDER_WARN_GAINS, "must")},
        ),
    )
]

MINORNET: list[Case] = [
    ("minornet@2023:53.1", {}, {}, ORDER),
    *[
        (
            "minornet@2023:53.1",
            {"facts": [fact]},
            {"organisation": must(5 * WAN, 50 * WAN), **both(must(1 * WAN, 10 * WAN))},
            carried(ORDER),
        )
        for fact in ("refused", "serious")
    ],
    ("minornet@2023:54.1", {}, {}, ORDER_WARN_GAINS),
    (
        "minornet@2023:54.1",
        {"facts": ["refused"]},
        {"organisation": must(0, 100 * WAN), **both(must(1 * WAN, 10 * WAN))},
        carried(ORDER_WARN_GAINS, "must"),
    ),
    *[
        (
            "minornet@2023:54.2",
            {"facts": ["serious"], "turnover": turnover},
            {"organisation": must(0, ceiling), **both(must(10 * WAN, 100 * WAN))},
            {**ORDER, "confiscate-gains": "must", **FOUR, "bar-from-office": "may"},
        )
        for turnover, ceiling in ((0, 50_000_000), (1_000_000_000, 50_000_000), (2_000_000_000, 100_000_000))
    ],
    ("minornet@2023:55.1", {}, {"organisation": may(0, 10 * WAN)}, ORDER_WARN_GAINS),
    *by_gains("minornet@2023:55.1", ["refused"], {}, {**HALT, **carried(ORDER_WARN_GAINS)}),
    *by_gains("minornet@2023:55.1", ["serious"], {}, {**HALT, **carried(ORDER_WARN_GAINS)}),
    *by_gains("minornet@2023:56.1", [], both(must(1 * WAN, 10 * WAN)), ORDER_WARN_GAINS),
    *by_gains(
        "minornet@2023:56.1", ["serious"], both(must(1 * WAN, 10 * WAN)), {**FIVE, **carried(ORDER_WARN_GAINS, "must")}
    ),
    (
        "minornet@2023:57.1",
        {"facts": ["closed-or-revoked"]},
        {},
        {"bar-from-permit": "must", "bar-from-business": "must"},
    ),
]


def fraud(ref: str, measures: dict[str, str]) -> list[Case]:
    """责令改正，情节较轻的，警告、通报批评，或者五万元以上五十万元以下; 情节严重的，五十万元以上五百万元以下."""
    return [
        (ref, {}, {}, ORDER),
        (
            ref,
            {"facts": ["情节较轻"]},
            {"organisation": one_of(5 * WAN, 50 * WAN)},
            {"warning": "one-or-more", "public-criticism": "one-or-more", **carried(ORDER)},
        ),
        (
            ref,
            {"facts": ["情节严重"]},
            {"organisation": must(50 * WAN, 500 * WAN), **both(must(1 * WAN, 20 * WAN))},
            {**measures, **carried(ORDER)},
        ),
    ]


HALTS = {"suspend-business": "may", "rectification-shutdown": "may"}
APP = {**HALTS, "close-website-or-app": "may"}

TELEFRAUD: list[Case] = [
    *[
        (
            "telefraud@2022:38.2",
            {"gains": gains},
            {"individual": fine},
            {"detention": "must", "confiscate-gains": "must"},
        )
        for gains, fine in (
            (0, must(0, 10 * WAN)),
            (Decimal("9999.99"), must(0, 10 * WAN)),
            (10_000, must(10_000, 100_000)),
        )
    ],
    *fraud("telefraud@2022:39.1", FOUR),
    *fraud("telefraud@2022:40.1", {**FOUR, "restrict-business": "may"}),
    *fraud("telefraud@2022:41.1", {**APP, "revoke-permit": "may", "revoke-licence": "may"}),
    *[
        ("telefraud@2022:42.1", {"gains": gains}, each(fine), {"confiscate-gains": "must"})
        for gains, fine in (
            (0, must(0, 50 * WAN)),
            (Decimal("49999.99"), must(0, 50 * WAN)),
            (50_000, must(50_000, 500_000)),
        )
    ],
    (
        "telefraud@2022:42.1",
        {"facts": ["serious"], "gains": 80_000},
        each(must(80_000, 800_000)),
        {"detention": "must", "+confiscate-gains": "must"},
    ),
    *fraud("telefraud@2022:43.1", APP),
    *[
        ("telefraud@2022:44.1", {"gains": gains}, each(fine), {"confiscate-gains": "must"})
        for gains, fine in (
            (0, must(0, 20 * WAN)),
            (Decimal("19999.99"), must(0, 20 * WAN)),
            (20_000, must(20_000, 200_000)),
        )
    ],
    (
        "telefraud@2022:44.1",
        {"facts": ["serious"], "gains": 0},
        each(must(0, 20 * WAN)),
        {"detention": "must", "+confiscate-gains": "must"},
    ),
]

CIIREGS: list[Case] = [
    *[
        case
        for ref in ("ciiregs@2021:39.1", "ciiregs@2021:40.1")
        for case in (
            (ref, {}, {}, ORDER_WARN),
            *[
                (
                    ref,
                    {"facts": [fact]},
                    {"organisation": must(10 * WAN, 100 * WAN), "manager": must(1 * WAN, 10 * WAN)},
                    carried(ORDER_WARN),
                )
                for fact in ("refused", "导致危害网络安全等后果")
            ],
        )
    ],
    (
        "ciiregs@2021:41.1",
        {"purchase": 50_000},
        {"organisation": must(50_000, 500_000), **both(must(1 * WAN, 10 * WAN))},
        ORDER,
    ),
    ("ciiregs@2021:42.1", {}, {}, ORDER),
    (
        "ciiregs@2021:42.1",
        {"facts": ["refused"]},
        {"organisation": must(5 * WAN, 50 * WAN), **both(must(1 * WAN, 10 * WAN))},
        carried(ORDER),
    ),
    (
        "ciiregs@2021:43.1",
        {},
        {"individual": may(5 * WAN, 50 * WAN)},
        {"confiscate-gains": "must", "detention": "must"},
    ),
    (
        "ciiregs@2021:43.1",
        {"facts": ["情节较重"], "gains": 0},
        {"individual": may(10 * WAN, 100 * WAN)},
        {"detention": "must", "+confiscate-gains": "may"},
    ),
    (
        "ciiregs@2021:43.2",
        {},
        {"organisation": must(10 * WAN, 100 * WAN), **both(may(5 * WAN, 50 * WAN))},
        {"confiscate-gains": "must", "detention": "must"},
    ),
    (
        "ciiregs@2021:43.2",
        {"facts": ["serious"], "gains": 0},
        {"organisation": must(10 * WAN, 100 * WAN), **both(may(10 * WAN, 100 * WAN))},
        {"detention": "must", "+confiscate-gains": "may"},
    ),
    ("ciiregs@2021:43.3", {"facts": ["security-penalty"]}, {}, {"bar-from-key-posts": "must"}),
    ("ciiregs@2021:43.3", {"facts": ["criminal-penalty"]}, {}, {"bar-from-key-posts": "must"}),
]

CRITICISM = {"warning": "must", "public-criticism": "must"}

ALGO: list[Case] = [
    ("algo@2021:31.1", {}, {}, {**CRITICISM, **ORDER}),
    *[
        (
            "algo@2021:31.1",
            {"facts": [fact]},
            {"organisation": must(1 * WAN, 10 * WAN)},
            {"suspend-updates": "must", **carried({**CRITICISM, **ORDER})},
        )
        for fact in ("refused", "serious")
    ],
    ("algo@2021:33.1", {}, {}, {"revoke-filing": "must", **CRITICISM}),
    (
        "algo@2021:33.1",
        {"facts": ["serious"]},
        {"organisation": must(1 * WAN, 10 * WAN)},
        {"suspend-updates": "must", **carried({"revoke-filing": "", **CRITICISM})},
    ),
    ("algo@2021:33.2", {}, {}, {"cancel-filing": "must"}),
]

OTHERS: list[Case] = [
    ("foodwaste@2021:30.1", {}, {}, ORDER_WARN),
    *[
        (
            "foodwaste@2021:30.1",
            {"facts": [fact]},
            {"organisation": must(1 * WAN, 10 * WAN)},
            {**HALTS, **carried(ORDER_WARN)},
        )
        for fact in ("refused", "serious")
    ],
    ("fundraising@2021:34.1", {}, {}, ORDER_WARN_GAINS),
    *[
        (
            "fundraising@2021:34.1",
            {"facts": [fact], "gains": 0},
            {"organisation": must(10 * WAN, 50 * WAN), **both(must(1 * WAN, 10 * WAN))},
            {**FIVE, **carried(ORDER_WARN_GAINS)},
        )
        for fact in ("refused", "serious")
    ],
    ("language@2025:30.1", {}, {}, ORDER),
    (
        "language@2025:30.1",
        {"facts": ["refused"]},
        {},
        {"warning": "one-or-more", "public-criticism": "one-or-more", "+order-correction": "must"},
    ),
]

CASES = [*DATAREGS, *MINORS, *MINORNET, *TELEFRAUD, *CIIREGS, *ALGO, *OTHERS]
