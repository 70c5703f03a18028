"""The road of a case: its quotations stand in the texts, its day counts say what these say, and no duty of the list is left out.

Each check takes the table under examination and reports to it what is wrong.
"""

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from finecalc.language.numerals import to_number
from finecalc.proof.reader.numerals import chinese
from finecalc.table.steps import Clause, Count, Kind, Listed, RoadStep, Unit
from finecalc.table.toml_lines import Path

if TYPE_CHECKING:
    from finecalc.proof.lint import Lint

_COUNTED = re.compile("([一二三四五六七八九十]+)(个工作日|个月|日)")
_UNITS: dict[str, Unit] = {"个工作日": "working-day", "个月": "month", "日": "day"}
_KINDS: dict[Kind, str] = {
    "longer-to": "延长至",
    "longer-by": "可以延长(?!至)",
    "longer-open": "继续延期",
    "not-counted": "不计入",
}
_UP_TO = re.compile("([一二三四五六七八九十]+)日以内")


def steps(lint: "Lint") -> None:
    """Each step has a name, quotes the texts that it rests on, and counts days as they do."""
    rules = lint.table.rules
    for index, step in enumerate(rules.steps):
        place: Path = ("rules", "steps", index)
        if step.id in {each.id for each in rules.steps[:index]}:
            lint.tell("SL103", (*place, "id"), has=step.id)
        for key, words in (("name", step.name), ("when", step.when), ("elsewhere", step.elsewhere)):
            if words and not (words.zh.strip() and words.en.strip()):
                lint.tell("SL109", (*place, key))
        _links(lint, place, step)
        for key in ("office", "general"):
            for number, clause in enumerate(getattr(step, key)):
                _clause(lint, (*place, key, number), clause)
        own = rules.office_rules.split(":")[0] if rules.office_rules else ""
        for number, clause in enumerate(step.general):
            if own and clause.ref.startswith(own):
                zh, en = "只约束网信部门的规定不写进 general", "what binds cyberspace offices alone is no general law"
                lint.tell("SL118", (*place, "general", number, "ref"), has=clause.ref, zh=zh, en=en)
        for number, listed in enumerate(step.listed):
            _listed(lint, (*place, "listed", number), step, listed)
    for index, reading in enumerate(rules.counting):
        if reading.ref:
            _is_rule(lint, ("rules", "counting", index, "ref"), reading.ref)


def _links(lint: "Lint", place: Path, step: RoadStep) -> None:
    rules = lint.table.rules
    known = {
        "done": {event.id for event in rules.events},
        "procedure": {procedure.ref for procedure in rules.procedures},
        "waits_for": {each.id for each in rules.steps} - {step.id},
    }
    for key, names in known.items():
        if getattr(step, key) is not None and getattr(step, key) not in names:
            lint.tell("SL108", (*place, key), has=getattr(step, key))
    if not step.roads:
        lint.tell("SL109", (*place, "roads"))


def _is_rule(lint: "Lint", path: Path, ref: str) -> bool:
    found = lint.known.get(ref)
    if found and found.role in ("rule", "supervision"):
        return True
    lint.tell("SL104", path, has=ref, zh=f"{ref} 不是规则条款", en=f"{ref} is no rule provision")
    return False


def _clause(lint: "Lint", path: Path, clause: Clause) -> None:
    """The words stand in the text; what they say of days is what the count says."""
    if not _is_rule(lint, (*path, "ref"), clause.ref):
        return
    text = lint.known[clause.ref].text
    if not clause.quote or clause.quote not in text:
        lint.tell("SL019", (*path, "quote"), text, clause.quote, ref=clause.ref)
    kind = next((kind for kind, words in _KINDS.items() if re.search(words, clause.quote)), "duty")
    if clause.kind != kind:
        lint.tell("SL118", (*path, "kind"), kind, clause.kind, ref=clause.ref)
    said = _COUNTED.search(clause.quote)
    if clause.count is None:
        if said and kind != "not-counted":
            lint.tell("SL118", (*path, "count"), said[0], ref=clause.ref)
        return
    for key, says in _counted(lint, clause, clause.count):
        lint.tell("SL118", (*path, "count", key), says, getattr(clause.count, key), ref=clause.ref)


def _counted(lint: "Lint", clause: Clause, count: Count) -> Iterator[tuple[str, object]]:
    """The keys of a count that say something else than the words, and what these say."""
    said = _COUNTED.search(clause.quote)
    if said is None or said[1] != chinese(count.days):
        yield "days", said[1] if said else ""
        return
    made = _made_working(lint, clause.ref, count.days) if said[2] == "日" else None
    unit = "working-day" if made else _UNITS[said[2]]
    if count.unit != unit:
        yield "unit", unit
    if count.by != made:
        yield "by", made
    if count.before != clause.quote[said.end() :].startswith("前"):
        yield "before", not count.before
    events = [event.id for event in lint.table.rules.events if any(words in clause.quote for words in event.words)]
    stated = events[0] if events else ""
    if clause.kind == "longer-by":
        if count.of or count.unsaid:
            yield "of", ""
    elif count.unsaid == bool(events):
        yield "unsaid", not count.unsaid
    elif not count.unsaid and count.of != stated:
        yield "of", stated
    elif count.of not in {event.id for event in lint.table.rules.events}:
        yield "of", ""


def _made_working(lint: "Lint", ref: str, days: int) -> str | None:
    """The provision of the same law that makes periods of so many days working days."""
    for known in lint.known.values():
        if known.ref.split(":")[0] == ref.split(":")[0] and "工作日" in known.text and known.role == "rule":
            up_to = _UP_TO.search(known.text)
            if f"“{chinese(days)}日”" in known.text or (up_to and days <= (to_number(up_to[1]) or 0)):
                return known.ref
    return None


def _listed(lint: "Lint", path: Path, step: RoadStep, listed: Listed) -> None:
    """A duty stands in the power list; what it says of days is said to have changed where the text says otherwise."""
    passages = {passage.id: passage.text for passage in lint.table.passages}
    duties = [passages.get(power.duties, "") for power in lint.table.powers]
    if not listed.quote or not any(listed.quote in text for text in duties):
        lint.tell("SL113", (*path, "quote"), has=listed.quote)
    if listed.ref is not None:
        _is_rule(lint, (*path, "ref"), listed.ref)
    if listed.changed and (listed.ref is None or not (listed.changed.zh.strip() and listed.changed.en.strip())):
        lint.tell("SL109", (*path, "changed"))
    before = _COUNTED.search(listed.quote)
    if before is None:
        return
    now = {(chinese(clause.count.days), clause.count.unit) for clause in _of(step, listed.ref) if clause.count}
    if ((before[1], _UNITS[before[2]]) in now) == (listed.changed is not None):
        lint.tell("SL118", (*path, "changed"), sorted(now), before[0])


def _of(step: RoadStep, ref: str | None) -> list[Clause]:
    return [clause for clause in (*step.office, *step.general) if clause.ref == ref and clause.kind == "duty"]


def duties(lint: "Lint") -> None:
    """Each sentence that the power list says of duties stands under one step."""
    rules = lint.table.rules
    if not rules.steps:
        return
    quotes = [listed.quote for step in rules.steps for listed in step.listed]
    used = {power.duties for power in lint.table.powers}
    for index, passage in enumerate(lint.table.passages):
        sentences = re.split(
            "[。\n]", re.sub(r"(?m)^\d+\.\s*(?:[^：。]*责任：|组织[^：。]*的责任：)?", "", passage.text)
        )
        for sentence in filter(None, sentences if passage.id in used else ()):
            if not any(quote in sentence for quote in quotes):
                zh, en = "清单的这一句没有归入任何步骤", "this sentence of the power list stands under no step"
                lint.tell("SL113", ("passages", index, "text"), sentence, zh=zh, en=en)


CHECKS: "tuple[Callable[[Lint], None], ...]" = (steps, duties)
