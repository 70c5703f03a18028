"""What has to be said where the day that decides is missing, or where the number of the article means something else by then."""

from datetime import date

from msgspec import structs

from finecalc.language import citation, dates
from finecalc.language.citation import Reference
from finecalc.language.numerals import to_chinese
from finecalc.law.answer import Case, Note
from finecalc.law.rules.edition import Choice
from finecalc.law.rules.limitation import limitation_of
from finecalc.table.statutes import Place, Statutes, conduct_items


def text_undecided(statutes: Statutes, asked: str, case: Case, today: date) -> Note | None:
    """The text asked for is no longer in force on the day of the decision, and no day of the conduct says that it applies."""
    decided, edition = case.decided or today, statutes.edition(asked)
    if case.ended or edition.until is None or decided <= edition.until:
        return None
    cited, rule = statutes.citation(asked), statutes.table.rules.edition
    return Note(
        code="deciding-date-missing",
        zh=f"没有填违法行为日期，不能判断{cited.zh}是否适用：该文本施行到{dates.chinese(edition.until)}，"
        f"{dates.chinese(decided)}作出决定时已被取代，请填写",
        en=f"Without the day of the conduct it cannot be told whether {cited.en} applies: it was in force until {edition.until}, "
        f"and no longer on {decided}; give the day of the conduct",
        reference=rule if statutes.edition(rule).in_force <= decided else None,
        field="conduct_to",
    )


def limitation_undecided(statutes: Statutes, case: Case, today: date) -> Note | None:
    """The limitation cannot be judged, and may matter: a day of discovery alone, or conduct so old that it may have run out."""
    rule = statutes.table.rules.limitation
    if case.discovered and case.ended is None:
        zh = "填了发现日期，没有填违法行为日期，无法判断时效，请填写"
        en = "There is a day of discovery and none of the conduct: give it to have the limitation judged"
    elif case.ended and case.discovered is None:
        decided = case.decided or today
        latest = limitation_of(statutes, structs.replace(case, discovered=decided), today)
        if latest is None or not latest.expired:
            return None
        zh = (
            f"违法行为终了于{dates.chinese(case.ended)}，没有填发现日期：{dates.chinese(latest.until)}以后才发现的，"
            "不再给予行政处罚，请填写"
        )
        en = (
            f"The conduct ended on {case.ended}, and there is no day of discovery: discovered after {latest.until}, "
            "it is not punished any more; give the day of discovery"
        )
    else:
        return None
    before = (case.decided or today) < statutes.edition(rule.ref).in_force
    asked = "discovered" if case.ended else "conduct_to"
    return Note(code="limitation-undated", zh=zh, en=en, reference=None if before else rule.ref, field=asked)


def number_means_another(statutes: Statutes, asked: str, choice: Choice, case: Case, today: date) -> Note | None:
    """Cited without an edition, the number means another offence in the text in force on the day of the decision."""
    if choice.named:
        return None
    cited = statutes.cited(asked)
    if not isinstance(cited, Reference) or cited.edition:
        return None
    law, year, article, _ = citation.split(choice.asked)
    decided = case.decided or today
    edition = statutes.edition_on(statutes.laws[law], decided)
    if edition is None or edition.year == year:
        return None
    there = [each for each in statutes.paragraphs(law, edition.year, article) if each.role != "rule"]
    listed = len(conduct_items(statutes.provision(choice.asked)))
    given = (cited.item,) if cited.item else case.items
    open_items = given or tuple(range(1, listed + 1))
    places: list[Place] = [(choice.asked, (item,)) for item in open_items] or [(choice.asked, ())]
    refs = {each.ref for each in there}
    if not there or all(refs & {ref for ref, _ in statutes.successors(place)} for place in places):
        return None
    old, name = statutes.citation(choice.asked), statutes.laws[law].name
    number = f"《{name}》（{edition.year}年）第{to_chinese(article)}条"
    return Note(
        code="number-means-another",
        zh=f"没有写版本：本案按{old.zh}（{statutes.provision(choice.asked).name}），而{dates.chinese(decided)}施行的"
        f"{number}是另一违法行为（{there[0].ref} {there[0].name}），请写明版本（{choice.asked}）",
        en=f"No edition is named: this case falls under {old.en} ({statutes.provision(choice.asked).name_en}), while article "
        f"{article} of the {edition.year} edition, in force on {decided}, is another offence ({there[0].ref}, "
        f"{there[0].name_en}); name the edition ({choice.asked})",
    )
