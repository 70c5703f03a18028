"""From the words of a text to the names of the table: facts, bases, persons, sanctions, authorities, subjects.

What is read and what is named are two reports. What the vocabularies have no name for stands in the reading in its own
words, and is listed in `unnamed`; what the table has no form for (a cap, a sum per unit) is listed in `refused`.

The table says who is fined in its own words: an `offender` of whom the text does not say more is its `organisation`, and
`individual` where the same sentence imposes what only a natural person can suffer (拘留, a driving licence).
"""

import re

from msgspec.structs import replace

from finecalc.language.words import Words
from finecalc.proof.reader import why
from finecalc.proof.reader import words as w
from finecalc.proof.reader.citations import POINTER, articles, ordinal, resolve
from finecalc.proof.reader.numerals import NUMERAL, whole
from finecalc.proof.reader.people import kinds
from finecalc.proof.reader.reading import Reading
from finecalc.proof.reader.said import Rate, Said, SaidFine, SaidSanction, SaidTier, Size, Unread
from finecalc.table.model import Aggravates, Borrow, Bracket, Duration, Fine, Multiple, Sanction, Share, Tier

TAKEN_OVER = (
    rf"(?P<unit>单位)?有(?P<which>前[两二三四]?款|{w.THIS_LAW}{w.ARTICLE}{w.PARAGRAPH})(?:规定的?)?"
    rf"(?P<items>(?:{w.ITEM}、?)*)(?:规定的?)?(?:违法)?行为"
)
LISTED_ON = re.compile("、|和|或|及|以及")
ADDS = re.compile("，(?:由[^，；。]*?)?并")
BEFORE_CONDUCT = "违反|不履行|未履行|，|未按照|拒不|未经|有下列|有前"
ON_PERSONS = (
    "warning",
    "public-criticism",
    "bar-from-office",
    "bar-from-key-posts",
    "bar-from-business",
    "detention",
)
PERSON_ORDER = ("organisation", "manager", "staff", "individual")


def named(said: Said, text: str, ref: str, words: w.Vocabulary) -> Reading:
    """The reading of `text`, the paragraph `ref`, in the names of `words`."""
    return _Naming(said, text, ref, words).reading()


class _Naming:
    def __init__(self, said: Said, text: str, ref: str, words: w.Vocabulary) -> None:
        self.said, self.text, self.ref, self.words = said, text, ref, words
        self.unnamed: list[Unread] = []
        self.refused = list(said.refused)
        self.closing: list[Sanction] = []
        self.beside: list[str] = []  # liability of another kind: 依法给予处分, 依法追究法律责任
        self.opened: set[str] = set()  # facts that open a tier already
        self.natural = natural_person(said)
        self.acting = said.authority or self.named_late()
        self.authority, self.body = self.bodies(self.acting)

    def reading(self) -> Reading:
        said = self.said
        conduct = said.conduct.removesuffix("，").removesuffix("的")
        same, aggravates, rest = self.taken_over(conduct)
        tiers = self.closed([self.tier(tier) for tier in said.tiers])
        conduct, tiers = self.condition_last(conduct, tiers)
        tiers = [tier for tier in tiers if tier.fines or tier.sanctions]
        corrective = all(one.kind in self.words.corrective for tier in tiers for one in tier.sanctions)
        if self.beside and corrective and not self.refused and not any(tier.fines for tier in tiers):
            tiers = []  # the liability of officials: 责令改正, and 处分 for those responsible
        borrows = self.borrows()
        pointer = self.pointer(tiers)
        provisos = [*said.provisos, *self.beside, *re.findall(w.OTHERWISE, self.text)]
        provisos = list(dict.fromkeys(proviso.rstrip("。") for proviso in provisos))
        every = [one for tier in tiers for one in tier.sanctions]
        authority = self.authority
        if every and all(one.by for one in every) and not any(tier.fines for tier in tiers):
            authority = tuple(dict.fromkeys(name for one in every for name in one.by))
        if not authority and self.acting and (tiers or borrows):
            self.no_name(self.acting)
            authority = (re.sub("^由", "", self.acting),)
        if aggravates and tiers and not tiers[0].when and (tiers[0].fines or tiers[0].sanctions):
            tiers, aggravates = [], ()
            self.refuse(0, len(self.text), why.ELSEWHERE)
        return Reading(
            tiers=tuple(tiers),
            borrows=borrows,
            aggravates=aggravates,
            provisos=tuple(sorted(provisos, key=self.text.find)),
            authority=authority,
            authority_quote=self.acting if authority else "",
            breaches=articles(conduct)[0],
            subject=self.subject(conduct, same),
            same_conduct=same,
            pointer=pointer,
            conduct=conduct[:rest] if rest is not None else conduct,
            items=said.items,
            refused=tuple(sorted(self.refused, key=lambda no: (no.start, no.end))),
            either=self.natural and not natural_person(replace(said, tiers=said.tiers[:1])),
            unnamed=tuple(sorted(self.unnamed, key=lambda no: (no.start, no.end))),
        )

    def named_late(self) -> str:
        """The body that 没收违法所得，由公安机关处… names only before the fine, where nothing that stands before names one."""
        first = self.said.tiers[0] if self.said.tiers else SaidTier("", 0)
        bodies = {fine.by for fine in first.fines}
        return bodies.pop() if len(bodies) == 1 and not any(one.by for one in first.sanctions) else ""

    def no_name(self, words: str, at: int | None = None) -> None:
        start = self.text.find(words) if at is None else at
        self.unnamed.append(Unread(start, start + len(words), words, why.NO_NAME))

    def refuse(self, start: int, end: int, because: Words) -> None:
        words = self.text[start:end].rstrip("\n。，；：")
        self.refused.append(Unread(start, start + len(words), words, because))

    # --- the conduct ----------------------------------------------------------------------------------------------------

    def taken_over(self, conduct: str) -> tuple[str, tuple[Aggravates, ...], int | None]:
        """有前款第一项、第二项行为 and 单位有前款行为: the conduct of another paragraph."""
        taken = re.match(TAKEN_OVER, conduct)
        refs = resolve(taken["which"], self.ref) if taken else ()
        items = tuple(ordinal(item) for item in re.findall(w.ITEM, taken["items"])) if taken else ()
        if same := re.fullmatch("(前款)行为尚不构成犯罪", conduct):
            return next(iter(resolve(same[1], self.ref)), ""), (), None
        if not taken:
            own = re.search("行为，?仍", conduct)  # 明知有前款规定违法行为仍设计、制作: conduct of its own
            if not own and re.search("有前[款两二三四]|有本条|前[两二三四]?款[^，]{0,8}行为", conduct):
                self.refuse(0, len(conduct), why.ELSEWHERE)
            return "", (), None
        if not refs or conduct[taken.end() :].strip("，的") or (taken["unit"] and (items or len(refs) > 1)):
            self.refuse(0, len(conduct), why.ELSEWHERE)
            return "", (), None
        if taken["unit"]:
            return refs[0], (), None
        return "", tuple(Aggravates(ref=ref, items=items, quote=taken[0]) for ref in refs), None

    def condition_last(self, conduct: str, tiers: list[Tier]) -> tuple[str, list[Tier]]:
        """…违反本条例规定，受到关闭网站、吊销…处罚的，: what the conduct ends in is the fact that opens the only tier."""
        before, comma, last = conduct.rpartition("，")
        fact = next((name for pattern, name in self.words.facts if pattern.fullmatch(last)), None)
        if not comma or not fact or len(tiers) != 1 or tiers[0].when:
            return conduct, tiers
        return before, [replace(tiers[0], when={fact: last}, quote=f"{last}的")]

    def subject(self, conduct: str, same: str) -> tuple[str, ...]:
        """Who does it, by the words before 违反 or 不履行."""
        opening = re.split(BEFORE_CONDUCT, conduct, maxsplit=1)[0].rstrip("，")
        known = self.words.subjects
        named = [name for pattern, name in known if pattern.fullmatch(opening)]
        listed = [[name for pattern, name in known if pattern.fullmatch(part)] for part in opening.split("、")]
        named += [name for part in listed for name in part] if all(listed) else []
        begun = [(name, pattern.match(opening)) for pattern, name in known]
        named += [name for name, found in begun if found and not LISTED_ON.match(opening, found.end())]
        for other in re.findall("，或者([^，；。]*?)违反", conduct):
            named += [name for pattern, name in known if pattern.fullmatch(other)]
        if same and conduct.startswith("单位"):
            named = [name for pattern, name in known if pattern.fullmatch("单位")]
        return tuple(dict.fromkeys(named))

    # --- tiers ----------------------------------------------------------------------------------------------------------

    def tier(self, tier: SaidTier) -> Tier:
        if tier.conduct and self.text[tier.start - 1] != "）":
            for fine in tier.fines:
                self.refuse(fine.start, fine.end, why.OTHER)
            tier = replace(tier, quote=tier.conduct, fines=())
        when = self.facts(tier)
        fines: list[Fine] = []
        for fine in tier.fines:
            if found := self.fine(fine, tier, fines):
                fines.append(found)
        return Tier(
            when=when,
            quote=tier.quote,
            adds=bool(when) and bool(ADDS.match(self.text, tier.start + len(tier.quote))),
            fines=tuple(fines),
            sanctions=tuple(self.sanction(one) for one in tier.sanctions if not self.disciplinary(one)),
        )

    def disciplinary(self, one: SaidSanction) -> bool:
        """处分 is for the superior of an official to give: a proviso, and no sanction under the article."""
        if not (one.quote.endswith("处分") and one.aim):
            return False
        self.beside.append(self.clause(one.start, one.end))
        return True

    def clause(self, start: int, end: int) -> str:
        """The words from where the clause at `start` begins, with a condition that a comma joins to it."""
        begin = max(self.text.rfind(mark, 0, start) for mark in "，；。\n") + 1
        if self.text[: begin - 1].endswith("的") and self.text[begin - 1] == "，":
            begin = max(self.text.rfind(mark, 0, begin - 1) for mark in "，；。\n") + 1
        return self.text[begin:end]

    def closed(self, tiers: list[Tier]) -> list[Tier]:
        """A sentence by itself, a measure on nobody, closes every tier."""
        closing = tuple(self.closing)
        return tiers[:1] + [replace(tier, sanctions=(*tier.sanctions, *closing)) for tier in tiers[1:]]

    def facts(self, tier: SaidTier) -> dict[str, str]:
        """拒不改正或者情节严重: the facts, any one of which is enough. One without a name is called by its words."""
        found: dict[str, str] = {}
        quote = tier.quote
        bare = re.sub("的(?:人员)?$", "", quote)
        for part in re.split("或者|或", bare) if bare else ():
            said = re.sub("^《[^》]*》", "", part)
            names = [name for pattern, name in self.words.facts if pattern.fullmatch(said)]
            if not names or names[0] in {*found, *self.opened}:
                self.no_name(quote, tier.start)
                return {quote: quote}
            found[names[0]] = part
        self.opened.update(found)
        return found

    # --- fines ----------------------------------------------------------------------------------------------------------

    def fine(self, fine: SaidFine, tier: SaidTier, before: list[Fine]) -> Fine | None:
        """The fine in the form of the table, or none where the table has none for it."""
        bracket = self.bracket(fine.size)
        sum_ = fine.sum
        by = self.other_body(fine.by)
        narrowed = self.narrowed(fine.aim)
        if sum_.per or sum_.cap is not None or (sum_.max is None and not sum_.multiple and not sum_.share):
            self.refuse(fine.start, fine.end, why.NO_FORM)
            return None
        if bracket is None and fine.size:
            self.refuse(fine.where, fine.end, why.NO_FORM)
            return None
        if by or narrowed:
            self.refuse(fine.start, fine.end, why.OTHER_BODY if by else why.TARGET)
            return None
        made = Fine(
            on=self.persons(fine.on, fine.start),
            quote=self.text[fine.where : fine.end],
            mode=fine.mode,
            min=sum_.min,
            max=sum_.max,
            multiple=self.multiple(sum_.multiple, fine.start),
            share=self.share(sum_.share, fine.start),
            bracket=bracket,
            instead_of=self.instead_of(fine, tier),
        )
        return made if self.lay(made, before, fine) else None

    def instead_of(self, fine: SaidFine, tier: SaidTier) -> tuple[str, ...]:
        """给予警告、通报批评，或者处…罚款: the sanctions on the other side of 或者, back to where their list begins."""
        found: list[str] = []
        after = fine.where
        joined = "，?或者"
        for one in reversed([one for one in tier.sanctions if one.end <= fine.where]):
            if one.mode != "one-or-more" or not re.fullmatch(joined, self.text[one.end : after]):
                break
            words = self.text[one.start : one.end]
            names = [self.kind(words), *(self.kind(words.removeprefix(verb)) for verb in w.VERBS)]
            found.insert(0, next((name for name in names if name), words))
            after, joined = one.start, "、(?:给予|予以)?"
        return tuple(found) if fine.mode == "one-or-more" and "单处" not in self.text else ()

    def lay(self, made: Fine, before: list[Fine], fine: SaidFine) -> bool:
        """Beside another fine on the same target: with a threshold in the alternative, the multiple begins there."""
        for index, other in enumerate(before):
            if not set(other.on) & set(made.on):
                continue
            if other.mode != made.mode and (made.bracket or other.bracket):
                self.refuse(fine.start, fine.end, why.CHOICE)
                return False
            if (
                made.bracket
                and made.bracket.none
                and other.multiple
                and not other.bracket
                and other.multiple.of == made.bracket.of
            ):
                if made.bracket.below is not None:
                    before[index] = replace(other, bracket=Bracket(of=made.bracket.of, at_least=made.bracket.below))
                continue
            if not (made.bracket and other.bracket) or _meet(made.bracket, other.bracket):
                self.refuse(fine.start, fine.end, why.TWICE)
                return False
        return True

    def persons(self, on: tuple[str, ...], at: int) -> tuple[str, ...]:
        """In the words of the table: `offender` is its organisation, or an individual where the penalty says so."""
        found = []
        for noun in on:
            if noun == "offender":
                found.append("individual" if self.natural else "organisation")
                continue
            known = {name for _, name in self.words.persons}
            names = (
                [noun] if noun in known else [name for pattern, name in self.words.persons if pattern.fullmatch(noun)]
            )
            if not names:
                self.no_name(noun, at)
            found.append((names or [noun])[0])
        return tuple(
            sorted(dict.fromkeys(found), key=lambda name: PERSON_ORDER.index(name) if name in PERSON_ORDER else 9)
        )

    def base(self, of: str, at: int) -> str:
        name = dict(self.words.bases).get(of)
        if not name:
            self.no_name(of, at)
        return name or of

    def multiple(self, rate: Rate | None, at: int) -> Multiple | None:
        return Multiple(of=self.base(rate.of, at), min=rate.min, max=rate.max) if rate else None

    def share(self, rate: Rate | None, at: int) -> Share | None:
        return Share(of=self.base(rate.of, at), min=rate.min, max=rate.max) if rate else None

    def bracket(self, size: Size | None) -> Bracket | None:
        """The size in the form of the table, which has no 超过 and no 以下."""
        if not size or size.above is not None or size.at_most is not None:
            return None
        return Bracket(of=self.base(size.of, 0), none=size.none, at_least=size.at_least, below=size.below)

    # --- sanctions ------------------------------------------------------------------------------------------------------

    def sanction(self, one: SaidSanction) -> Sanction:
        start, end = one.start, one.end
        words = self.text[start:end]
        passed = re.match(w.PASSED_ON, words)
        duration, lead = _duration(words)
        if passed:
            start += passed.end()
        bare = lead or (passed.end() if passed else 0)
        if one.mode == "may" and not passed and words.startswith("责令") and self.kind(words[2:]):
            start, bare = start + 2, 2
        kind = self.kind(words[bare:])
        for verb in w.VERBS:
            if not kind and words[bare:].startswith(verb) and (kind := self.kind(words[bare + len(verb) :])):
                start += 0 if duration else len(verb)
        quote = self.text[start:end]
        if one.having and self.text[: one.start].endswith(one.having):
            quote = one.having + quote
        if given := re.search("(?:给予|予以)$", self.text[: one.start]):
            longer = given[0] + words
            quote = longer if self.kind(longer) else quote
        if not kind:
            self.no_name(words, one.start)
        elif set(one.on) & {"manager", "staff"} and kind not in ON_PERSONS and "其" not in quote:
            self.refuse(one.start, one.end, why.TARGET)
        by = self.other_body(one.by)
        subject = self.narrowed(one.aim)
        on = ("organisation",) if subject else self.persons(one.on, one.start)
        if one.aim and not subject and not kinds(one.aim):
            self.no_name(one.aim)
        closing = one.apart and self.natural and on == ("individual",)
        made = Sanction(
            kind=kind or one.kind,
            quote=quote,
            mode=one.mode,
            on=() if closing else on,
            by=by,
            subject=subject,
            duration=duration,
        )
        if closing:
            self.closing.append(made)
        return made

    def narrowed(self, aim: str) -> str | None:
        """对经营性互联网信息服务提供者: the kind of offender, no person, that a clause is for."""
        if any(pattern.fullmatch(aim) for pattern, _ in self.words.persons):
            return None
        return next((name for pattern, name in self.words.subjects if pattern.fullmatch(aim)), None)

    def kind(self, words: str) -> str | None:
        return next((kind for pattern, kind in self.words.sanctions if pattern.fullmatch(words)), None)

    # --- who acts -------------------------------------------------------------------------------------------------------

    def bodies(self, quote: str) -> tuple[tuple[str, ...], str]:
        return bodies(quote, self.words)

    def other_body(self, quote: str) -> tuple[str, ...]:
        """The body that imposes this, if it is another than the one that acts."""
        if not quote:
            return ()
        names, phrase = self.bodies(quote)
        if not names:
            self.no_name(quote)
            return (phrase,)
        return () if names == self.authority and self.body.endswith(phrase) else names

    # --- elsewhere ------------------------------------------------------------------------------------------------------

    def borrows(self) -> tuple[Borrow, ...]:
        found: list[Borrow] = []
        before = None
        for sent in self.said.borrows:
            conduct = self.said.conduct
            told = re.search(rf"造成({POINTER})规定的后果", sent.quote) or re.search(
                rf"造成({POINTER})规定的后果的，$", conduct
            )
            before = next(iter(resolve(told[1], self.ref)), None) if told else before
            target = re.search(rf"依照(?:({POINTER}))的?规定(?:予以|给予)?处罚$", sent.quote)
            refs = resolve(target[1], self.ref, before) if target else ()
            if not refs or (sent.on and len(refs) > 1):
                self.refuse(sent.start, sent.end, why.ELSEWHERE)
                continue
            on = self.persons(sent.on, sent.start) if sent.on else ()
            found += [Borrow(ref=ref, quote=sent.quote, on=on) for ref in refs]
        return tuple(found)

    def pointer(self, tiers: list[Tier]) -> str:
        """依照有关法律、行政法规的规定处罚: nothing here fixes the penalty. Beside a penalty, it is a penalty of its own."""
        pointer = ""
        for sent in self.said.elsewhere:
            security = next((kind for pattern, kind in self.words.sanctions if pattern.fullmatch(w.SECURITY)), None)
            if security and "治安管理处罚法" in sent.quote and self.authority:
                quote = self.said.authority + sent.quote
                first = tiers[0] if tiers and not tiers[0].when else Tier()
                made = Sanction(kind=security, on=(), by=self.authority, quote=quote)
                tiers[: 1 if tiers and not tiers[0].when else 0] = [replace(first, sanctions=(made, *first.sanctions))]
            elif re.search(w.LIABLE, sent.quote) and (tiers or self.said.borrows):
                self.beside.append(self.clause(sent.start, sent.end))
            elif tiers or pointer or not re.search(w.POINTS, sent.quote):
                self.refuse(sent.start, sent.end, why.ELSEWHERE)
            else:
                pointer = sent.quote
        return pointer


def bodies(quote: str, vocabulary: w.Vocabulary) -> tuple[tuple[str, ...], str]:
    """The authorities that the words behind 由 name (none where one of them has no name), and these words."""
    phrase = re.sub(rf"，?{w.DUTY}$", "", re.sub("^(?:并)?由", "", quote).strip("，"))
    for pattern, levels in w.LEVEL_PHRASES:
        if re.fullmatch(pattern, phrase):
            return levels, phrase
    known = vocabulary.authorities
    whole_ = [name for pattern, name in known if pattern.fullmatch(phrase)]
    if any(pattern.pattern == re.escape(phrase) for pattern, _ in known):
        return (whole_[0],), phrase
    for pattern, names in w.BODY_PHRASES:
        if re.fullmatch(pattern, phrase):
            return names, phrase
    each = re.split("、|或者", phrase)
    parts = [[name for pattern, name in known if pattern.fullmatch(part)][:1] for part in each]
    if phrase and all(parts):
        return tuple(dict.fromkeys(part[0] for part in parts)), phrase
    return tuple(whole_[:1]), phrase


def natural_person(said: Said) -> bool:
    """Whether a penalty that falls on nobody but a natural person is meant for the offender: 拘留, a driving licence."""
    return any(not one.aim and only_natural(one.quote) for tier in said.tiers for one in tier.sanctions) or any(
        "individual" in one.on and one.aim == "" for tier in said.tiers for one in tier.fines
    )


def only_natural(words: str) -> bool:
    """Whether a sanction can fall on nobody but a natural person."""
    return bool(re.search("拘留|[扣销].{0,8}驾驶证", words))


def _duration(words: str) -> tuple[Duration | None, int]:
    """How long, and where the words of the measure begin behind that."""
    if held := re.match(rf"(?:并?处)?(?:({NUMERAL})日以上)?({NUMERAL})日以下(?=行政拘留|拘留)", words):
        return _lasting("day", held[1], held[2]), held.end()
    if held := re.match(rf"(?:并?处)({NUMERAL})日(?=行政拘留|拘留)", words):
        return _lasting("day", held[1], held[1]), held.end()
    if term := re.match(rf"(终身)(?=不得)|({NUMERAL})年内(?=不得)", words):
        return (Duration(unit="life") if term[1] else _lasting("year", term[2], term[2])), term.end()
    return None, 0


def _lasting(unit: str, low: str | None, high: str) -> Duration | None:
    least, most = whole(low) if low else 0, whole(high)
    return None if least is None or most is None or least > most else Duration(unit=unit, min=least, max=most)  # type: ignore[arg-type]


def _meet(one: Bracket, other: Bracket) -> bool:
    """Whether two brackets share a size of the base, or do not measure the same base."""
    if one.of != other.of or (one.none and other.none):
        return True

    def reach(b: Bracket) -> tuple[int, int | None] | None:
        return None if b.none and b.below is None else (b.at_least or 0, b.below)

    a, b = reach(one), reach(other)
    if a is None or b is None:
        return False
    return (b[1] is None or a[0] < b[1]) and (a[1] is None or b[0] < a[1])
