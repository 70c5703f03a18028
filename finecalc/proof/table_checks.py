"""The table as a whole: what must hold between its entries, whatever their texts say.

Each check takes the table under examination and reports to it what is wrong.
"""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from finecalc.language.citation import everyday, split
from finecalc.proof.reader.likeness import Part, nearness, parts
from finecalc.proof.reader.numerals import chinese
from finecalc.proof.reader.pointing import law_names, leads
from finecalc.proof.rule_checks import rules
from finecalc.proof.seal import Due, holds, is_citation, seal, unfilled
from finecalc.table.model import Edition, Fine, Law, Power, Provision, Successor, Tier
from finecalc.table.soundness import RELIED_ON
from finecalc.table.toml_lines import Path

if TYPE_CHECKING:
    from finecalc.proof.lint import Lint

Candidates = list[tuple[Provision, Part]]


# --- tiers ------------------------------------------------------------------------------------------------------------


def ladders(lint: "Lint") -> None:
    """Each combination of facts opens exactly one tier as the gravest, and each tier is opened by some."""
    for index, provision in enumerate(lint.table.provisions):
        graver: set[str] = set()
        for number, tier in reversed(list(enumerate(provision.tiers))):
            place = (*lint.place(index), "tiers", number)
            twice = set(tier.when) & graver
            if twice or (number and not tier.when) or not (tier.fines or tier.sanctions):
                lint.tell("SL114", place, has=sorted(twice) or tier.quote, ref=provision.ref)
            graver |= set(tier.when)
            brackets(lint, place, provision.ref, tier)


def brackets(lint: "Lint", place: Path, ref: str, tier: Tier) -> None:
    """The sizes of a base for which fines on one target are given leave none out and share none."""
    for target in dict.fromkeys(name for fine in tier.fines for name in fine.on):
        fines = [fine for fine in tier.fines if target in fine.on]
        if not _partition(fines):
            lint.tell("SL115", (*place, "fines"), has=[fine.quote for fine in fines], ref=ref)


def _partition(fines: list[Fine]) -> bool:
    plain = [fine for fine in fines if not fine.bracket]
    sizes = [fine.bracket for fine in fines if fine.bracket]
    bounded = sorted((b.at_least or 0, b.below) for b in sizes if b.at_least is not None or b.below is not None)
    if not bounded:
        return len(plain) <= 1
    follows = all(one[1] == other[0] for one, other in pairwise(bounded))
    return not plain and follows and bounded[0][0] == 0 and bounded[-1][1] is None


# --- references -------------------------------------------------------------------------------------------------------


def references(lint: "Lint") -> None:
    """Every reference leads somewhere, and each provision is there once."""
    editions = {(law.id, edition.year): edition for law in lint.table.laws for edition in law.editions}
    seen: set[str] = set()
    for index, provision in enumerate(lint.table.provisions):
        place, ref = lint.place(index), provision.ref
        law, year, article, _ = split(ref)
        edition = editions.get((law, year))
        if ref in seen:
            lint.tell("SL103", (*place, "ref"), has=ref, ref=ref)
        seen.add(ref)
        if not edition or article < 1 or (edition.articles and article > edition.articles):
            zh, en = "laws 中没有这一版本或者这一条", "laws has no such edition or article"
            lint.tell("SL104", (*place, "ref"), has=ref, zh=zh, en=en, ref=ref)
        for key in ("aggravates", "borrows", "successors", "points_to"):
            links = getattr(provision, key)
            for number, link in enumerate(links):
                if link.ref not in lint.known:
                    lint.tell("SL104", (*place, key, number, "ref"), has=link.ref, ref=ref)
                if link in links[:number]:
                    lint.tell("SL103", (*place, key, number), has=link.ref, ref=ref)


# --- editions and successors ------------------------------------------------------------------------------------------


def editions(lint: "Lint") -> None:
    """The editions of a law follow one another day by day; only the last one is open."""
    _doubled(lint, "laws", [law.id for law in lint.table.laws])
    for number, law in enumerate(lint.table.laws):
        place: Path = ("laws", number, "editions")
        years = [edition.year for edition in law.editions]
        if len(set(years)) < len(years):
            lint.tell("SL103", place, has=years)
        for position, edition in enumerate(law.editions):
            if edition.year not in edition.promulgated:
                lint.tell("SL107", (*place, position, "year"), edition.promulgated, edition.year)
            if edition.until and edition.until < edition.in_force:
                lint.tell("SL107", (*place, position, "until"), edition.in_force, edition.until)
            _follows(lint, (*place, position, "until"), law, position)


def _follows(lint: "Lint", path: Path, law: Law, position: int) -> None:
    """An edition ends the day before the next one begins."""
    until = law.editions[position].until
    if position + 1 == len(law.editions):
        if until:
            zh, en = f"{law.id} 在 {until} 之后没有版本", f"no edition of {law.id} follows {until}"
            lint.tell("SL105", path, has=until, zh=zh, en=en)
        return
    due = law.editions[position + 1].in_force - timedelta(days=1)
    if until != due:
        gap = until is not None and until < due
        zh, en = f"应止于 {due}", f"it ends on {due}"
        lint.tell("SL105" if gap else "SL106", path, due, until, zh=zh, en=en)


def successors(lint: "Lint") -> None:
    """All conduct of a replaced edition goes on in the next one, to where its words are found again."""
    following = {
        (law.id, one.year): f"{law.id}@{other.year}:"
        for law in lint.table.laws
        for one, other in pairwise(law.editions)
    }
    for index, provision in enumerate(lint.table.provisions):
        place = lint.place(index)
        law, year, _, _ = split(provision.ref)
        edition = following.get((law, year))
        if edition and provision.role in ("penalty", "pointer"):
            handed_on(lint, place, provision, edition)
        elif provision.successors:
            zh, en = "不应有后继", "there should be no successor"
            lint.tell("SL110", (*place, "successors"), has=provision.successors, zh=zh, en=en, ref=provision.ref)
        if provision.role == "pointer":
            pointed(lint, place, provision)
        elif provision.points_to or provision.points_to_laws:
            has = (*provision.points_to, *provision.points_to_laws)
            lint.tell("SL020", (*place, "points_to"), "", has, ref=provision.ref)
        for number, other in enumerate(provision.concurs_with):
            doubtful(lint, (*place, "concurs_with", number), provision, other)
        origin = lint.copies.get(lint.indexes[index])
        if origin in lint.indexes:
            source = lint.table.provisions[lint.indexes.index(origin)]
            if provision.ref not in [step.ref for step in source.successors]:
                lint.tell("SL116", (*place, "unchanged_from"), has=source.ref, ref=provision.ref)


def handed_on(lint: "Lint", place: Path, provision: Provision, edition: str) -> None:
    """Each piece of conduct has one successor in the next edition."""
    own = parts(provision, lint.readings[provision.ref])
    candidates = _candidates(lint, edition)
    covered: list[int] = []
    for number, step in enumerate(provision.successors):
        path = (*place, "successors", number)
        taken = [part for part in own if not step.items or part.item in step.items]
        covered += [part.item for part in taken]
        if not step.ref.startswith(edition):
            lint.tell("SL110", (*path, "ref"), edition.rstrip(":"), step.ref, ref=provision.ref)
        elif step.ref in lint.known:
            reads_alike(lint, path, provision, taken, step, candidates)
    if sorted(covered) != [part.item for part in own]:
        lint.tell("SL110", place, [part.item for part in own], sorted(covered), ref=provision.ref)


def pointed(lint: "Lint", place: Path, provision: Provision) -> None:
    """A pointer sends conduct to another law in force at the same time, to the paragraph that it reads most like."""
    own = parts(provision, lint.readings[provision.ref])
    names = law_names(lint.table)
    laws, cited, others = leads(provision.text)
    named = {names[name] for name in laws if name in names}
    held = {*provision.points_to_laws, *(split(step.ref)[0] for step in provision.points_to)}
    places = {(split(step.ref)[0], f"第{chinese(split(step.ref)[2])}条") for step in provision.points_to}
    missing = named - held or {(names[name], number) for name, number in cited if name in names} - places
    if missing or (held - named and not others):
        zh, en = "所指的法律与条文不同", "the laws it leads to differ from the text"
        says = [*laws, *(number for _, number in cited)]
        lint.tell("SL111", (*place, "points_to_laws"), says, sorted(held), zh=zh, en=en, ref=provision.ref)
    for number, step in enumerate(provision.points_to):
        path = (*place, "points_to", number)
        if step.ref not in lint.known or doubtful(lint, (*path, "ref"), provision, step.ref):
            continue
        if len(own) > 1 and not step.items:
            lint.tell(
                "SL110",
                path,
                [part.item for part in own],
                zh="没有写明是哪一项",
                en="it names no item",
                ref=provision.ref,
            )
        if split(step.ref)[0] in named:  # by name, not by likeness: checked against the text
            continue
        candidates = [pair for pair in _candidates(lint, step.ref.split(":")[0] + ":") if pair[0].role == "penalty"]
        taken = [part for part in own if not step.items or part.item in step.items]
        reads_alike(lint, path, provision, taken, step, candidates)


def doubtful(lint: "Lint", path: Path, provision: Provision, other: str) -> bool:
    """SL111 where what is named is no penalty provision of another law in force at the same time."""
    target = lint.known.get(other)
    elsewhere = split(other)[0] != split(provision.ref)[0]
    if target and elsewhere and target.role == "penalty" and _together(lint, provision.ref, other):
        return False
    zh = f"{other} 不是同时有效的另一部法的处罚条款"
    en = f"{other} is no penalty provision of another law in force at the same time"
    lint.tell("SL111", path, has=other, zh=zh, en=en, ref=provision.ref)
    return True


def reads_alike(
    lint: "Lint", path: Path, provision: Provision, taken: list[Part], step: Successor, candidates: Candidates
) -> None:
    """The conduct that is handed on reads most like the conduct that it is handed on to."""
    if provision.lint_waiver:
        return
    theirs = [part.item for part in parts(lint.known[step.ref], lint.readings[step.ref])]
    if set(step.items) - {part.item for part in taken} or set(step.to_items) - set(theirs) or not candidates:
        zh, en = "没有这样的项", "there is no such item"
        lint.tell("SL110", path, theirs, [*step.items, *step.to_items], zh=zh, en=en, ref=provision.ref)
        return
    one_to_one = not step.items and not step.to_items and len(taken) == len(theirs)
    for part in taken:
        nearest, there = max(candidates, key=lambda pair: nearness(provision, part, *pair))
        arrives = [part.item] if one_to_one else list(step.to_items or (theirs if len(theirs) == 1 else ()))
        if nearest.ref != step.ref or there.item not in arrives:
            best = nearest.ref + (f" ({there.item})" if there.item else "")
            zh, en = f"行为措辞最接近的是 {best}", f"the conduct reads most like {best}"
            lint.tell("SL111", path, best, f"{step.ref} {list(step.to_items) or ''}", zh=zh, en=en, ref=provision.ref)


def _candidates(lint: "Lint", edition: str) -> Candidates:
    return [
        (other, part)
        for other in lint.table.provisions
        if other.ref.startswith(edition) and other.role in ("penalty", "pointer") and not other.aggravates
        for part in parts(other, lint.readings[other.ref])
    ]


def _together(lint: "Lint", one: str, other: str) -> bool:
    """Whether two provisions were ever in force on the same day."""
    a, b = _edition(lint, one), _edition(lint, other)
    return bool(a and b and max(a.in_force, b.in_force) <= min(a.until or date.max, b.until or date.max))


def _edition(lint: "Lint", ref: str) -> Edition | None:
    law, year, _, _ = split(ref)
    return next((e for each in lint.table.laws if each.id == law for e in each.editions if e.year == year), None)


# --- words ------------------------------------------------------------------------------------------------------------

VOCABULARIES = ("facts", "bases", "persons", "sanctions", "authorities", "modes", "adjustments", "subjects")


def labels(lint: "Lint") -> None:
    """Every term and provision has its names in both languages, and each term is there once."""
    for key in VOCABULARIES:
        terms = getattr(lint.table, key)
        _doubled(lint, key, [term.id for term in terms])
        for number, term in enumerate(terms):
            for field in ("label", "label_en", "question", "question_en"):
                if not getattr(term, field, "-").strip():
                    lint.tell("SL109", (key, number, field))
            for field in unfilled(term):
                lint.tell("SL121", (key, number, field), has=getattr(term, field))
    for index, provision in enumerate(lint.table.provisions):
        for field in ("name", "name_en", "text"):
            if not getattr(provision, field).strip():
                lint.tell("SL109", (*lint.place(index), field), ref=provision.ref)


def placeholders(lint: "Lint") -> None:
    """No name and no source is one that `finecalc encode` put there until somebody knows better."""
    english = {law.id: law.name_en for law in lint.table.laws}
    for index, provision in enumerate(lint.table.provisions):
        found = unfilled(provision)
        if is_citation(provision, english.get(split(provision.ref)[0], "")) and "name_en" not in found:
            found.append("name_en")
        _unfilled(lint, lint.place(index), provision, found)
    for number, law in enumerate(lint.table.laws):
        _unfilled(lint, ("laws", number), law, unfilled(law))
        for position, edition in enumerate(law.editions):
            _unfilled(lint, ("laws", number, "editions", position), edition, unfilled(edition))


def _unfilled(lint: "Lint", place: Path, entry: Provision | Law | Edition, found: list[str]) -> None:
    for field in found:
        lint.tell("SL121", (*place, field), has=getattr(entry, field), ref=getattr(entry, "ref", ""))
        lint.unfilled.add(place)


def identifiers(lint: "Lint") -> None:
    """Every identifier is in its vocabulary."""
    known = {key: {term.id for term in getattr(lint.table, key)} for key in VOCABULARIES}
    known["levels"] = {term.id for term in lint.table.authorities if term.level} or known["authorities"]
    known["laws"] = {law.id for law in lint.table.laws}
    for index, provision in enumerate(lint.table.provisions):
        for path, kind, name in _names(provision):
            if name not in known[kind]:
                lint.tell("SL108", (*lint.place(index), *path), has=name, ref=provision.ref)
    for kind, needed in RELIED_ON.items():
        for name in needed:
            if name not in known[kind]:
                lint.tell("SL108", (kind,), has=name)
    for path, kind, name in _names_of_table(lint):
        if name not in known[kind]:
            lint.tell("SL108", path, has=name)


def _names_of_table(lint: "Lint") -> Iterator[tuple[Path, str, str]]:
    """Every identifier that the table uses outside its provisions, where it stands, and its vocabulary."""
    table, rules = lint.table, lint.table.rules
    for number, sanction in enumerate(table.sanctions):
        yield from _each(sanction, ("sanctions", number), {"covers": "sanctions", "satisfies": "sanctions"})
        if sanction.decided_by:
            yield ("sanctions", number, "decided_by"), "authorities", sanction.decided_by
    for number, procedure in enumerate(rules.procedures):
        kinds = dict.fromkeys(("sanctions", "open_sanctions", "amounts"), "sanctions")
        yield from _each(procedure, ("rules", "procedures", number), kinds)
    if rules.handover:
        yield from _each(rules.handover, ("rules", "handover"), {"sanctions": "sanctions"})
    if rules.report_up:
        yield from _each(rules.report_up, ("rules", "report_up"), {"levels": "levels"})
    yield from _each(rules.limitation, ("rules", "limitation"), {"fact": "facts"})
    for number, law in enumerate(table.laws):
        yield from _each(law, ("laws", number), {"permit_issuers": "authorities"})
    yield from _each(table.office, ("office",), {"level": "levels"})
    for number, power in enumerate(table.powers):
        yield from _each(power, ("powers", number), {"level": "levels"})


def _names(provision: Provision) -> Iterator[tuple[Path, str, str]]:
    """Every identifier that a provision uses, where it stands, and which vocabulary it belongs to."""
    kinds = {"subject": "subjects", "authority": "authorities", "points_to_laws": "laws"}
    yield from _each(provision, (), kinds)
    for number, borrow in enumerate(provision.borrows):
        yield from _each(borrow, ("borrows", number), {"on": "persons"})
    for t, tier in enumerate(provision.tiers):
        for fact in tier.when:
            yield ("tiers", t, "when", fact), "facts", fact
        for number, fine in enumerate(tier.fines):
            path: Path = ("tiers", t, "fines", number)
            yield from _each(fine, path, {"on": "persons", "instead_of": "sanctions"})
            for part in ("multiple", "share", "bracket"):
                if getattr(fine, part):
                    yield from _each(getattr(fine, part), (*path, part), {"of": "bases"})
        for number, sanction in enumerate(tier.sanctions):
            kinds = {"kind": "sanctions", "on": "persons", "by": "authorities", "subject": "subjects"}
            yield from _each(sanction, ("tiers", t, "sanctions", number), kinds)


def _each(holder: Any, path: Path, kinds: dict[str, str]) -> Iterator[tuple[Path, str, str]]:
    for key, kind in kinds.items():
        value = getattr(holder, key)
        if isinstance(value, str):
            yield (*path, key), kind, value
        for number, name in enumerate(value if isinstance(value, tuple) else ()):
            yield (*path, key, number), kind, name


def _doubled(lint: "Lint", key: str, names: list[str]) -> None:
    for index, name in enumerate(names):
        if name in names[:index]:
            lint.tell("SL103", (key, index), has=name)


# --- the power list, seals, waivers -----------------------------------------------------------------------------------


def powers(lint: "Lint") -> None:
    """The power list: its items point to provisions, and the basis that each quotes is their text."""
    table = lint.table
    _doubled(lint, "passages", [passage.id for passage in table.passages])
    if [power.number for power in table.powers] != list(range(1, len(table.powers) + 1)):
        zh, en = "权责清单的序号不连续", "the items of the power list are not numbered in order"
        lint.tell("SL113", ("powers",), zh=zh, en=en)
    for index, power in enumerate(table.powers):
        path: Path = ("powers", index)
        for key in ("duties", "accountability"):
            if getattr(power, key) not in {passage.id for passage in table.passages}:
                lint.tell("SL104", (*path, key), has=getattr(power, key))
        if not power.provisions or len(set(power.provisions)) < len(power.provisions):
            lint.tell("SL113", (*path, "provisions"), power.basis, power.provisions)
        for number, ref in enumerate(power.provisions):
            if ref not in lint.known:
                lint.tell("SL104", (*path, "provisions", number), has=ref)
            elif not _cites(lint, power, lint.known[ref]):
                lint.tell("SL113", (*path, "provisions", number), power.basis, ref)


def _cites(lint: "Lint", power: Power, provision: Provision) -> bool:
    """Whether the basis of a power names the article, and quotes its text or says under `departures` where not."""
    law, _, article, _ = split(provision.ref)
    name = everyday(next((each.name for each in lint.table.laws if each.id == law), law))
    quoted = provision.text.replace("\n", "") in power.basis.replace("\n", "")
    return name in power.basis and f"第{chinese(article)}条" in power.basis and (quoted or bool(power.departures))


def seals(lint: "Lint") -> None:
    """Words that no other check proves are the ones that were compared with the official copy."""
    for path, name, ref, entry in _sealed(lint):
        due = seal(entry)
        if entry.digest == due:
            continue
        if entry.digest:
            zh = f'{name} 的原文、名称或者日期在核对之后有改动；核对无误后写 digest = "{due}"'
            en = f'text, names or dates of {name} changed since they were compared; once compared, write digest = "{due}"'
        else:
            zh = f'{name} 缺少 digest，还没有封过；与官方文本核对无误后写 digest = "{due}"'
            en = f'the digest of {name} is missing: it was never sealed; once compared with the official copy, write digest = "{due}"'
        code = "SL112" if entry.digest else "SL120"
        lint.tell(code, (*path, "digest"), due, entry.digest, zh=zh, en=en, ref=ref)
        if path not in lint.unfilled and not _as_origin(lint, path, due):
            lint.due.append(Due(path, name, due, entry.digest, holds(entry)))


def _as_origin(lint: "Lint", path: Path, due: str) -> bool:
    """Whether an entry that is taken over unchanged takes over the digest that it should have."""
    origin = lint.copies.get(int(path[1])) if path[0] == "provisions" else None
    return origin in lint.indexes and seal(lint.table.provisions[lint.indexes.index(origin)]) == due


def _sealed(lint: "Lint") -> Iterator[tuple[Path, str, str, Any]]:
    table = lint.table
    for index, provision in enumerate(table.provisions):
        yield lint.place(index), provision.ref, provision.ref, provision
    for number, law in enumerate(table.laws):
        for position, edition in enumerate(law.editions):
            yield ("laws", number, "editions", position), f"{law.id}@{edition.year}", "", edition
    yield from ((("powers", index), f"#{each.number}", "", each) for index, each in enumerate(table.powers))
    yield from ((("passages", index), each.id, "", each) for index, each in enumerate(table.passages))
    yield from ((("rules", "steps", index), each.id, "", each) for index, each in enumerate(table.rules.steps))


def waivers(lint: "Lint") -> None:
    """A waiver says why."""
    for index, provision in enumerate(lint.table.provisions):
        if provision.lint_waiver is not None and len(provision.lint_waiver.strip()) < 4:
            lint.tell("SL119", (*lint.place(index), "lint_waiver"), has=provision.lint_waiver, ref=provision.ref)


CHECKS: "tuple[Callable[[Lint], None], ...]" = (
    ladders,
    references,
    rules,
    editions,
    successors,
    labels,
    placeholders,
    identifiers,
    powers,
    waivers,
    seals,
)
