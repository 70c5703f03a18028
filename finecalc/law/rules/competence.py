"""Who may act under a provision, and which body has to impose a sanction itself."""

from collections.abc import Iterable
from datetime import date
from typing import Literal

from msgspec import structs

from finecalc.language.words import Words
from finecalc.law.answer import Case, Competence, Note
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


def competence_of(
    statutes: Statutes, applied: Provision, sanctions: Iterable[Imposable], case: Case, decided: date
) -> Competence:
    """Yes where the text names the authority, no where it names others alone, depends where it names no one office.

    有关主管部门 is whoever is one of them by the division of duties; 原许可机关 whoever issued the permit; a body that a
    sanction alone is left to may act for that sanction.
    """
    by = acting(statutes, case)
    words = {authority.id: authority for authority in statutes.table.authorities}
    sanctions = tuple(sanctions)
    verdict: Literal["yes", "no", "depends"]
    named = [words[each] for each in applied.authority]
    divided = _divided(applied, words)
    division = _division(statutes, applied.ref) if divided else ()
    own = [each for each in sanctions if by in each.by]
    who = _who(words[by])
    quoted = applied.authority_quote.removeprefix("由")
    if by in applied.authority and not words[by].divided:
        verdict = "yes"
        zh, en = f"条文写明由{quoted or words[by].label}处理，{who.zh}有权", f"The text names {who.en}"
    elif not applied.authority:
        verdict, zh, en = "depends", "条文没有写明处罚机关", "The text names no authority"
    elif any(each.divided for each in named) or (divided and not words[by].level):
        verdict = "depends"
        zh = f"条文写的是“{quoted or divided[0].label}”，没有点名哪一个机关：{who.zh}是否有权，以职责分工和本级权限为准"
        en = f"The text says “{quoted or divided[0].label}” and names no one office: whether {who.en} may act depends on the division of duties"
    elif own:
        labels_zh = "、".join(dict.fromkeys(_label(statutes, each.kind).zh for each in own))
        labels_en = ", ".join(dict.fromkeys(_label(statutes, each.kind).en for each in own))
        verdict, zh, en = "yes", f"{who.zh}可以决定：{labels_zh}", f"{who.en} may decide: {labels_en}"
    elif _may_be_issuer(statutes, applied, sanctions, by):
        verdict = "depends"
        zh = f"条文写的是“{quoted}”：{who.zh}是颁发该许可的机关的，才有权"
        en = f"The text says “{quoted}”: {who.en} may act only if it issued the permit"
    else:
        verdict = "no"
        zh = f"{who.zh}无权依本条处罚：条文写明由{'、'.join(each.label for each in named)}处理"
        en = f"{who.en} may not impose this penalty: the text gives it to: {', '.join(each.label_en for each in named)}"
    reference = division[0] if verdict == "depends" and division else None
    if verdict == "no":
        up = words[by].level and all(each.level for each in named)
        zh += "，应当报请上级管辖，上级也不得交由下级办理" if up else "，应当移送有权机关"
        en += "; the case goes up, and may not be passed down" if up else "; transfer the case to that body"
        rule = statutes.table.rules.no_transfer
        reference = rule if up and rule_in_force(statutes, rule, decided) else None
    return Competence(
        by=by,
        verdict=verdict,
        competent=verdict != "no",
        authority=applied.authority,
        quote=applied.authority_quote,
        zh=zh,
        en=en[0].upper() + en[1:],
        reference=reference,
        references=division if verdict == "depends" else (reference,) if reference else (),
    )


def imposed_by(statutes: Statutes, sanction: Imposable) -> Imposable:
    """Name the body that has to impose a sanction, where the table says that not every authority may."""
    kind = next(kind for kind in statutes.table.sanctions if kind.id == sanction.kind)
    return structs.replace(sanction, by=(kind.decided_by,)) if kind.decided_by and not sanction.by else sanction


def may_impose(statutes: Statutes, ref: str, by: str, sanction: Imposable) -> bool:
    """Whether `by` may itself be the body that a sanction under `ref` is left to."""
    return not sanction.by or by in sanction.by or (ISSUER in sanction.by and by in _issuers(statutes, ref))


def graver_reserved(
    statutes: Statutes, applied: Provision, ladder: Ladder, case: Case, decided: date
) -> Iterable[Note]:
    """A graver tier of the same conduct that is for others alone, where the tier applied is not (个人信息保护法66②)."""
    if competence_of(statutes, applied, (), case, decided).verdict == "no":
        return
    for ref in dict.fromkeys(rung.reference for rung in ladder.rungs):
        graver = statutes.provision(ref)
        if ref == applied.ref or competence_of(statutes, graver, (), case, decided).verdict != "no":
            continue
        who = graver.authority_quote.removeprefix("由")
        cited = statutes.citation(ref)
        yield Note(
            code="graver-reserved",
            zh=f"{cited.zh}的处罚只能由{who}作出",
            en=f"Penalties under {cited.en} are for these alone: “{who}”",
            reference=ref,
        )


def report_up(statutes: Statutes, applied: Provision, case: Case, decided: date) -> Note | None:
    """Lower cyberspace offices report cases that touch national security to the next level."""
    rule = statutes.table.rules.report_up
    touched = any(word in applied.text for word in rule.words)
    if acting(statutes, case) not in rule.levels or not touched or not rule_in_force(statutes, rule.ref, decided):
        return None
    return Note(code="report-up", zh=rule.text.zh, en=rule.text.en, reference=rule.ref)


ISSUER = "permit-issuer"


def _divided(applied: Provision, words: dict[str, Authority]) -> list[Authority]:
    """The names in the text that several authorities share; also where it adds a level (省级以上履行……职责的部门)."""
    return [
        each
        for each in words.values()
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


def _who(authority: Authority) -> Words:
    if authority.level:
        return Words(f"{authority.label}机关", f"a {authority.label_en} office")
    return Words(authority.label, f"the {authority.label_en}")


def _label(statutes: Statutes, kind: str) -> Words:
    term = next(each for each in statutes.table.sanctions if each.id == kind)
    return Words(term.label, term.label_en)
