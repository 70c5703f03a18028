"""The general rules under `[rules]`: their figures, words and days stand in the texts on which they rest."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from finecalc.proof.reader.numerals import chinese
from finecalc.table.model import Bands
from finecalc.table.toml_lines import Path

if TYPE_CHECKING:
    from finecalc.proof.lint import Lint


def rules(lint: "Lint") -> None:
    """The general rules rest on rule provisions; their figures and words stand in the text that they rest on."""
    table = lint.table
    for path, ref in _rule_references(lint):
        found = lint.known.get(ref)
        if not found or found.role != "rule":
            lint.tell("SL104", path, has=ref, zh=f"{ref} 不是规则条款", en=f"{ref} is no rule provision")
    limitation = table.rules.limitation
    label = next((fact.label for fact in table.facts if fact.id == limitation.fact), limitation.fact)
    stated = {
        "years": (limitation.ref, f"{chinese(limitation.years)}年内未被发现"),
        "extended_years": (limitation.ref, f"延长至{chinese(limitation.extended_years)}年"),
        "fact": (limitation.ref, label),
        "start_ref": (limitation.start_ref, "前款规定的期限"),
    }
    for number, ref in enumerate(table.rules.division):
        if ref not in lint.known:
            lint.tell("SL104", ("rules", "division", number), has=ref)
    for key, (ref, words) in stated.items():
        _stands_in(lint, ("rules", "limitation", key), ref, words)
    if table.rules.bands:
        _bands(lint, table.rules.bands)


def _bands(lint: "Lint", bands: Bands) -> None:
    """The levels of discretion divide a span from end to end, in the words of the text, since the day that it names."""
    here: Path = ("rules", "bands")
    edges = [0]
    for number, level in enumerate(bands.levels):
        if level.low != edges[-1]:
            lint.tell("SL118", (*here, "levels", number, "low"), edges[-1], level.low)
        edges.append(level.high)
        said = {(True, False): f"低于{level.high}%", (False, True): f"超过{level.low}%"}
        words = said.get((not level.low and level.open == ("max",), level.high == 100 and level.open == ("min",)))
        words = words or f"{level.low}%至{level.high}%{'、'.join(level.open)}"
        if level.quote != words:
            lint.tell("SL118", (*here, "levels", number, "quote"), words, level.quote)
        _stands_in(lint, (*here, "levels", number, "quote"), bands.ref, f"{level.label}处罚的罚款数额")
        _stands_in(lint, (*here, "levels", number, "quote"), bands.ref, level.quote)
        _stands_in(
            lint,
            (*here, "levels", number, "grounds"),
            level.grounds,
            f"应当{level.label}" if level.adjust else f"应当给予{level.label}",
        )
        named = [each.label for each in lint.table.adjustments if each.id == level.adjust]
        if level.adjust and named != [level.label]:
            lint.tell("SL118", (*here, "levels", number, "adjust"), level.label, named)
    if edges[-1] != 100:
        lint.tell("SL118", (*here, "levels"), 100, edges[-1])
    _stands_in(lint, (*here, "float"), bands.float_ref, f"上下浮动{chinese(bands.float)}个百分点")
    if bands.start_ref in lint.known:
        day = next(
            each.in_force
            for law in lint.table.laws
            for each in law.editions
            if bands.start_ref.startswith(f"{law.id}@{each.year}:")
        )
        _stands_in(lint, (*here, "start_ref"), bands.start_ref, f"{day.year}年{day.month}月{day.day}日起施行")
    labels = {kind.id: kind.label for kind in lint.table.sanctions}
    alone = "、".join(labels.get(kind, kind) for kind in bands.two_levels)
    _stands_in(lint, (*here, "two_levels"), bands.two_levels_ref, f"单独处{alone}的")
    for key, words in _OTHERWISE.items():
        _stands_in(lint, (*here, key), getattr(bands, key), words)
    for number, maker in enumerate(bands.local_levels):
        _stands_in(lint, (*here, "local_levels", number), bands.local_ref, _MAKERS.get(maker, maker))
    if len(bands.local_levels) < len(_MAKERS):
        lint.tell("SL118", (*here, "local_levels"), list(_MAKERS), list(bands.local_levels))
    for number, ref in enumerate(bands.departure_refs):
        _stands_in(lint, (*here, "departure_refs", number), ref, "可以调整适用")


_MAKERS = {"provincial": "省、自治区、直辖市", "prefecture": "设区的市、自治州网信部门可以"}
"""The levels of offices that the text lets make tables of their own, in its words."""
_OTHERWISE = {
    "persons_ref": "直接负责的主管人员和其他直接责任人员的处罚",
    "several_ref": "分别裁量，合并处罚",
    "local_ref": "不能超出上级网信部门划定的阶次或者幅度",
    "stated_ref": "裁量权基准的适用情况予以明确",
}
"""What the provisions say that the rule on levels rests on for the rest."""


def _stands_in(lint: "Lint", path: Path, ref: str, words: str) -> None:
    if ref in lint.known and words not in lint.known[ref].text:
        lint.tell("SL118", path, lint.known[ref].text, words)


def _rule_references(lint: "Lint") -> Iterator[tuple[Path, str]]:
    rules_ = lint.table.rules
    for key in rules_.__struct_fields__:
        if isinstance(getattr(rules_, key), str):
            yield ("rules", key), getattr(rules_, key)
    for key in ("limitation", "handover", "report_up"):
        if getattr(rules_, key):
            yield ("rules", key, "ref"), getattr(rules_, key).ref
    yield ("rules", "limitation", "start_ref"), rules_.limitation.start_ref
    for number, procedure in enumerate(rules_.procedures):
        yield ("rules", "procedures", number, "ref"), procedure.ref
        yield ("rules", "procedures", number, "general"), procedure.general
    for path, ref in rules_.bands.references if rules_.bands else ():
        yield ("rules", "bands", *path), ref
    for number, adjustment in enumerate(lint.table.adjustments):
        for key in ("rules", "own_rules"):
            for each, ref in enumerate(getattr(adjustment, key)):
                yield ("adjustments", number, key, each), ref
