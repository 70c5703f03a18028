"""What is said of the road of a case: whether a step is due, by which law, and the days that it has."""

from datetime import date
from typing import TYPE_CHECKING

from finecalc.language.citation import everyday
from finecalc.language.words import Words
from finecalc.law.rules.day_counts import is_working_day
from finecalc.table.statutes import Statutes
from finecalc.table.steps import Count, Listed, RoadStep

if TYPE_CHECKING:
    from finecalc.law.steps import Counted, Law, Need

_NEED: dict[str, Words] = {
    "must": Words("应当", "due"),
    "may": Words("可以", "free to the office"),
    "not-required": Words(
        "本档可能给予的处罚种类本身不需要；属于条文所列其他情形的仍然需要",
        "not required by the kinds of penalty of this tier; still due in the other situations that the article lists",
    ),
}
_UNITS = {
    "working-day": Words("个工作日", "working days"),
    "day": Words("日（日历日）", "calendar days"),
    "month": Words("个月", "months"),
}


def step_said(statutes: Statutes, step: RoadStep, need: "Need", law: "Law", procedure: Words | None) -> Words:
    """Whether a step is due; that it cannot be told where the table has no words for this authority on that day."""
    if law in ("not-held", "earlier"):
        return _missing(statutes, step, law)
    due = procedure or _NEED.get(need, _NEED["must"])
    if step.when and need != "not-required":
        due = Words(f"{procedure.zh}，{step.when.zh}", f"{procedure.en}, {step.when.en}") if procedure else step.when
    if step.elsewhere and law == "office":
        return Words(f"{due.zh}；{step.elsewhere.zh}", f"{due.en}; {step.elsewhere.en}")
    return due


def _missing(statutes: Statutes, step: RoadStep, law: "Law") -> Words:
    if law == "earlier":
        first = (*step.general, *step.office)[0].ref
        name, begins = statutes.laws[first.split("@")[0]], statutes.edition(first).in_force
        return Words(
            f"早于{everyday(name.name)}施行（{begins}），当时的规定不在本表，请核对",
            f"before the {name.name_en} came into force ({begins}); the law of that time is not in this table: check it",
        )
    return Words(
        "本表所载的法律没有条文（不等于没有规定），请按本机关适用的程序规定核对",
        "the law in this table has no text on it, which does not mean that there is none: check your own procedure rules",
    )


def duty_said(listed: Listed) -> Words:
    """What has become of a duty of the power list."""
    if listed.changed:
        return listed.changed
    if listed.ref is None:
        return Words(
            "本表所载条文没有这一句，是否沿用请核对", "no text in this table says so; check whether it still holds"
        )
    return Words("现行规定相同", "the same today")


def office_rules_said(statutes: Statutes, ref: str, before: bool, by: Words) -> Words:
    """Whom the rules of the cyberspace offices bind: not this authority, or not yet on these days (`before`)."""
    if before:
        since = statutes.edition(ref).in_force
        return Words(
            f"网信部门的程序规定自 {since} 起施行；此前另有程序规章，不在本表，这里只列当时已施行的一般规定，请核对",
            f"The procedure rules of cyberspace offices are in force since {since}. Before that day they had others, which are not in this "
            "table: only the general law then in force is shown; check them",
        )
    return Words(
        f"网信部门的程序规定只约束网信部门；{by.zh}适用自己的程序规定，不在本表，这里只列对所有机关适用的一般规定",
        f"The procedure rules of cyberspace offices bind these only. For the {by.en} there are others, which are not in this table: only "
        "the general law for every authority is shown",
    )


def days_not_used() -> Words:
    """Days are given where no day count is."""
    return Words(
        "监督检查没有这些期限，所给的日期没有用到", "Supervision has no such day counts: the days given are not used"
    )


def calendar_said(first: date, last: date) -> Words:
    """How far the working days are known."""
    return Words(
        f"工作日安排只知道 {first} 至 {last}：国务院每年公布下一年的安排，公布以前期限届满日还不知道，不推测；"
        "公布以后更新 chinesecalendar 再算",
        f"Working days are known from {first} to {last} only: the State Council publishes them year by year, and until then the "
        "last day is not known and not guessed; once published, update chinesecalendar and ask again",
    )


def count_words(statutes: Statutes, count: Count, kind: str = "duty") -> Words:
    """How many days from which event: 自立案起 90 日（日历日）内; 听证 7 个工作日前."""
    unit = _UNITS[count.unit]
    event = next((each for each in statutes.table.rules.events if each.id == count.of), None)
    if kind == "longer-by" or event is None:
        return Words(f"再加 {count.days} {unit.zh}", f"another {count.days} {unit.en}")
    unsaid = (
        Words("（条文没有写明起算日）", " (the text does not say from which day)") if count.unsaid else Words("", "")
    )
    if count.before:
        return Words(
            f"{event.label}之日的 {count.days} {unit.zh}前",
            f"{count.days} {unit.en} or more before the day on which {event.label_en}",
        )
    to = Words("延长至", "in all ") if kind == "longer-to" else Words("", "")
    return Words(
        f"自{event.label}之日起{to.zh} {count.days} {unit.zh}{unsaid.zh}",
        f"{to.en}{count.days} {unit.en} from the day on which {event.label_en}{unsaid.en}",
    )


def rest_day_words(last: date) -> Words:
    """What is added to a last day that is no working day."""
    if is_working_day(last) is not False:
        return Words("", "")
    return Words("（休息日，本表没有顺延的规定）", " (no working day; no text in this table moves it)")


def days_words(statutes: Statutes, found: "Counted") -> Words | None:
    """The days of a step: by when, from when, whether it was in time; None where it has none."""
    said: list[Words] = []
    if found.done:
        standings = [_STANDING[each] for each in dict.fromkeys((found.standing, found.lateness)) if each]
        zh, en = "".join(each.zh for each in standings), "".join(each.en for each in standings)
        said.append(Words(f"实际 {found.done}{zh}", f"done {found.done}{en}"))
    elif found.standing == "late":
        said.append(Words("已经来不及", "too late already"))
    if found.open:
        said.append(
            Words("届满日还不知道（没有当年的工作日安排）", "last day not known yet (no working days for that year)")
        )
    elif found.latest:
        rest = rest_day_words(found.latest)
        said.append(Words(f"不晚于 {found.latest}{rest.zh}", f"by {found.latest}{rest.en}"))
    elif found.needs:
        event = next(each for each in statutes.table.rules.events if each.id == found.needs)
        said.append(Words(f"没有“{event.label}”的日期，算不出", f"no day given on which {event.label_en}"))
    if found.extended and found.extended != found.latest:
        said.append(Words(f"延长后不晚于 {found.extended}", f"extended: by {found.extended}"))
    if found.earliest:
        said.append(
            Words(
                f"应当告知听证权利的，要求听证的期限届满以后才能作出：不早于 {found.earliest}",
                f"where a hearing is due, not before the time to ask for it has run out: from {found.earliest} on",
            )
        )
    return Words("；".join(each.zh for each in said), "; ".join(each.en for each in said)) if said else None


_STANDING: dict[str, Words] = {
    "in-time": Words("，在期限内", ", in time"),
    "extended": Words(
        "，超过期限，须有延长的批准", ", past its last day: lawful only with an extension that was approved"
    ),
    "late": Words("，超过期限", ", late"),
    "early": Words("，过早", ", too early"),
}
