"""Who may act under a provision, and which body has to impose a sanction itself."""

from collections.abc import Iterable
from datetime import date
from typing import Literal

from msgspec import Struct, structs

from finecalc.law.answer import Case
from finecalc.law.outcome import Imposable
from finecalc.table.ladder import Ladder
from finecalc.table.model import Authority, Provision
from finecalc.table.statutes import Statutes, rule_in_force


def acting(statutes: Statutes, case: Case) -> str:
    """The authority that acts: the case's, or the office to which the table belongs."""
    return case.by or statutes.table.office.level


def is_office(statutes: Statutes, case: Case) -> bool:
    """Whether the authority that acts is a cyberspace office, bound by the rules of the cyberspace administration."""
    by = acting(statutes, case)
    return any(authority.level for authority in statutes.table.authorities if authority.id == by)


class Standing(Struct, frozen=True, kw_only=True):
    """How the authority `by` stands to a provision that names these; `sentences.rules.competence_words` says it.

    `why`: the text names it, names nobody, names several by a word that they share (`shared`), leaves it these `kinds` alone,
    leaves it what the permit issuer does, or names others. `upward`: the case goes to a higher level of the same authority.
    `references` divide the duties, or forbid to pass the case down.
    """

    by: str
    verdict: Literal["yes", "no", "depends"]
    why: Literal["named", "nobody", "divided", "left-to-it", "issuer", "others"]
    authority: tuple[str, ...]
    quote: str
    shared: str = ""
    kinds: tuple[str, ...] = ()
    upward: bool = False
    references: tuple[str, ...] = ()


def competence_of(
    statutes: Statutes, applied: Provision, sanctions: Iterable[Imposable], case: Case, decided: date
) -> Standing:
    """Yes where the text names the authority, no where it names others alone, depends where it names no one office.

    有关主管部门 is whoever is one of them by the division of duties; 原许可机关 whoever issued the permit; a body that a
    sanction alone is left to may act for that sanction.
    """
    by = acting(statutes, case)
    known = statutes.authorities
    sanctions = tuple(sanctions)
    named = [known[each] for each in applied.authority]
    divided = _divided(applied, known)
    own = [each.kind for each in sanctions if by in each.by]
    standing = Standing(by=by, verdict="yes", why="named", authority=applied.authority, quote=applied.authority_quote)
    if by in applied.authority and not known[by].divided:
        return standing
    depends = structs.replace(
        standing, verdict="depends", references=_division(statutes, applied.ref) if divided else ()
    )
    if not applied.authority:
        return structs.replace(depends, why="nobody")
    if any(each.divided for each in named) or (divided and not known[by].level):
        return structs.replace(depends, why="divided", shared=divided[0].label)
    if own:
        return structs.replace(standing, why="left-to-it", kinds=tuple(dict.fromkeys(own)))
    if _may_be_issuer(statutes, applied, sanctions, by):
        return structs.replace(depends, why="issuer")
    upward = bool(known[by].level) and all(each.level for each in named)
    rule = statutes.table.rules.no_transfer
    cited = (rule,) if rule and upward and rule_in_force(statutes, rule, decided) else ()
    return structs.replace(standing, verdict="no", why="others", upward=upward, references=cited)


def imposed_by(statutes: Statutes, sanction: Imposable) -> Imposable:
    """Name the body that has to impose a sanction, where the table says that not every authority may."""
    kind = statutes.kinds[sanction.kind]
    return structs.replace(sanction, by=(kind.decided_by,)) if kind.decided_by and not sanction.by else sanction


def may_impose(statutes: Statutes, ref: str, by: str, sanction: Imposable) -> bool:
    """Whether `by` may itself be the body that a sanction under `ref` is left to."""
    return not sanction.by or by in sanction.by or (ISSUER in sanction.by and by in _issuers(statutes, ref))


def graver_reserved(statutes: Statutes, applied: Provision, ladder: Ladder, case: Case, decided: date) -> Iterable[str]:
    """A graver tier of the same conduct that is for others alone, where the tier applied is not (个人信息保护法66②)."""
    if competence_of(statutes, applied, (), case, decided).verdict == "no":
        return
    for ref in dict.fromkeys(rung.reference for rung in ladder.rungs):
        graver = statutes.provision(ref)
        if ref != applied.ref and competence_of(statutes, graver, (), case, decided).verdict == "no":
            yield ref


def to_be_reported_up(statutes: Statutes, applied: Provision, case: Case, decided: date) -> bool:
    """Lower cyberspace offices report cases that touch national security to the next level."""
    rule = statutes.table.rules.report_up
    if rule is None:
        return False
    touched = any(word in applied.text for word in rule.words)
    return acting(statutes, case) in rule.levels and touched and rule_in_force(statutes, rule.ref, decided)


ISSUER = "permit-issuer"


def _divided(applied: Provision, known: dict[str, Authority]) -> list[Authority]:
    """The names in the text that several authorities share; also where it adds a level (省级以上履行……职责的部门)."""
    return [
        each
        for each in known.values()
        if each.divided and (each.id in applied.authority or each.label in applied.authority_quote)
    ]


def _division(statutes: Statutes, ref: str) -> tuple[str, ...]:
    """Where the law of `ref` divides the duties."""
    edition = ref.split(":")[0]
    return tuple(each for each in statutes.table.rules.division if each.split(":")[0] == edition)


def _issuers(statutes: Statutes, ref: str) -> tuple[str, ...]:
    return statutes.laws[ref.split("@")[0]].permit_issuers


def _may_be_issuer(statutes: Statutes, applied: Provision, sanctions: Iterable[Imposable], by: str) -> bool:
    """Whether the text leaves something to the permit issuer and `by` issues such permits, or the other way round."""
    issuers = _issuers(statutes, applied.ref)
    named = {*applied.authority, *(each for sanction in sanctions for each in sanction.by)}
    return (ISSUER in named and by in issuers) or (by == ISSUER and bool(set(issuers) & set(applied.authority)))
