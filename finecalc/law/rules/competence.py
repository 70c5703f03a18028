"""Who may act under a provision, and which body has to impose a sanction itself."""

from msgspec import structs

from finecalc.law.answer import Case, Competence
from finecalc.law.outcome import Imposable
from finecalc.table.model import Provision
from finecalc.table.statutes import Statutes


def competence_of(statutes: Statutes, applied: Provision, case: Case) -> Competence:
    by = case.by or statutes.table.office.level
    words = {authority.id: authority for authority in statutes.table.authorities}
    level = words[by].level
    acting_zh = words[by].label + ("机关" if level else "")
    acting_en = f"A {words[by].label_en} office" if level else f"The {words[by].label_en}"
    every_level = any(words[each].every_level for each in applied.authority)
    competent = by in applied.authority or (every_level and level) or not applied.authority
    named_zh = "、".join(words[each].label for each in applied.authority)
    named_en = ", ".join(words[each].label_en for each in applied.authority)
    rule = None
    if competent:
        zh = f"{acting_zh}可以依本条处理" if applied.authority else "条文没有写明处罚机关"
        en = f"{acting_en} may act under it" if applied.authority else "The text names no authority"
    else:
        levels_only = level and all(words[each].level for each in applied.authority)
        rule = statutes.table.rules.no_transfer if levels_only else None
        send_zh = "应当报请上级管辖，上级也不得交由下级办理" if levels_only else "应当移送有权机关"
        send_en = "the case goes up, and may not be passed down" if levels_only else "transfer the case to that body"
        zh = f"{acting_zh}无权依本条处罚：条文写明由{named_zh}处理，{send_zh}"
        en = f"{acting_en} may not impose this penalty: the text gives it to: {named_en}; {send_en}"
    return Competence(
        by=by,
        competent=competent,
        authority=applied.authority,
        quote=applied.authority_quote,
        zh=zh,
        en=en,
        reference=rule,
    )


def imposed_by(statutes: Statutes, sanction: Imposable) -> Imposable:
    """Name the body that has to impose a sanction, where the table says that not every authority may."""
    kind = next(kind for kind in statutes.table.sanctions if kind.id == sanction.kind)
    return structs.replace(sanction, by=(kind.decided_by,)) if kind.decided_by and not sanction.by else sanction
