"""`finecalc explain`: what a finding code means, the rule of law behind it, an example, how to mend it."""

from collections.abc import Iterator
from typing import Annotated

import typer

from finecalc.cli.options import Json, table, write_json
from finecalc.cli.pages import show
from finecalc.cli.settings import in_words, said
from finecalc.decisions.codes import FINDINGS
from finecalc.decisions.day_counts import JUDGED
from finecalc.language.codes import Rule, find
from finecalc.language.page import Block, Heading, Items, Line, Quotation, Span, Table, Title, Verbatim
from finecalc.proof.codes import RULES
from finecalc.table.statutes import Statutes
from finecalc.table.steps import counting

_SEVERITIES = {
    "error": ("违法", "error"),
    "warning": ("提醒", "warning"),
    "info": ("提示", "info"),
    "unreadable": ("看不懂", "unreadable"),
}


def _severity(rule: Rule) -> str:
    in_table = rule.severity == "error" and rule.code not in FINDINGS
    return said("错误", "error") if in_table else said(*_SEVERITIES[rule.severity])


def _complete(incomplete: str) -> list[str]:
    names = [name for rule in every_rule().values() for name in (rule.code, rule.name)]
    return [name for name in names if name.lower().startswith(incomplete.lower())]


def command(
    code: Annotated[
        str | None,
        typer.Argument(autocompletion=_complete),
    ] = None,
    as_json: Json = False,
) -> None:
    rules = every_rule()
    statutes = table()
    if code is None:
        if as_json:
            write_json([_as_json(statutes, rule) for rule in rules.values()])
            return
        head = (said("代码", "code"), said("名称", "name"), said("程度", "severity"), said("含义", "means"))
        rows = ((rule.code, rule.name, _severity(rule), in_words(rule.means)) for rule in rules.values())
        show((Table(head, tuple(rows)),))
        return
    rule = find(code, rules)
    if as_json:
        write_json(_as_json(statutes, rule))
        return
    show(tuple(rule_page(statutes, rule)))


def rule_page(statutes: Statutes, rule: Rule) -> Iterator[Block]:
    """One rule, in fixed sections."""
    yield Title(f"{rule.title}  {_severity(rule)}")
    yield Line(in_words(rule.means))
    yield Heading(said("为什么", "Why"))
    yield Line(in_words(rule.why), indent=1)
    for step in statutes.table.rules.procedures if "procedures" in rule.basis else ():
        yield Heading(in_words(step.name))
        yield Items((in_words(step.text), in_words(step.large)))
    references = basis(statutes, rule)
    if references:
        yield Heading(said("法律依据", "The law"))
        for reference in references:
            cited = Span(in_words(statutes.citation(reference)), "key")
            yield Line((cited, Span(f" ({reference})", "dim")), indent=1)
            yield Quotation(statutes.provision(reference).text, indent=2)
    yield Heading(said("怎么改", "How to mend it"))
    yield Line(in_words(rule.mend), indent=1)
    yield Heading(said("例子", "Example"))
    yield from _example(rule)


def _example(rule: Rule) -> Iterator[Block]:
    if not rule.example:
        yield Line(
            said("表中现有的条文没有这样的例子。", "No provision that the table holds today gives an example."),
            indent=1,
        )
        return
    yield _as_it_is(rule.example)  # whole, so that it can be copied
    if rule.code in FINDINGS:
        if rule.office:
            yield Line(said("（机关档案）", "(the office profile)"), "dim", indent=1)
            yield _as_it_is(rule.office.strip())
        yield Line(
            said(
                "（存成 .jsonl，用 finecalc check 检查，就会报这个代码）",
                "(saved as .jsonl, finecalc check reports this code on it)",
            ),
            "dim",
            indent=1,
        )


def _as_it_is(example: str) -> Verbatim:
    return Verbatim(tuple("  " + line for line in example.splitlines()))


def _as_json(statutes: Statutes, rule: Rule) -> dict[str, object]:
    return {
        "code": rule.code,
        "name": rule.name,
        "severity": rule.severity,
        "means": in_words(rule.means),
        "why": in_words(rule.why),
        "mend": in_words(rule.mend),
        "example": rule.example,
        **({"office": rule.office} if rule.office else {}),
        "basis": [{"reference": ref, "citation": in_words(statutes.citation(ref))} for ref in basis(statutes, rule)],
    }


def every_rule() -> dict[str, Rule]:
    """All codes of `check` and `lint`."""
    return {**FINDINGS, **RULES}


def basis(statutes: Statutes, rule: Rule) -> list[str]:
    """The provisions that a rule rests on, as the table names them; nothing where the table does not name them."""
    rules = statutes.table.rules
    adjustments = statutes.adjustments
    found: list[str] = []
    for place in rule.basis:
        kind, _, name = place.partition(".")
        if kind == "adjustments" and name in adjustments:
            found += (*adjustments[name].rules, *adjustments[name].own_rules)
        elif kind == "procedures":
            found += [ref for step in rules.procedures for ref in (step.ref, step.general)]
        elif kind == "steps":
            found += [ref for step in rules.steps if step.id in JUDGED for ref in counting(step)]
        elif name == "limitation":
            found += [rules.limitation.ref, rules.limitation.start_ref]
        elif name == "division":
            found += rules.division
        elif name == "bands":
            found += [ref for _, ref in rules.bands.references] if rules.bands else []
        elif kind == "rules":
            found.append(getattr(rules, name))
    return [ref for ref in dict.fromkeys(found) if ref in statutes.provisions]
