"""One paragraph of law read from left to right.

A penalty paragraph says, in this order: the conduct (网络运营者不履行…义务的，), who acts (由有关主管部门), and what follows
(责令改正，给予警告); then, each time after a condition, what follows more gravely (拒不改正的，处…罚款). The reader walks along
these parts and keeps where it stands: which tier is open, whom the clause is aimed at, which body acts, and whether the
last clause left a choice. A part that it does not know is refused with its words. After an unknown condition it reads
no further, because everything behind would hang in the air.
"""

import re
from decimal import Decimal
from typing import Literal

from msgspec.structs import replace

from finecalc.language.words import Words
from finecalc.proof.reader import words as w
from finecalc.proof.reader.citations import POINTER, articles, ordinal, resolve
from finecalc.proof.reader.numerals import NUMERAL, number, whole
from finecalc.proof.reader.reading import (
    AMOUNT,
    BEHIND,
    BODY,
    CHOICE,
    CONDITION,
    CONDUCT,
    ELSEWHERE,
    LOOSE,
    NO_CONDUCT,
    OFFENDER,
    OTHER_BODY,
    PERSON,
    SEVERAL,
    TARGET,
    TWICE,
    TWO_TIERS,
    UNREAD,
    Claim,
    Reading,
    Refusal,
)
from finecalc.table.model import Aggravates, Borrow, Bracket, Duration, Fine, Mode, Multiple, Sanction, Share, Tier
from finecalc.table.toml_lines import Path

_LEVELLING = str.maketrans({";": "；", ":": "：", "(": "（", ")": "）"} | {chr(0xFF10 + n): str(n) for n in range(10)})
_SEPARATORS = "，；。："


def level(text: str) -> str:
    """The same text, character for character, with the punctuation and digits that the grammar expects."""
    return re.sub(r"(?<![0-9]),|,(?![0-9])", "，", text.translate(_LEVELLING))


def paragraph(text: str, ref: str, words: w.Vocabulary, natural: bool = False) -> Reading:
    """Read `text`, which stands at `ref`; with `natural`, the offender is an individual."""
    return _Walk(level(text), text, ref, words, ("individual",) if natural else ("organisation",)).read()


class _Tier:
    """A tier while it is being read."""

    def __init__(self, when: dict[str, str], quote: str) -> None:
        self.when = when
        self.quote = quote
        self.fines: list[tuple[Fine, Claim]] = []
        self.sanctions: list[tuple[Sanction, Claim]] = []


class _Walk:
    def __init__(self, text: str, original: str, ref: str, words: w.Vocabulary, default: tuple[str, ...]) -> None:
        self.text, self.original, self.ref, self.words, self.default = text, original, ref, words, default
        self.tiers: list[_Tier] = []
        self.borrows: list[Borrow] = []
        self.aggravates: list[Aggravates] = []
        self.provisos: list[str] = []
        self.authority: tuple[str, ...] = ()
        self.authority_quote = ""
        self.breaches: tuple[str, ...] = ()
        self.subject: tuple[str, ...] = ()
        self.same_conduct = ""
        self.pointer = ""
        self.conduct = (0, 0)
        self.items: tuple[str, ...] = ()
        self.claims: list[Claim] = []
        self.refused: list[Refusal] = []
        self.stopped = False
        self.acted = False  # whether the paragraph has said who acts, known or not
        self.body = ""  # in which words: two bodies may share one word of the vocabulary
        self.said: str | None = None  # the paragraph named last, for 该款
        self.clear()

    def clear(self) -> None:
        """A semicolon or a new condition: back to whoever did it, and the body that acts."""
        self.on = self.default
        self.on_start: int | None = None  # where 对直接负责的主管人员 begins, until a fine takes it into its quote
        self.persons = False
        self.by: tuple[str, ...] = ()
        self.who: str | None = None  # the kind of offender that 对…提供者， narrows the clause to
        self.scope: Mode = "must"
        self.bracket: tuple[Bracket, int] | None = None
        self.after_bracket = False
        self.apart = False  # a semicolon came, and nothing yet that says what the clause belongs to
        self.astray = False  # persons behind a semicolon, who may belong to the lighter tiers as well
        self.with_gains = False  # 有违法所得的，没收违法所得: what a comma joins to it may need gains too

    # --- the whole paragraph ------------------------------------------------------------------------------------------

    def read(self) -> Reading:
        lead = self.lead()
        at = self.head(lead)
        if not self.stopped:
            self.follow(at, lead)
        elif at < lead:
            self.refuse(at, lead, BEHIND)
        self.finish(lead)
        return Reading(
            tiers=tuple(
                Tier(
                    when=t.when,
                    quote=t.quote,
                    adds=bool(t.when) and f"{t.quote}，并" in self.original,
                    fines=tuple(f for f, _ in t.fines),
                    sanctions=tuple(s for s, _ in t.sanctions),
                )
                for t in self.tiers
                if t.fines or t.sanctions
            ),
            borrows=tuple(self.borrows),
            aggravates=tuple(self.aggravates),
            provisos=tuple(self.provisos),
            authority=self.authority,
            authority_quote=self.authority_quote,
            breaches=self.breaches,
            subject=self.subject,
            same_conduct=self.same_conduct,
            pointer=self.pointer,
            conduct=self.original[slice(*self.conduct)],
            items=self.items,
            claims=tuple(sorted(self.claims, key=lambda claim: (claim.start, claim.end))),
            refused=tuple(sorted(self.refused, key=lambda refusal: (refusal.start, refusal.end))),
        )

    def lead(self) -> int:
        """Where the items （一）（二） begin, or the text ends. The items themselves describe conduct."""
        marks = [mark for mark in re.finditer(w.ITEM_MARK, self.text) if self.text[mark.start() - 1] in "：；\n。"]
        if not marks:
            if "\n" in self.text.strip():
                self.refuse(self.text.index("\n"), len(self.text), SEVERAL)
                return self.text.index("\n")
            return len(self.text)
        ends = [mark.start() for mark in marks[1:]] + [len(self.text)]
        for mark, end in zip(marks, ends, strict=True):
            self.items = (*self.items, self.original[mark.end() : end].strip())
            laws = list(w.CONDUCT_LAW.finditer(self.text, mark.end(), end))
            for law in laws:
                self.refuse(law.start(), law.end(), CONDUCT)
            if not laws:
                self.claim(mark.start(), end, ("items",))
            if "\n" in self.text[mark.end() : end].strip() or re.search("。.", self.text[mark.end() : end].strip()):
                self.refuse(mark.end(), end, SEVERAL)
        return marks[0].start()

    def head(self, lead: int) -> int:
        """The conduct, up to the 的， behind which something follows. Returns where that begins."""
        text = self.text
        sentence = min((text.find(mark, 0, lead) % (lead + 1) for mark in "；。"), default=lead)
        close = re.compile(rf"(?:的，|的人员，|(?<=之一)，(?!尚不构成犯罪的))(?={w.OPENERS}|{self.condition()})")
        if criminal := re.search(r"，(构成犯罪的，依法追究刑事责任)；尚不构成犯罪的，", text[:lead]):
            self.conduct = (0, criminal.start())
            self.proviso(criminal.start(1), criminal.end(1))
            self.describe(0, criminal.start())
            self.open({}, "")
            return criminal.end()
        found = close.search(text, 0, sentence)
        if not found:
            self.stop(0, lead, NO_CONDUCT)
            return lead
        end, after = found.start(), found.end()
        last = text.rfind("，", 0, end) + 1
        when: dict[str, str] = {}
        if found[0] == "的人员，":
            when = self.facts(last, end) or {}
            if when:
                self.open(when, text[last:end] + "的人员", last, end + 3)
                self.default = self.on = ("individual",)
                end = last
        elif borrowed := re.match(rf"造成({POINTER})规定的后果的，依照该款(?:的)?规定处罚", text[last:]):
            after = last
            end = last
            self.said = next(iter(resolve(borrowed[1], self.ref)), None)
        elif last and (when := self.facts(last, end) or {}):
            self.open(when, text[last : end + 1], last, end + 1)
            end = last
        if not when:
            self.open({}, "")
        self.conduct = (0, end)
        self.describe(0, end)
        return after

    def describe(self, start: int, end: int) -> None:
        """The conduct: whom it names, which duties it breaks, whether it takes over another paragraph's conduct."""
        text = self.text[start:end]
        begin = start + self.taken_over(start, end)
        self.breaches, _ = articles(text)
        self.offender(start, text)
        if law := w.CONDUCT_LAW.search(text):
            self.stop(start + law.start(), start + law.end(), CONDUCT)
        if not self.stopped and self.text[begin:end].strip("，的"):
            self.claim(begin, end, ("conduct",))

    def taken_over(self, start: int, end: int) -> int:
        """有前款第一项、第二项行为 and 单位有前款行为: the conduct of another paragraph. Returns the length of these words."""
        text = self.text[start:end]
        taken = re.match(TAKEN_OVER, text)
        if not taken:
            if re.search("有前[款两二三四]|有本条|前[两二三四]?款[^，]{0,8}行为", text):
                self.stop(start, end, ELSEWHERE)
            return 0
        refs = resolve(taken["which"], self.ref)
        items = tuple(ordinal(item) for item in re.findall(w.ITEM, taken["items"]))
        if not refs or text[taken.end() :].strip("，的") or (taken["unit"] and (items or len(refs) > 1)):
            self.stop(start, end, ELSEWHERE)
        elif taken["unit"]:
            self.same_conduct = refs[0]
            self.claim(start, start + taken.end(), ("same_conduct",))
        else:
            quote = self.original[start : start + taken.end()]
            self.aggravates = [Aggravates(ref=ref, items=items, quote=quote) for ref in refs]
            self.claim(start, start + taken.end(), ("aggravates",))
        return taken.end()

    def offender(self, start: int, text: str) -> None:
        """Who does it: the words before 违反 or 不履行. A natural person is fined as one, or not read at all."""
        opening = re.split(BEFORE_CONDUCT, text, maxsplit=1)[0].rstrip("，")
        known = self.words.subjects
        named = [name for pattern, name in known if pattern.fullmatch(opening)]
        listed = [[name for pattern, name in known if pattern.fullmatch(part)] for part in opening.split("、")]
        named += [name for part in listed for name in part] if all(listed) else []
        named += [name for pattern, name in known if re.match(rf"{pattern.pattern}(?!、|和|或|及|以及)", opening)]
        if self.same_conduct:
            named = [name for pattern, name in known if pattern.fullmatch("单位")]
        self.subject = tuple(dict.fromkeys(named))
        if opening == "个人":
            self.default = self.on = ("individual",)
        elif not self.subject and not self.aggravates:
            breach = re.match("违反[^，]*，", text)
            person = re.search(rf"{w.NATURAL_PERSON}$", opening) or re.match(w.PERSON_ACTS, opening)
            if person or (breach and re.match(w.PERSON_ACTS, text[breach.end() :])):
                self.stop(start, start + len(text if breach else opening), OFFENDER)

    # --- what follows -------------------------------------------------------------------------------------------------

    def follow(self, at: int, lead: int) -> None:
        """Clause after clause, until the lead ends or an unknown condition stops the reading."""
        rules = (
            self.condition_clause,
            self.note,
            self.proviso_clause,
            self.pointer_clause,
            self.borrow,
            self.base_size,
            self.narrowed,
            self.aimed,
            self.measures,
        )
        sentence = 1
        while at < lead and not self.stopped:
            character = self.text[at]
            if character in "，；。：\n ":
                if character in "；。":
                    self.clear()
                    self.apart = character == "；"
                if character == "。":
                    sentence += 1
                at += 1
                continue
            if sentence > 1 and not self.later_sentence(at, lead):
                return
            for rule in rules:
                after = rule(at, lead)
                if after:
                    at = after
                    break
            else:
                at = self.unread(at, lead)

    def later_sentence(self, at: int, lead: int) -> bool:
        """What may stand behind a full stop: a proviso; and, with a single tier, persons or a measure on nobody."""
        if any(re.match(words, self.text[at:lead]) for words in w.PROVISOS) or self.text[at - 1] != "。":
            return True
        closing = re.compile("[^，；。：]*?的，").match(self.text, at, lead)
        if closing and self.facts(at, closing.end() - 2):
            return True
        opened = self.tiers[-1].when if self.tiers else {}
        if re.match("对其?直接负责", self.text[at:lead]):
            if opened or len(self.tiers) > 1:
                self.stop(at, lead, TARGET)
                return False
            return True
        if found := self.wording(at):
            kind, end = found
            if self.default == ("individual",) and (end == lead or self.text[end] == "。"):
                claim = Claim(at, end, ("tiers", 0, "sanctions", len(self.tiers[0].sanctions)))
                self.claims.append(claim)
                for tier in self.tiers:  # a sentence by itself closes every tier
                    tier.sanctions.append((Sanction(kind=kind, on=(), quote=self.original[at:end]), claim))
                if end < lead - 1:
                    self.stop(end + 1, lead, UNREAD)
                return False
        self.stop(at, lead, UNREAD)
        return False

    def condition(self) -> str:
        """Any condition that the vocabulary knows, as a pattern."""
        return "(?:" + "|".join(pattern.pattern for pattern, _ in self.words.facts) + ")(?:或者|或|的，|的人员，)"

    def facts(self, start: int, end: int) -> dict[str, str] | None:
        """拒不改正或者情节严重: the facts, any one of which is enough. None where one of them is unknown."""
        found: dict[str, str] = {}
        for words in re.split("或者|或", self.original[start:end]):
            bare = re.sub("^《[^》]*》", "", words)
            names = [name for pattern, name in self.words.facts if pattern.fullmatch(bare)]
            if not names or names[0] in found:
                return None
            found[names[0]] = words
        return found

    def condition_clause(self, at: int, lead: int) -> int | None:
        """拒不改正或者情节严重的，opens the next tier. Any other …的， is a condition that is not known."""
        closing = re.compile("[^，；。：]*?(的，|的人员，)").match(self.text, at, lead)
        if not closing or self.base_condition(at) or self.aim(at):
            return None
        if any(re.match(words, self.text[at:lead]) for words in w.PROVISOS) or re.match(w.THINGS, self.text[at:lead]):
            return None
        end = closing.start(1)
        if re.match(rf"(?:有违法所得的，没收|造成{POINTER}规定的后果的，依照)", self.text[at:lead]):
            return None
        when = self.facts(at, end)
        if when is None:
            self.stop(at, lead, CONDITION)
            return lead
        if any(fact in tier.when for tier in self.tiers for fact in when):
            self.stop(at, lead, TWO_TIERS)
            return lead
        quote_end = closing.end() - 1
        self.clear()
        self.open(when, self.original[at:quote_end], at, quote_end)
        return quote_end

    def open(self, when: dict[str, str], quote: str, start: int = 0, end: int = 0) -> None:
        self.tiers.append(_Tier(when, quote))
        if end:
            self.claim(start, end, ("tiers", len(self.tiers) - 1, "when"))

    def note(self, at: int, lead: int) -> int | None:
        for words in w.NOTES:
            found = re.compile(words).match(self.text, at, lead)
            if found and self.closes(found.end(), lead):
                self.claim(at, found.end(), ("note",))
                return found.end()
        return None

    def proviso_clause(self, at: int, lead: int) -> int | None:
        for words in w.PROVISOS:
            found = re.compile(words).match(self.text, at, lead)
            if found and self.closes(found.end(), lead):
                self.proviso(at, found.end())
                return found.end()
        return None

    def proviso(self, start: int, end: int) -> None:
        self.provisos.append(self.original[start:end])
        self.claim(start, end, ("provisos", len(self.provisos) - 1))

    def pointer_clause(self, at: int, lead: int) -> int | None:
        """依照有关法律、行政法规的规定处罚: nothing here fixes the penalty."""
        found = re.compile(
            r"(?:由([^，；。：]{2,60}?))?依照(有关[^，；。：《]{2,30}?|《[^，；。：]*?》[^，；。：]*?)的?规定((?:予以|给予)?(?:处理、)?处罚)"
        ).match(self.text, at, lead)
        if not found or not self.closes(found.end(), lead):
            return None
        if found[1]:
            bodies = self.bodies(found[1])
            if self.acted:
                return None
            self.acted = True
            self.authority = bodies or ()  # a pointer may send to bodies that are of no concern here
            self.authority_quote = self.original[at : found.end(1)] if bodies else ""
        security = next(
            (kind for pattern, kind in self.words.sanctions if pattern.fullmatch("依照治安管理等法律、行政法规处罚")),
            None,
        )
        quote = self.original[at : found.end()]
        if security and "治安管理处罚法" in found[2] and self.authority:
            self.sanction(Sanction(kind=security, on=(), by=self.authority, quote=quote), at, found.end())
        elif any(tier.fines or tier.sanctions for tier in self.tiers) or self.pointer or "《" in found[2]:
            return None
        else:
            self.pointer = quote
            self.claim(at, found.end(), ("pointer",))
        return found.end()

    def borrow(self, at: int, lead: int) -> int | None:
        """(并对…) 依照前款规定处罚."""
        found = re.compile(rf"(?:造成({POINTER})规定的后果的，)?依照(?:({POINTER}))的?规定(?:予以|给予)?处罚").match(
            self.text, at, lead
        )
        if not found or not self.closes(found.end(), lead):
            return None
        said = next(iter(resolve(found[1], self.ref)), None) if found[1] else self.said
        refs = resolve(found[2], self.ref, said)
        if not refs or self.by or self.bracket or (self.persons and len(refs) > 1):
            return None
        start = self.on_start if self.on_start is not None else at
        on = self.on if self.persons else ()
        quote = self.original[start : found.end()]
        self.borrows += [Borrow(ref=ref, quote=quote, on=on) for ref in refs]
        self.claim(start, found.end(), ("borrows",))
        self.on_start = None
        return found.end()

    # --- for which size of the base -----------------------------------------------------------------------------------

    def base_condition(self, at: int) -> tuple[Bracket, int] | None:
        """没有违法所得或者违法所得不足十万元的，: for which size of a base the next fine is meant."""
        for label, base in self.words.bases:
            for form in BASE_FORMS:
                found = re.compile(form.replace("B", label).replace("A", w.MONEY)).match(self.text, at)
                if not found:
                    continue
                edges = {key: _yuan(words) for key, words in found.groupdict().items()}
                if None in edges.values():
                    return None
                bracket = Bracket(
                    of=base,
                    none=found[0].startswith("没有"),
                    at_least=edges.get("at_least"),
                    below=edges.get("below"),
                )
                return bracket, found.end()
        return None

    def base_size(self, at: int, lead: int) -> int | None:
        found = self.base_condition(at)
        if not found or found[1] > lead or not re.compile(r"(?:可以)?并?处").match(self.text, found[1], lead):
            return None
        self.bracket = (found[0], at)
        return found[1]

    # --- at whom ------------------------------------------------------------------------------------------------------

    def people(self) -> re.Pattern[str]:
        return re.compile("|".join(pattern.pattern for pattern, _ in self.words.persons))

    def aim(self, at: int) -> re.Match[str] | None:
        people = self.people().pattern
        return re.compile(
            rf"(?:并)?(对其?((?:{people})(?:(?:和|、|以及|及)其?(?:{people}))*)，?)(?=处|可以|并?给予|依照)"
        ).match(self.text, at)

    def aimed(self, at: int, lead: int) -> int | None:
        """对直接负责的主管人员和其他直接责任人员."""
        found = self.aim(at)
        if not found:
            return None
        named = []
        for part in self.people().finditer(found[2]):
            named += [name for pattern, name in self.words.persons if pattern.fullmatch(part[0])][:1]
        if self.bracket or self.who or len(set(named)) < len(named):
            return None
        astray = self.apart and not self.fined_alike(set(named))
        self.clear()
        self.astray = astray
        self.on = tuple(sorted(named, key=PERSON_ORDER.index))
        self.persons = self.on != ("organisation",)
        self.on_start = found.start(1)
        return found.end()

    def fined_alike(self, named: set[str]) -> bool:
        """Whether a semicolon before `named` can only join them to the last tier: that tier fines somebody, and every
        lighter tier that fines somebody fines them too."""
        if not self.tiers or not self.tiers[-1].when:
            return True
        *lighter, last = self.tiers
        return bool(last.fines) and all(
            not tier.fines or any(named & set(fine.on) for fine, _ in tier.fines) for tier in lighter
        )

    def narrowed(self, at: int, lead: int) -> int | None:
        """对经营性互联网信息服务提供者，: the clause is for this kind of offender, or for this thing, only."""
        found = re.compile("(?:对)([^，；。：]{2,30})，(?=并?由|责令)").match(self.text, at, lead)
        if not found:
            return None
        name = next((name for pattern, name in self.words.subjects if pattern.fullmatch(found[1])), None)
        if not name:
            return None
        self.clear()
        self.who = name
        self.claim(at, found.end() - 1, ("narrowed",))
        return found.end()

    # --- who acts -----------------------------------------------------------------------------------------------------

    def bodies(self, phrase: str) -> tuple[str, ...] | None:
        """The authorities that a phrase between 由 and the verb names; none where one of them is unknown."""
        phrase = re.sub(f"{w.DUTY}$", "", phrase)
        for pattern, levels in w.LEVEL_PHRASES:
            if re.fullmatch(pattern, phrase):
                return levels
        known = self.words.authorities
        whole = [name for pattern, name in known if pattern.fullmatch(phrase)]
        if any(pattern.pattern == re.escape(phrase) for pattern, _ in known):
            return (whole[0],)
        parts = [[name for pattern, name in known if pattern.fullmatch(part)][:1] for part in phrase.split("、")]
        if all(parts):
            return tuple(dict.fromkeys(part[0] for part in parts))
        return (whole[0],) if whole else None

    # --- what is imposed ----------------------------------------------------------------------------------------------

    def wording(self, at: int) -> tuple[str, int] | None:
        """The sanction whose wording stands at `at`, the longest one, and where it ends."""
        best: tuple[str, int] | None = None
        for pattern, kind in self.words.sanctions:
            found = pattern.match(self.text, at)
            if found and (best is None or found.end() > best[1]):
                best = (kind, found.end())
        return best

    def closes(self, at: int, lead: int) -> bool:
        return at >= lead or self.text[at] in _SEPARATORS

    def measures(self, at: int, lead: int) -> int | None:
        """并可以责令暂停相关业务、停业整顿或者吊销营业执照; 可以并处一万元以上十万元以下罚款; 给予警告."""
        if not self.tiers:
            return None
        tier = self.tiers[-1]
        before = (len(tier.fines), len(tier.sanctions), len(self.claims), self.authority, self.authority_quote, self.by)
        why = self.list_of_measures(at, lead, tier)
        if isinstance(why, int):
            return why
        del tier.fines[before[0] :], tier.sanctions[before[1] :], self.claims[before[2] :]
        self.authority, self.authority_quote, self.by = before[3:]
        return self.unread(at, lead, why)

    def list_of_measures(self, at: int, lead: int, tier: _Tier) -> int | Words:
        text = self.text
        mode: Mode = "must"
        start = at
        may_order = False
        while True:
            if found := re.compile(
                "并(?=可以|应当|责令|由|根据|给予|吊销|没收|暂停|依法|禁止)|应当|决定|依法(?=责令|吊销|没收|给予|处)"
            ).match(text, at, lead):
                at = found.end()
            elif found := re.compile("可以根据情节|可以|(?:可以)?根据情[节况](?=责令)").match(text, at, lead):
                if mode != "must":
                    return CHOICE
                mode, may_order, at = "may", True, found.end()
            elif found := re.compile("单处或者?并处").match(text, at, lead):
                mode, at = "one-or-more", found.end()
            elif text.startswith("由", at):
                after = self.acting(at, lead)
                if after is None:
                    return BODY
                at = start = after
                if self.aim(at):
                    return CHOICE if self.by or mode != "must" else at
            else:
                break
        if mode == "one-or-more" and self.persons:
            return CHOICE
        if mode == "must" and self.scope == "may":
            return CHOICE
        if mode == "must" and self.scope == "one-or-more" and not self.bracket:
            return CHOICE
        if self.scope == "one-or-more" and self.bracket:
            mode = "one-or-more"
        joiners: list[str] = []
        elements = 0
        sanctions: list[tuple[Sanction, int, int]] = []
        fines: list[tuple[Fine, int, int]] = []
        while True:
            begin = start if not elements and mode != "one-or-more" else at
            fine = self.fine(at, begin, lead, mode)
            if isinstance(fine, tuple):
                fines.append((fine[0], fine[1], fine[2]))
                at = fine[2]
            else:
                sanction = self.one_sanction(at, lead, mode, may_order and not elements)
                if not sanction:
                    return AMOUNT if re.match(r"(?:并|可以)*(?:处以?|按).*?罚款", text[at:lead]) else UNREAD
                sanctions.append(sanction)
                at = sanction[2]
            elements += 1
            joiner = next((word for word in w.JOINERS if text.startswith(word, at) and at < lead), None)
            if not joiner:
                break
            joiners.append(joiner)
            at += len(joiner)
        if not (self.closes(at, lead) or re.compile("并(?=处|对|可以|责令)").match(text, at, lead)):
            return UNREAD
        if re.compile("[，；]或").match(text, at, lead):
            return CHOICE
        if any(joiner in w.CHOICE for joiner in joiners):
            if fines or any(sanction.duration for sanction, _, _ in sanctions):
                return CHOICE
            if mode == "must":
                sanctions = [(replace(s, mode="one-or-more"), a, b) for s, a, b in sanctions]
        if mode == "one-or-more" and elements < 2 and not self.bracket:
            return CHOICE
        if self.after_bracket and mode == "must" and sanctions:
            return CHOICE
        if self.bracket and (sanctions or len(fines) != 1):
            return CHOICE
        if self.astray:
            return LOOSE
        if self.with_gains and not self.bracket and not (fines and all(fine.multiple for fine, _, _ in fines)):
            return CONDITION
        if self.by and (fines or any(sanction.duration for sanction, _, _ in sanctions)):
            return OTHER_BODY
        if self.who and fines:
            return TARGET
        if self.apart and tier.when and not (self.persons or self.who or (self.bracket and not self.awaited())):
            return LOOSE
        for one, a, b in sanctions:
            if self.persons and one.kind not in ON_PERSONS and "其" not in one.quote:
                return TARGET
            self.sanction(one, a, b)
        for fine_, a, b in fines:
            problem = self.lay(tier, fine_, a, b)
            if problem:
                return problem
        if self.on_start is not None:
            self.claim(self.on_start, start, ("aim",))
            self.on_start = None
        self.scope = mode
        self.with_gains = any(re.match("有.{2,8}?的，没收", one.quote) for one, _, _ in sanctions)
        self.after_bracket = self.bracket is not None
        self.bracket = None
        return at

    def awaited(self) -> bool:
        """Whether a lower tier has a multiple of the same base, for which this 没有违法所得的 may be meant as well."""
        of = self.bracket[0].of if self.bracket else None
        lower = [fine for tier in self.tiers[:-1] for fine, _ in tier.fines]
        return any(fine.multiple and fine.multiple.of == of and not fine.bracket for fine in lower)

    def acting(self, at: int, lead: int) -> int | None:
        """由…依据职责: sets who acts. Returns where the verb begins."""
        found = re.compile(
            r"由([^，；。：]{2,80}?)(?=责令|给予|予以|处[以0-9一二三四五六七八九十百千万亿]|处违法|处采购|没收|吊销|可以|依法|按照有关|暂停"
            rf"|对其?(?:{self.people().pattern}))"
        ).match(self.text, at, lead)
        if not found or re.search("对(?!外)", found[1]):
            return None
        names = self.bodies(found[1])
        body = re.sub(f"{w.DUTY}$", "", found[1])
        first = not self.acted and not self.who and not any(tier.fines or tier.sanctions for tier in self.tiers)
        self.acted = True
        if not names:
            if not first:
                return None
            self.refuse(at, found.end(), BODY)
        elif first:
            self.authority, self.authority_quote, self.body = names, self.original[at : found.end()], body
            self.claim(at, found.end(), ("authority",))
        else:
            self.by = () if names == self.authority and self.body.endswith(body) else names
            self.claim(at, found.end(), ("by",))
        return found.end()

    def one_sanction(self, at: int, lead: int, mode: Mode, may_order: bool) -> tuple[Sanction, int, int] | None:
        text = self.text
        start = at
        duration: Duration | None = None
        if passed := re.compile(w.PASSED_ON).match(text, at, lead):
            at = start = passed.end()
        elif conditional := re.compile("有(.{2,8}?)的，(?=没收)").match(text, at, lead):
            found = self.wording(conditional.end())
            if not found or found[1] - conditional.end() != len("没收" + conditional[1]):
                return None
            return self.make(found[0], mode, start, found[1], None)
        elif held := re.compile(
            rf"处({NUMERAL})日以上({NUMERAL})日以下(?=行政拘留|拘留)|处({NUMERAL})日以下(?=行政拘留|拘留)"
        ).match(text, at, lead):
            duration = _lasting("day", held[1], held[2] or held[3])
            at = held.end()
            if not duration:
                return None
        elif term := re.compile(rf"(终身)(?=不得)|({NUMERAL})年内(?=不得)").match(text, at, lead):
            duration = Duration(unit="life") if term[1] else _lasting("year", term[2], term[2])
            at = term.end()
            if not duration:
                return None
        if may_order and text.startswith("责令", at) and self.wording(at + 2):
            at = start = at + 2
        found = self.wording(at)
        if not found:
            verb = next((verb for verb in w.VERBS if text.startswith(verb, at)), None)
            if not verb or duration:
                return None
            start = at + len(verb)
            found = self.wording(start)
        if not found or found[1] > lead:
            return None
        if ("拘留" in text[at : found[1]] or "不得从事" in text[at : found[1]]) and not duration:
            return None
        return self.make(found[0], mode, start, found[1], duration)

    def make(self, kind: str, mode: Mode, start: int, end: int, duration: Duration | None) -> tuple[Sanction, int, int]:
        quote = self.original[start:end]
        made = Sanction(kind=kind, quote=quote, mode=mode, on=self.on, by=self.by, subject=self.who, duration=duration)
        return made, start, end

    def sanction(self, sanction: Sanction, start: int, end: int) -> None:
        tier = self.tiers[-1]
        claim = Claim(start, end, ("tiers", len(self.tiers) - 1, "sanctions", len(tier.sanctions)))
        tier.sanctions.append((sanction, claim))
        self.claims.append(claim)

    def fine(self, at: int, begin: int, lead: int, mode: Mode) -> tuple[Fine, int, int] | None:
        """处一万元以上十万元以下罚款, with what stands before it: 对…, 没有违法所得的，, 可以并."""
        opening = re.compile("并?处以?|罚款").match(self.text, at, lead)
        start = opening.end() if opening and opening[0] != "罚款" else at
        money, base = w.MONEY, "|".join(re.escape(label) for label, _ in self.words.bases)
        percent = rf"(?:百分之{NUMERAL}|[0-9.]+[%％])"
        forms = (
            rf"(?P<min>{money})以上(?P<max>{money})以下",
            rf"(?P<top>{money})以下(?:或者(?P<share_of>{base})(?P<share>{percent})以下)?",
            rf"(?P<flat>{money})",
            rf"(?P<of>{base})(?P<low>{NUMERAL})倍以上(?P<high>{NUMERAL})倍以下",
            rf"(?P<of>{base})(?P<high>{NUMERAL})倍以下",
            rf"(?P<share_of>{base})(?P<share_min>{percent})以上(?P<share>{percent})以下",
            rf"(?P<share_of>{base})(?P<share>{percent})以下",
        )
        for form in forms:
            found = re.compile(form + "的?罚款").match(self.text, start, lead)
            if found:
                break
        else:
            return None
        g = {key: value for key, value in found.groupdict().items() if value}
        quote_start = (
            self.on_start
            if self.on_start is not None and self.text[self.on_start : begin] and self.only_aim(begin)
            else begin
        )
        if self.bracket:
            quote_start = min(quote_start, self.bracket[1])
        amounts = {key: _yuan(g[key]) for key in ("min", "max", "top", "flat") if key in g}
        rates = {key: number(g[key]) for key in ("low", "high") if key in g}
        shares = {key: _percent(g[key]) for key in ("share_min", "share") if key in g}
        if None in amounts.values() or None in rates.values() or None in shares.values():
            return None
        bases = dict(self.words.bases)
        fine = Fine(
            on=self.on,
            quote=self.original[quote_start : found.end()],
            mode=mode,
            min=amounts.get("min", amounts.get("flat", 0)) or 0,
            max=amounts.get("max", amounts.get("top", amounts.get("flat"))),
            multiple=Multiple(of=bases[g["of"]], min=rates.get("low") or Decimal(0), max=rates["high"] or Decimal(0))
            if "of" in g
            else None,
            share=Share(
                of=bases[g["share_of"]], min=shares.get("share_min") or Decimal(0), max=shares["share"] or Decimal(0)
            )
            if "share" in g
            else None,
            bracket=self.bracket[0] if self.bracket else None,
        )
        if fine.max is not None and fine.min > fine.max:
            return None
        if any(rate.min > rate.max for rate in (fine.multiple, fine.share) if rate):
            return None
        return fine, quote_start, found.end()

    def only_aim(self, begin: int) -> bool:
        """Nothing but 对…人员 stands between where the aim begins and the fine's own words."""
        found = self.aim(self.on_start) if self.on_start is not None else None
        return bool(found and found.end() == begin)

    def lay(self, tier: _Tier, fine: Fine, start: int, end: int) -> Words | None:
        """Put a fine into the tier; with a threshold in the alternative, the multiple beside it starts there."""
        for index, (other, claim) in enumerate(tier.fines):
            if not set(other.on) & set(fine.on):
                continue
            if other.mode != fine.mode and (fine.bracket or other.bracket):
                return CHOICE
            if (
                fine.bracket
                and not other.bracket
                and other.multiple
                and fine.bracket.none
                and other.multiple.of == fine.bracket.of
            ):
                if fine.bracket.below is not None:
                    other = replace(other, bracket=Bracket(of=fine.bracket.of, at_least=fine.bracket.below))
                    tier.fines[index] = (other, claim)
                continue
            if not (fine.bracket and other.bracket) or _meet(fine.bracket, other.bracket):
                return TWICE
        claim = Claim(start, end, ("tiers", len(self.tiers) - 1, "fines", len(tier.fines)))
        tier.fines.append((fine, claim))
        self.claims.append(claim)
        self.on_start = None
        return None

    # --- what is not read ---------------------------------------------------------------------------------------------

    def unread(self, at: int, lead: int, why: Words = UNREAD) -> int:
        """Refuse the clause at `at`. Where it leaves a choice or a condition open, the sentence is refused with it."""
        end = at
        while end < lead and self.text[end] not in _SEPARATORS:
            end += 1
        clause = self.text[at:end]
        if LIMIT.search(clause) and self.tiers and self.tiers[-1].fines:
            _, claim = self.tiers[-1].fines.pop()
            self.claims.remove(claim)
            at, why = claim.start, AMOUNT
            self.stop(at, lead, why)
            return lead
        hanging = HANGING.search(clause) and self.text[end : end + 1] == "，"
        if hanging or clause.endswith(("的", "的人员")) or why in (CHOICE, CONDITION, TARGET, TWICE, OTHER_BODY, LOOSE):
            self.stop(at, lead, CONDITION if why is UNREAD else why)
            return lead
        if re.search("可以|或者|根据|对|由|单处", clause):
            rest = self.text.find("；", end, lead)
            stop = self.text.find("。", end, lead)
            end = min(mark for mark in (rest, stop, lead) if mark >= 0)
            if clause.startswith("对") and why is UNREAD and not self.aim(at):
                why = PERSON
        self.refuse(at, end, why)
        return end

    def stop(self, start: int, end: int, why: Words) -> None:
        self.refuse(start, end, why)
        self.stopped = True

    def refuse(self, start: int, end: int, why: Words) -> None:
        words = self.original[start:end].rstrip("\n。，；：")
        self.refused.append(Refusal(start, start + len(words), words, why))

    def claim(self, start: int, end: int, path: Path) -> None:
        self.claims.append(Claim(start, end, path))

    def finish(self, lead: int) -> None:
        """No word that carries law may be left over."""
        if (
            self.aggravates
            and self.tiers
            and not self.tiers[0].when
            and (self.tiers[0].fines or self.tiers[0].sanctions)
        ):
            self.tiers.clear()
            self.refuse(0, lead, ELSEWHERE)
        every = [one for tier in self.tiers for one, _ in tier.sanctions]
        if every and all(one.by for one in every) and not any(tier.fines for tier in self.tiers):
            self.authority = tuple(dict.fromkeys(name for one in every for name in one.by))
        if self.pointer and any(tier.fines or tier.sanctions for tier in self.tiers):
            self.pointer = ""
            (elsewhere,) = (claim for claim in self.claims if claim.path == ("pointer",))
            self.claims.remove(elsewhere)
            self.refuse(elsewhere.start, elsewhere.end, ELSEWHERE)
        taken = [(claim.start, claim.end) for claim in self.claims] + [(no.start, no.end) for no in self.refused]
        for law in w.LAW_WORDS.finditer(self.text):
            if not any(start <= law.start() and law.end() <= end for start, end in taken) and not self.spoken_for(law):
                self.refuse(law.start(), law.end(), UNREAD)

    def spoken_for(self, law: re.Match[str]) -> bool:
        """A mode or verb directly before what it governs belongs to it: 可以责令 before 暂停相关业务."""
        after = self.text[law.end() :]
        lead_in = re.match(
            r"(?:可以|由[^，；。]*?|责令|根据情[节况]|决定|单处|或者|并处|并|应当|依法|予以|给予|有关|主管|部门)*",
            after,
        )
        begin = law.end() + (lead_in.end() if lead_in else 0)
        near = [claim.start for claim in self.claims if claim.path[0] == "tiers" and law.end() <= claim.start <= begin]
        return law[0] in ("可以", "责令", "并处", "单处", "通报", "处罚") and bool(near)


TAKEN_OVER = (
    rf"(?P<unit>单位)?有(?P<which>前[两二三四]?款|{w.THIS_LAW}{w.ARTICLE}{w.PARAGRAPH})(?:规定的?)?"
    rf"(?P<items>(?:{w.ITEM}、?)*)(?:规定的?)?(?:违法)?行为"
)
BEFORE_CONDUCT = "违反|不履行|未履行|，|未按照|拒不|未经|有下列|有前"
BASE_FORMS = (  # B stands for the base, A for an amount
    "没有B的，",
    "没有B或者B不足(?P<below>A)的，",
    "B不足(?P<below>A)的，",
    "B在?(?P<at_least>A)以上的，",
    "B在?(?P<at_least>A)以上不足(?P<below>A)的，",
)
# One condition, joined by a comma to the next: 拒不改正，情节严重的.
HANGING = re.compile("拒不|逾期|情节|后果|影响|构成犯罪")
# What takes back part of the fine before it: 但最高不超过三万元.
LIMIT = re.compile("超过|低于|高于|少于|除外|最高|最低|最多|为限|封顶")
PERSON_ORDER = ("organisation", "manager", "staff", "individual")
ON_PERSONS = ("warning", "public-criticism", "bar-from-office", "bar-from-key-posts", "detention")


def _yuan(words: str) -> int | None:
    return whole(words.removesuffix("元"))


def _percent(words: str) -> Decimal | None:
    return number(words.removeprefix("百分之").rstrip("%％"))


def _lasting(unit: Literal["day", "year"], low: str | None, high: str) -> Duration | None:
    least, most = whole(low) if low else 0, whole(high)
    return None if least is None or most is None or least > most else Duration(unit=unit, min=least, max=most)


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
