"""Which text a case falls under: the edition in force when the conduct ended, unless a later one is lighter.

Rests on 行政处罚法第三十七条; the provision is named in the table's `[rules]`.
"""

from datetime import date

from finecalc.language import citation
from finecalc.language.citation import PowerItem, Reference
from finecalc.language.dates import chinese
from finecalc.language.errors import FinecalcError, NotAPenalty, NotInForce, Undecided, UnknownReference
from finecalc.language.numerals import to_chinese
from finecalc.language.words import Words
from finecalc.table.model import Law, Power, Provision
from finecalc.table.statutes import Place, Statutes, in_force


def at(statutes: Statutes, place: Place, day: date) -> list[Place]:
    """The provisions that deal with the conduct of `place` on a day: itself, its successors or its predecessors.

    Empty when the law of that day deals with it nowhere in the table.
    """
    ref, _ = place
    edition = statutes.edition(ref)
    if in_force(edition, day):
        return statutes.pointed(place)
    later = day > edition.in_force
    steps = statutes.successors(place) if later else statutes.predecessors(place)
    return merged([found for step in steps for found in _onward(statutes, step, day, later)])


def _onward(statutes: Statutes, place: Place, day: date, later: bool) -> list[Place]:
    edition = statutes.edition(place[0])
    if in_force(edition, day):
        return [place]
    return at(statutes, place, day) if later == (day > edition.in_force) else []


def merged(places: list[Place]) -> list[Place]:
    """Each provision once, with the items of all its mentions."""
    items: dict[str, tuple[int, ...]] = {}
    for ref, listed in places:
        items[ref] = (*items.get(ref, ()), *(item for item in listed if item not in items.get(ref, ())))
    return list(items.items())


# --- from what was typed to a provision -----------------------------------------------------------------------------


def find(statutes: Statutes, asked: Reference, day: date) -> Provision:
    """The provision that a reference names; without an edition, in the one in force on `day`.

    Raises UnknownReference, NotAPenalty or Undecided, each saying what there is instead.
    """
    law = statutes.laws[asked.law]
    year = _edition_year(statutes, law, asked, day)
    paragraphs = statutes.paragraphs(asked.law, year, asked.article)
    if asked.paragraph:
        exact = [provision for provision in paragraphs if provision.ref.endswith(f".{asked.paragraph}")]
        if not exact:
            raise _missing(statutes, law, year, asked, paragraphs)
        return exact[0]
    entries = [provision for provision in paragraphs if not provision.aggravates]
    if not entries:
        raise _missing(statutes, law, year, asked, paragraphs)
    if len(entries) > 1:
        other = None if asked.edition else elsewhere(statutes, entries[0].ref)
        zh, en = _choice_words(
            statutes,
            f"第{to_chinese(asked.article)}条有几款",
            f"Article {asked.article} has several paragraphs",
            entries,
        )
        raise Undecided(
            zh + (f"。{other.zh}" if other else ""),
            en + (f". {other.en}" if other else ""),
            choices=tuple(provision.ref for provision in entries),
        )
    return entries[0]


def listed(statutes: Statutes, item: PowerItem, day: date, items: tuple[int, ...] = ()) -> list[Place]:
    """The provisions behind an item of the power list as they stand on a day.

    `items` are items of the conduct as the listed text numbers them. Raises NotAPenalty where the list item is none.
    """
    power = statutes.power(item.number)
    places = merged([found for ref in power.provisions for found in _on(statutes, (ref, items), day)])
    penalties = [place for place in places if statutes.provision(place[0]).role == "penalty"]
    if not penalties:
        raise _no_penalty_item(statutes, power)
    return penalties


def choose_one(statutes: Statutes, places: list[Place], said_zh: str, said_en: str) -> Place:
    """The only one of several provisions, or Undecided with what there is to choose from."""
    if len(places) == 1:
        return places[0]
    provisions = [statutes.provision(ref) for ref, _ in places]
    raise Undecided(
        *_choice_words(statutes, said_zh, said_en, provisions), choices=tuple(provision.ref for provision in provisions)
    )


def must_be_penalty(statutes: Statutes, provision: Provision) -> None:
    """Raises NotAPenalty, which quotes the text and says where to look, unless the provision fixes a penalty."""
    if provision.role == "penalty":
        return
    cited = statutes.citation(provision.ref)
    if provision.role == "pointer":
        where_zh, where_en = _where(statutes, provision)
        raise NotAPenalty(
            f"{cited.zh}（{provision.ref}）自身不规定处罚幅度，{where_zh}。条文：{provision.text}",
            f"{cited.en} ({provision.ref}) fixes no range itself: {where_en}. Text: {provision.text}",
        )
    what_zh, what_en = {
        "supervision": ("是监督检查的规定，不是罚则", "is about supervision and inspection, not a penalty"),
        "rule": ("是处罚的一般规则，不是罚则", "is a general rule on penalties, not a penalty provision"),
    }[provision.role]
    raise NotAPenalty(
        f"{cited.zh}（{provision.ref}）{what_zh}。条文：{provision.text}",
        f"{cited.en} ({provision.ref}) {what_en}. Text: {provision.text}",
    )


def _where(statutes: Statutes, pointer: Provision) -> tuple[str, str]:
    """Where a pointer leads: the paragraphs, each with what has taken its place, and the laws as a whole."""
    zh, en = [], []
    for ref in dict.fromkeys(target.ref for target in pointer.points_to):
        now = [found for found in _latest(statutes, (ref, ())) if found != ref]
        zh.append(ref + (f"（现为 {'、'.join(now)}）" if now else ""))
        en.append(ref + (f" (now {', '.join(now)})" if now else ""))
    held = {target.ref.split("@")[0] for target in pointer.points_to}
    laws = [statutes.laws[law] for law in pointer.points_to_laws if law not in held]
    zh += [f"《{law.name}》（罚则见 finecalc list {law.id}）" for law in laws]
    en += [f"the {law.name_en} (its penalties: finecalc list {law.id})" for law in laws]
    if not zh:
        return "表中没有它指向的法律", "the table does not hold the law it points to"
    return f"它指向：{'、'.join(zh)}", f"it points to {', '.join(en)}"


def _latest(statutes: Statutes, place: Place) -> list[str]:
    """Where the conduct of a provision is dealt with in the last text of its law, or in the law to which that one points."""
    if statutes.edition(place[0]).until is None:
        return [place[0]]
    return list(dict.fromkeys(ref for step in statutes.successors(place) for ref in _latest(statutes, step)))


def elsewhere(statutes: Statutes, ref: str) -> Words | None:
    """The same article number in other editions of the law, where it means something else."""
    law, year, article, _ = citation.split(ref)
    related = {found for found, _ in (*statutes.successors((ref, ())), *statutes.predecessors((ref, ())))}
    zh, en = [], []
    for edition in statutes.laws[law].editions:
        there = [p for p in statutes.paragraphs(law, edition.year, article) if edition.year != year]
        if not there or any(p.ref in related for p in there):
            continue
        now = [found for p in there for found, _ in statutes.successors((p.ref, ()))]
        refs = "、".join(p.ref for p in there)
        named = f"《{statutes.laws[law].name}》（{edition.year}年）第{to_chinese(article)}条"
        zh.append(
            f"{named}是另一条：{refs}（{there[0].name}）" + (f"，现为 {'、'.join(dict.fromkeys(now))}" if now else "")
        )
        en.append(
            f"Article {article} of the {edition.year} edition is another one: {refs.replace('、', ', ')} ({there[0].name_en})"
            + (f", now {', '.join(dict.fromkeys(now))}" if now else "")
        )
    return Words("；".join(zh), "; ".join(en)) if zh else None


def _on(statutes: Statutes, place: Place, day: date) -> list[Place]:
    found = at(statutes, place, day)
    law = statutes.laws[place[0].split("@")[0]]
    if not found and statutes.edition_on(law, day) is None:
        raise not_in_force(law, day)
    return found or [place]


def _edition_year(statutes: Statutes, law: Law, asked: Reference, day: date) -> str:
    years = [edition.year for edition in law.editions]
    if asked.edition:
        if asked.edition not in years:
            known = "、".join(f"{law.id}@{year}" for year in years)
            raise UnknownReference(
                f"{law.name}没有 {asked.edition} 年版本，表中有：{known}",
                f"{law.name_en} has no {asked.edition} edition; the table has {known.replace('、', ', ')}",
            )
        return asked.edition
    edition = statutes.edition_on(law, day)
    if edition is None:
        raise not_in_force(law, day)
    return edition.year


def not_in_force(law: Law, day: date) -> NotInForce:
    """No edition of the law on that day: says what there is."""
    spans_zh = "；".join(f"{law.id}@{e.year}：{e.in_force} 至 {e.until or '今'}" for e in law.editions)
    spans_en = "; ".join(f"{law.id}@{e.year}: {e.in_force} to {e.until or 'now'}" for e in law.editions)
    return NotInForce(
        f"{chinese(day)}没有施行中的{law.name}。表中版本：{spans_zh}",
        f"{law.name_en} was not in force on {day}. Editions in the table: {spans_en}",
    )


def _missing(statutes: Statutes, law: Law, year: str, asked: Reference, paragraphs: list[Provision]) -> FinecalcError:
    """The article or paragraph named is no penalty provision of this edition: say what it was, and what there is."""
    edition = next(each for each in law.editions if each.year == year)
    named_zh = f"《{law.name}》（{year}年）第{to_chinese(asked.article)}条"
    named_en = f"{law.name_en} ({year}), article {asked.article}"
    if edition.articles and not 1 <= asked.article <= edition.articles:
        return UnknownReference(
            f"{named_zh}不存在，该版本共 {edition.articles} 条",
            f"{named_en} does not exist: it has {edition.articles} articles",
        )
    if paragraphs:
        refs = "、".join(provision.ref for provision in paragraphs)
        return UnknownReference(
            f"{named_zh}没有所写的第{to_chinese(asked.paragraph or 0)}款，可用：{refs}",
            f"{named_en} has no paragraph {asked.paragraph} in the table; there are {refs.replace('、', ', ')}",
        )
    zh, en = f"{named_zh}不是罚则。", f"{named_en} is no penalty provision."
    for other in law.editions:
        if other.year == year:
            continue
        there = statutes.paragraphs(asked.law, other.year, asked.article)
        before = [provision for provision in there if provision.role in ("penalty", "pointer")]
        if before:
            new = merged([found for provision in before for found in statutes.successors((provision.ref, ()))])
            refs = "、".join(provision.ref for provision in before)
            places = "、".join(ref for ref, _ in new)
            zh += f"该条号在{other.year}年版本中是：{refs}（{before[0].name}）"
            en += f" In the {other.year} edition that number was {refs.replace('、', ', ')} ({before[0].name_en})"
            zh += f"，现由 {places} 取代" if places else ""
            en += f"; {places.replace('、', ', ')} took its place" if places else ""
            zh += f"。要问旧条，写 {before[0].ref}" + (f"；要问新条，写 {new[0][0]}。" if new else "。")
            en += f". Ask for {before[0].ref} to get the old one" + (f", {new[0][0]} for the new." if new else ".")
    if zh.endswith("不是罚则。"):
        zh += f"该法的罚则见 finecalc list {law.id}"
        en += f" For the penalty provisions of this law: finecalc list {law.id}"
    return NotAPenalty(zh, en)


def _no_penalty_item(statutes: Statutes, power: Power) -> NotAPenalty:
    texts = [statutes.provision(ref) for ref in power.provisions]
    quoted_zh = "".join(f"{statutes.citation(p.ref).zh}：{p.text}" for p in texts)
    quoted_en = " ".join(f"{statutes.citation(p.ref).en}: {p.text}" for p in texts)
    return NotAPenalty(
        f"权责清单第 {power.number} 项“{power.name}”属于{power.kind}，没有处罚，也没有罚款幅度。{quoted_zh}",
        f"Item {power.number} of the power list, “{power.name_en}”, is not a penalty: it carries no fine and no range. "
        f"{quoted_en}",
    )


def _choice_words(statutes: Statutes, said_zh: str, said_en: str, provisions: list[Provision]) -> tuple[str, str]:
    zh = "；".join(f"{p.ref}（{p.name}）" for p in provisions)
    en = "; ".join(f"{p.ref} ({p.name_en})" for p in provisions)
    return f"{said_zh}，请写明是哪一个：{zh}", f"{said_en}; say which: {en}"
