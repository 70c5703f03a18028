"""Why there is no answer: what is wrong with what was asked, and what would be right."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from msgspec import Struct

from finecalc.language.dates import chinese
from finecalc.language.numerals import to_chinese
from finecalc.language.words import Words
from finecalc.table.ladder import Ladder
from finecalc.table.model import Edition, Fact, Law, Power, Provision, Term
from finecalc.table.statutes import Statutes, short

# --- the values of a case -----------------------------------------------------------------------------------------------


_DAYS = {
    "conduct_from": Words("违法行为开始日期", "start of the conduct"),
    "conduct_to": Words("违法行为终了日期", "end of the conduct"),
    "decided": Words("决定日期", "date of the decision"),
    "discovered": Words("发现日期", "date of discovery"),
    "found": Words("发现线索日期", "day the clue was found"),
    "filed": Words("立案日期", "day of opening the case"),
    "notified": Words("告知日期", "day the party was told"),
    "heard": Words("听证日期", "day of the hearing"),
    "served": Words("送达日期", "day of service"),
}

KINDS = {
    "base": Words("基数", "base"),
    "by": Words("机关层级", "authority"),
    "adjust": Words("裁量", "adjustment"),
    "sanctions": Words("处罚种类", "sanction"),
    "person_fines": Words("责任人员", "person"),
}
"""What a word is that the table does not know, by the value that it was given for."""


def no_case(kind: str) -> Words:
    """Something else stands in the place of a case."""
    return Words(f"case 要写 finecalc.Case(…)，不能是 {kind}", f"Give finecalc.Case(…), not {kind}")


def given_twice(base: str) -> Words:
    """A base that is given in two ways."""
    return Words(f"{base} 写了两次", f"{base} is given twice")


def no_amount(base: str) -> Words:
    """A base without its amount."""
    return Words(f"{base} 没有写金额", f"{base} is given without an amount")


def no_provision() -> Words:
    """No provision is asked for."""
    return Words(
        "没有填处罚依据，如 csl@2016:59.1、网络安全法第五十九条第一款",
        "No provision is given, such as csl@2016:59.1",
    )


def days_out_of_order(field: str, day: date, before: str, first: date) -> Words:
    """A day that lies before one that it has to follow."""
    said, earlier = _DAYS[field], _DAYS[before]
    return Words(
        f"{said.zh}（{day}）早于{earlier.zh}（{first}），请核对日期",
        f"The {said.en} ({day}) is before the {earlier.en} ({first}): check the dates",
    )


def no_such_step(name: str, known: Sequence[str]) -> Words:
    """A day of something that is no step."""
    return Words(
        f"没有“{name}”这一步，可以写：{'、'.join(known)}", f"There is no step {name}; known: {', '.join(known)}"
    )


def discovered_after_today(day: date, today: date) -> Words:
    """A day of discovery that is yet to come."""
    return Words(
        f"发现日期（{day}）晚于今天（{today}），请核对日期",
        f"The date of discovery ({day}) is after today ({today}): check it",
    )


def ended_after_today(day: date, today: date) -> Words:
    """Conduct that is yet to end, and no day of the decision."""
    return Words(
        f"违法行为终了日期（{day}）晚于今天（{today}），请核对日期，或填写决定日期",
        f"The end of the conduct ({day}) is after today ({today}): check it, or give the date of the decision",
    )


def negative(base: Term) -> Words:
    """An amount under nothing."""
    return Words(f"{base.label}不能是负数", f"The {base.label_en} cannot be negative")


def no_persons_fine(text: str) -> Words:
    """Words that are no person's fine."""
    return Words(
        f"看不懂个人罚款“{short(text)}”，请写作 主管人员:2万；直接责任人员:1万",
        f"“{short(text)}” is no person's fine: write manager:20000;staff:10000",
    )


def nobody_named(text: str, who: str) -> Words:
    """A person's fine that names nobody who can be read."""
    return Words(
        f"看不懂个人罚款“{short(text)}”里的“{short(who)}”，请写作 主管人员（张某）:1万，或者 直接责任人员（张某）:1万",
        f"“{short(who)}” names nobody who can be read: write manager:10000 or staff:10000",
    )


def several_persons(text: str) -> Words:
    """One amount for several persons, and not what each is fined."""
    return Words(
        f"“{short(text)}”有几个人，看不出每人罚多少，请写“各1万”或者分开写",
        f"“{short(text)}” names several persons: say what each is fined",
    )


# --- the provision ------------------------------------------------------------------------------------------------------


class Elsewhere(Struct, frozen=True, kw_only=True):
    """What an article's number means in another edition of its law: the provisions, and where their conduct is dealt with now."""

    year: str
    refs: tuple[str, ...]
    now: tuple[str, ...]


def elsewhere_words(statutes: Statutes, law: str, article: int, found: Iterable[Elsewhere]) -> Words:
    """What the number means in other editions."""
    zh, en = [], []
    for each in found:
        first, refs, now = statutes.provision(each.refs[0]), each.refs, each.now
        zh.append(
            f"《{statutes.laws[law].name}》（{each.year}年）第{to_chinese(article)}条是另一条：{'、'.join(refs)}（{first.name}）"
            + (f"，现为 {'、'.join(now)}" if now else "")
        )
        en.append(
            f"Article {article} of the {each.year} edition is another one: {', '.join(refs)} ({first.name_en})"
            + (f", now {', '.join(now)}" if now else "")
        )
    return Words("；".join(zh), "; ".join(en))


def one_of_several(statutes: Statutes, said: Words, refs: Iterable[str], elsewhere: Words | None = None) -> Words:
    """`said`, that there are several provisions, and which; behind it what the number means in another edition."""
    provisions = [statutes.provision(ref) for ref in refs]
    zh = "；".join(f"{each.ref}（{each.name}）" for each in provisions)
    en = "; ".join(f"{each.ref} ({each.name_en})" for each in provisions)
    words = Words(f"{said.zh}，请写明是哪一个：{zh}", f"{said.en}; say which: {en}")
    return _and(words, elsewhere)


def several_paragraphs(article: int) -> Words:
    return Words(f"第{to_chinese(article)}条有几款", f"Article {article} has several paragraphs")


def several_behind(item: int) -> Words:
    return Words(f"权责清单第 {item} 项有几条依据", f"Item {item} of the power list rests on several provisions")


def several_provisions() -> Words:
    return Words("有几条依据", "There are several provisions")


def several_then(ref: str, day: date, not_yet: bool) -> Words:
    """Several provisions dealt with the conduct, before the one asked for was in force or after it was replaced."""
    if not_yet:
        zh, en = "当时尚未施行，当时有几条规定", "was not in force yet, and several provisions were"
    else:
        zh, en = "已由几条取代", "has been replaced by several provisions"
    return Words(f"{chinese(day)}的行为，{ref} {zh}", f"For conduct of {day}, {ref} {en}")


def no_such_item(refs: Sequence[str], item: int, listed: int, elsewhere: Words | None) -> Words:
    """An item of the conduct that the provisions do not list."""
    has_zh = f"只列了 {listed} 项行为" if listed else "没有分项列出行为"
    has_en = f"lists {listed} items of conduct" if listed else "lists no items of conduct"
    words = Words(
        f"没有第 {item} 项：{'、'.join(refs)} {has_zh}", f"There is no item {item}: {', '.join(refs)} {has_en}"
    )
    return _and(words, elsewhere)


def only_points(provision: Provision, cited: Words, now: Mapping[str, Sequence[str]], laws: Sequence[Law]) -> Words:
    """A paragraph that fixes no range and points to others: `now` says what has taken the place of each of these."""
    zh = [ref + (f"（现为 {'、'.join(later)}）" if later else "") for ref, later in now.items()]
    en = [ref + (f" (now {', '.join(later)})" if later else "") for ref, later in now.items()]
    zh += [f"《{law.name}》（罚则见 finecalc list {law.id}）" for law in laws]
    en += [f"the {law.name_en} (its penalties: finecalc list {law.id})" for law in laws]
    where_zh = f"它指向：{'、'.join(zh)}" if zh else "表中没有它指向的法律"
    where_en = f"it points to {', '.join(en)}" if en else "the table does not hold the law it points to"
    return Words(
        f"{cited.zh}（{provision.ref}）自身不规定处罚幅度，{where_zh}。条文：{provision.text}",
        f"{cited.en} ({provision.ref}) fixes no range itself: {where_en}. Text: {provision.text}",
    )


def no_penalty(provision: Provision, cited: Words) -> Words:
    """A paragraph on supervision, or a general rule."""
    what = {
        "supervision": Words("是监督检查的规定，不是罚则", "is about supervision and inspection, not a penalty"),
        "rule": Words("是处罚的一般规则，不是罚则", "is a general rule on penalties, not a penalty provision"),
    }[provision.role]
    return Words(
        f"{cited.zh}（{provision.ref}）{what.zh}。条文：{provision.text}",
        f"{cited.en} ({provision.ref}) {what.en}. Text: {provision.text}",
    )


def no_penalty_item(power: Power, texts: Sequence[tuple[Words, str]]) -> Words:
    """An item of the power list that is no penalty, and the texts that it rests on."""
    quoted_zh = "".join(f"{cited.zh}：{text}" for cited, text in texts)
    quoted_en = " ".join(f"{cited.en}: {text}" for cited, text in texts)
    return Words(
        f"权责清单第 {power.number} 项“{power.name}”属于{power.kind}，没有处罚，也没有罚款幅度。{quoted_zh}",
        f"Item {power.number} of the power list, “{power.name_en}”, is not a penalty: it carries no fine and no range. "
        f"{quoted_en}",
    )


def no_such_edition(law: Law, year: str) -> Words:
    known = [f"{law.id}@{each.year}" for each in law.editions]
    return Words(
        f"{law.name}没有 {year} 年版本，表中有：{'、'.join(known)}",
        f"{law.name_en} has no {year} edition; the table has {', '.join(known)}",
    )


def no_edition_on(law: Law, day: date) -> Words:
    """No edition of the law was in force on that day: what there is."""
    spans_zh = "；".join(f"{law.id}@{e.year}：{e.in_force} 至 {e.until or '今'}" for e in law.editions)
    spans_en = "; ".join(f"{law.id}@{e.year}: {e.in_force} to {e.until or 'now'}" for e in law.editions)
    return Words(
        f"{chinese(day)}没有施行中的{law.name}。表中版本：{spans_zh}",
        f"{law.name_en} was not in force on {day}. Editions in the table: {spans_en}",
    )


def not_yet_in_force(ref: str, decided: date, begins: date) -> Words:
    """The decision comes before the text."""
    return Words(
        f"决定日期（{decided}）时 {ref} 尚未施行（{begins} 起施行）。请核对日期，或填写违法行为日期",
        f"{ref} was not in force yet on the day of the decision ({decided}; it is since {begins}): check it, "
        "or give the date of the conduct",
    )


def nothing_yet(cited: Words, day: date, begins: date) -> Words:
    """Nothing in the table dealt with the conduct before this provision."""
    return Words(
        f"{chinese(day)}时表中尚无与{cited.zh}相应的罚则（该条 {begins} 起施行）",
        f"On {day} nothing in the table corresponded to {cited.en} yet (in force since {begins})",
    )


def nothing_any_more(cited: Words, day: date) -> Words:
    """Nothing in the table has taken the place of this provision."""
    return Words(
        f"{chinese(day)}的行为已没有与{cited.zh}相应的罚则",
        f"For conduct of {day} nothing in the table takes the place of {cited.en}",
    )


def no_such_article(law: Law, edition: Edition, article: int) -> Words:
    named = _article(law, edition.year, article)
    return Words(
        f"{named.zh}不存在，该版本共 {edition.articles} 条",
        f"{named.en} does not exist: it has {edition.articles} articles",
    )


def no_such_paragraph(law: Law, year: str, article: int, paragraph: int, refs: Sequence[str]) -> Words:
    named = _article(law, year, article)
    return Words(
        f"{named.zh}没有所写的第{to_chinese(paragraph)}款，可用：{'、'.join(refs)}",
        f"{named.en} has no paragraph {paragraph} in the table; there are {', '.join(refs)}",
    )


def no_penalty_article(statutes: Statutes, law: Law, year: str, article: int, other: Iterable[Elsewhere]) -> Words:
    """An article that is no penalty provision, and what its number means in other editions."""
    named, other = _article(law, year, article), tuple(other)
    zh, en = f"{named.zh}不是罚则。", f"{named.en} is no penalty provision."
    for each in other:
        first, refs, now = statutes.provision(each.refs[0]), each.refs, each.now
        zh += f"该条号在{each.year}年版本中是：{'、'.join(refs)}（{first.name}）"
        en += f" In the {each.year} edition that number was {', '.join(refs)} ({first.name_en})"
        zh += f"，现由 {'、'.join(now)} 取代" if now else ""
        en += f"; {', '.join(now)} took its place" if now else ""
        zh += f"。要问旧条，写 {refs[0]}" + (f"；要问新条，写 {now[0]}。" if now else "。")
        en += f". Ask for {refs[0]} to get the old one" + (f", {now[0]} for the new." if now else ".")
    if not other:
        zh += f"该法的罚则见 finecalc list {law.id}"
        en += f" For the penalty provisions of this law: finecalc list {law.id}"
    return Words(zh, en)


# --- the facts ----------------------------------------------------------------------------------------------------------


def used_by(ladder: Ladder) -> Words:
    """只有“拒不改正”（refused）、…: the words by which the provision opens its tiers."""
    facts = _opening(ladder)
    if not facts.zh:
        return Words("各档都不以情节为条件", "no tier of it turns on a fact")
    return Words(f"只有{facts.zh}", f"only {facts.en}")


def _opening(ladder: Ladder) -> Words:
    """The facts that open its tiers, in the words of the text; empty where there are none."""
    pairs = dict.fromkeys((fact, words) for rung in ladder.rungs for fact, words in rung.when.items())
    zh = "、".join(f"“{words}”（{fact}）" for fact, words in pairs)
    return Words(zh, ", ".join(f"“{words}” ({fact})" for fact, words in pairs))


def not_said(ladder: Ladder, said: str) -> Words:
    """Words that the provision does not hold."""
    known = used_by(ladder)
    return Words(
        f"{ladder.reference} 没有“{said}”，{known.zh}", f"{ladder.reference} does not say “{said}”; {known.en}"
    )


def no_fact(ladder: Ladder, said: str, near: Words | None) -> Words:
    """Words that name no fact at all, and the nearest one."""
    words = not_said(ladder, said)
    return Words(
        f"看不懂情节：{words.zh}" + (f"。是不是“{near.zh}”？" if near else ""),
        f"This is no fact that can be read: {words.en}" + (f". Did you mean “{near.en}”?" if near else ""),
    )


def no_fact_identifier(text: str) -> Words:
    return Words(f"没有情节标识“{short(text)}”", f"There is no fact identifier “{short(text)}”")


def fact_not_used(ladder: Ladder, fact: Fact) -> Words:
    """A fact on which no tier of the provision turns."""
    known, ref = used_by(ladder), ladder.reference
    return Words(
        f"{ref} 没有“{fact.label}”（{fact.id}），{known.zh}", f"{ref} has no “{fact.label_en}” ({fact.id}); {known.en}"
    )


def fact_of_the_other_text(ladder: Ladder, fact: Fact) -> Words:
    """A fact that only the text compared knows, where the one that applies has tiers of its own that it might meet."""
    known, ref = used_by(ladder), ladder.reference
    return Words(
        f"“{fact.label}”（{fact.id}）只见于另一文本，{ref} {known.zh}。请填其中与案情相符的；都不相符的，去掉这个情节",
        f"“{fact.label_en}” ({fact.id}) is a fact of the other text only; {ref}: {known.en}. "
        "Give the one that fits the case, or leave this fact out",
    )


def needs_a_fact(ladder: Ladder, bases: Sequence[str]) -> Words:
    """A paragraph that only aggravates others (`bases`), and no fact that it names."""
    own = _opening(Ladder(ladder.reference, tuple(rung for rung in ladder.rungs if rung.reference == ladder.reference)))
    return Words(
        f"{ladder.reference} 只在有下列情节时适用：{own.zh}"
        + (f"；没有这些情节的，问 {'、'.join(bases)}" if bases else ""),
        f"{ladder.reference} applies only with one of these facts: {own.en}"
        + (f"; without them, ask for {', '.join(bases)}" if bases else ""),
    )


def fact_for_other_items(fact: str, ref: str, allowed: Iterable[int], items: Iterable[int]) -> Words:
    """A fact that counts for other items of the conduct only."""
    theirs, ours = list(map(str, allowed)), list(map(str, items))
    return Words(
        f"情节 {fact} 在 {ref} 中只对第 {'、'.join(theirs)} 项行为规定，本案是第 {'、'.join(ours)} 项",
        f"The fact {fact} counts in {ref} for items {', '.join(theirs)} only; this case is item {', '.join(ours)}",
    )


def too_many_open(most: int) -> Words:
    """More facts are open than a provision turns on."""
    return Words(f"尚未查明的情节太多，最多 {most} 个", f"Too many facts are left open: at most {most}")


def open_and_compared() -> Words:
    """Facts are open, and the fines of several provisions are to be compared."""
    return Words(
        "同一行为违反几个规定的，要先查明情节，才能比较哪个罚款高；请逐个规定计算",
        "Where one act breaks several provisions, the facts have to be established before the fines are compared: ask one by one",
    )


def known_and_open(fact: str) -> Words:
    """A fact of which two things are said: that it holds, is open, or does not hold."""
    return Words(
        f"{fact} 写了两处（有、没有、尚未查明），只能写一处",
        f"{fact} is given in two ways (it holds, it does not, not yet known): keep one",
    )


# --- one act under several provisions -----------------------------------------------------------------------------------


def fine_depends(statutes: Statutes, ref: str, needs: Sequence[str]) -> Words:
    """A base that the fine depends on is not known."""
    needed = [base for base in statutes.table.bases if base.id in needs]
    zh, en = "、".join(base.label for base in needed), ", ".join(base.label_en for base in needed)
    return Words(
        f"{ref} 的罚款取决于{zh}，不知道就无法比较哪条罚款数额高，请填写",
        f"The fine under {ref} depends on the {en}: without it the higher fine cannot be told",
    )


def all_the_same(ref: str) -> Words:
    """Several references lead to one provision."""
    return Words(f"几个依据在本案都是 {ref}，无须比较", f"All the provisions come to {ref} in this case")


def none_fined(statutes: Statutes, refs: Iterable[str]) -> Words:
    """None of the provisions carries a fine."""
    refs, cited = tuple(refs), statutes.citation(statutes.table.rules.one_fine)
    return Words(
        f"{'、'.join(refs)} 在本案都没有罚款，{cited.zh}只在应当给予罚款的规定之间选择",
        f"None of {', '.join(refs)} carries a fine in this case: {cited.en} chooses only between fines",
    )


def _article(law: Law, year: str, article: int) -> Words:
    return Words(f"《{law.name}》（{year}年）第{to_chinese(article)}条", f"{law.name_en} ({year}), article {article}")


def _and(words: Words, more: Words | None) -> Words:
    return Words(f"{words.zh}。{more.zh}", f"{words.en}. {more.en}") if more else words
