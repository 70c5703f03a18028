"""From the tree of clauses to what they say: which tier, who pays (`payers`), must or may. Each rule of reach is one method.

The words that a rule goes by are in its docstring. Where two rules could answer, neither does, and the words are refused.
"""

import re

from lark import Token, Tree
from msgspec.structs import replace

from finecalc.language.words import Words
from finecalc.proof.reader import patterns as p
from finecalc.proof.reader import why
from finecalc.proof.reader.fines import form, size, uncertain
from finecalc.proof.reader.gate import agrees
from finecalc.proof.reader.grammar import Node, shape
from finecalc.proof.reader.limbs import Limb, Member, Step, bare_measure, mode_of
from finecalc.proof.reader.payers import Aim, Payers, beside
from finecalc.proof.reader.said import Rate, Said, SaidFine, SaidSanction, SaidTier, Sent, Size, Sum, Unread
from finecalc.proof.reader.scanner import level, scan
from finecalc.table.model import Mode

_HAS = re.compile("有([^、和或，；。]{2,10})的，?")
LONGEST = 20_000  # characters: no paragraph of law is as long as this


def said(text: str) -> Said:
    """What the paragraph `text` says, in its own words. Nothing is raised."""
    if len(text) > LONGEST:
        return Said(refused=(Unread(0, len(text), text, why.LONG),))
    flat = level(text)
    tree = shape([(token.kind, token.start, token.end) for token in scan(flat)], flat)
    return _Walk(flat, text).read(tree) if tree else Said(refused=(Unread(0, len(text), text, why.UNREAD),))


class _Walk:
    def __init__(self, text: str, original: str) -> None:
        self.text, self.original = text, original
        self.tiers = [Step("", 0)]
        self.refused: list[Unread] = []
        self.borrows: list[Sent] = []
        self.elsewhere: list[Sent] = []
        self.provisos: list[str] = []
        self.authority = ""
        self.conduct = (0, 0)
        self.items: tuple[str, ...] = ()
        self.payers = Payers()
        self.limb = Limb(self.tiers[0])

    def read(self, tree: Node) -> Said:
        last = tree.children[-1]
        if isinstance(last, Token) and last.type == "ITEMS":
            self.items = tuple(item for part in p.ITEM_SPLIT.split(self.text_of(last)) if (item := part.strip()))
        for part in tree.children:
            if isinstance(part, Tree):
                self.basic(part) if part.data == "basic" else self.graver(part)
        return Said(
            conduct=self.original[slice(*self.conduct)],
            tiers=tuple(
                SaidTier(tier.quote, tier.start, tuple(tier.fines), tuple(tier.sanctions), tier.conduct)
                for tier in self.tiers
                if tier.fines or tier.sanctions
            ),
            authority=self.authority,
            borrows=tuple(self.borrows),
            elsewhere=tuple(self.elsewhere),
            provisos=tuple(self.provisos),
            items=self.items,
            refused=tuple(sorted(self.refused, key=lambda no: (no.start, no.end))),
        )

    # --- tiers --------------------------------------------------------------------------------------------------------

    def basic(self, tree: Node) -> None:
        """The conduct, and what it entails."""
        for part in tree.children:
            if isinstance(part, Token) and part.type == "CONDUCT":
                self.conduct = _span(part)
                self.payers.offender(str(part))
                self.payers.offender_of_items(self.items)
            else:
                self.part(part)

    def graver(self, tree: Node) -> None:
        """A condition (情节严重的，) opens a tier, up to the next condition."""
        condition, *parts = tree.children
        assert isinstance(condition, Token)
        quote = self.text_of(condition).rstrip("，")
        before, limb = self.limb, Limb(None)
        if before.after_comma:
            limb.by, limb.poisoned, limb.within = before.by, before.poisoned, before.sizes
        else:
            self.payers.aim = None
        start, end = _span(condition)
        graver = p.AGGRAVATION.match(str(condition)) and not self.payers.another(quote, self.text[:start])
        goes_on = self.conduct[1] == start and len(self.tiers) == 1 and not p.NARROWS.match(quote)
        listed = goes_on and "的，或者" in quote
        if (
            (not graver or listed)
            and not limb.poisoned
            and (self.conduct == (0, 0) or goes_on)
            and not self.imposed_anything()
        ):
            self.conduct = (self.conduct[0] if goes_on else start, end)
            self.payers.offender(self.text[slice(*self.conduct)])
        else:
            sure = self.tiers[-1].sure
            self.tiers.append(Step(quote, start))
            self.tiers[-1].sure = sure or not graver
            if re.search("的(?:人员|个人|单位)$", quote):
                self.payers.offender(quote)
            elif graver:
                self.payers.graver(quote)
                self.tiers[-1].sure &= not (before.apart and self.payers.either())
            elif not graver:
                self.other_conduct(self.tiers[-1], before.apart if not before.after_comma else "")
        limb.tier = self.tiers[-1]
        self.limb = limb
        for part in parts:
            self.part(part)

    def other_conduct(self, tier: Step, apart: str) -> None:
        """A condition that is no aggravation describes other conduct, with a penalty of its own: as an item （一）, or behind a
        semicolon or full stop. Behind a comma, or where its words weigh the conduct before it, that is not certain."""
        item = self.text[tier.start - 1] == "）"
        tier.sure = self.payers.other_conduct(tier.quote, "ITEM" if item else apart)
        if item or (apart and not p.WEIGHS.search(tier.quote)):
            tier.quote, tier.conduct, tier.item = self.of_items(tier.start) if item else "", tier.quote, item
        else:
            tier.other = True

    def of_items(self, start: int) -> str:
        """拒不停止的，依照下列规定处以罚款：（一）…: the condition under which all the items stand."""
        head = next(tier for tier in reversed(self.tiers[:-1]) if not tier.conduct)
        return head.quote if re.search("(?:下列|以下)[^，；。]*：", self.text[head.start : start]) else ""

    def imposed_anything(self) -> bool:
        return any(tier.fines or tier.sanctions for tier in self.tiers)

    def part(self, part: Node | Token) -> None:
        """A clause, or what separates it from the next."""
        if isinstance(part, Tree):
            self.clause(part)
            self.limb.after_comma = False
        elif part.type == "COMMA":
            self.limb.after_comma = True
        else:
            back = self.limb.back and part.type == "SEMICOLON"
            self.limb = Limb(self.tiers[-1], part.type)
            self.limb.back = back
            self.payers.aim = None

    def belongs(self) -> None:
        """To which tier, of its item if it stands in one, a clause behind a semicolon or full stop belongs, if no condition opens it.

        Behind the basic conduct, to that. Behind a graver condition: persons (对直接负责的主管人员…) to that tier, if they are
        fined in every lighter tier that fines anybody; in a sentence of their own, or where only the conduct as such is fined
        and nobody beside the offender, to the conduct as such; another size of the base to that tier, unless a lighter tier
        has a multiple of the base that waits for it. All else is not certain.
        """
        limb, aim = self.limb, self.payers.aim
        begin = max((index for index, tier in enumerate(self.tiers) if tier.item), default=0)
        if len(self.tiers) == begin + 1 or not limb.apart:
            return
        *lighter, last = self.tiers[begin:]
        if aim and aim.fresh:
            on = set(aim.kinds or ())
            alike = all(not tier.fines or any(on & set(fine.on) for fine in tier.fines) for tier in lighter)
            first, *graver = self.tiers[begin:]
            alone = (
                first.fines
                and not any(tier.fines or tier.other for tier in graver)
                and not any(f.aim for f in first.fines)
            )
            unfined = not last.fines and not last.other and not alike
            side = not aim.beside() and bool(first.fines) and all(f.aim and not beside(f.on) for f in first.fines)
            if limb.apart == "STOP" or side or ((alone or unfined) and aim.beside()):
                limb.tier = first
            else:
                limb.tier = last if last.fines and alike else None
            limb.loose = limb.tier is last and not any(tier.fines for tier in lighter) and bool(lighter[0].sanctions)
        elif limb.size:
            multiples = [fine.sum.multiple for tier in lighter for fine in tier.fines if not fine.size]
            awaited = any(multiple and multiple.of == limb.size.of for multiple in multiples)
            limb.tier = lighter[0] if limb.back else None if awaited else last
        else:
            limb.back = bool(limb.having)
            limb.tier = lighter[0] if limb.having else None
        limb.apart = ""

    # --- one clause ---------------------------------------------------------------------------------------------------

    def clause(self, tree: Node) -> None:
        mode: Mode | None = None
        situation = False
        begin = -1  # where the words begin that lead to the first fine: 对… and 可以
        for part in tree.children:
            if isinstance(part, Tree):
                measure = isinstance(part.children[0], Tree) and _is(part.children[0].children[0], "MEASURE")
                bare = all(isinstance(one, Tree) or one.type == "HAVING" for one in tree.children)
                self.imposed(part, mode or ("may" if situation and measure else None), begin, bare)
                continue
            start = part.start_pos or 0
            match part.type:
                case "AUTHORITY":
                    self.acting(part)
                    begin = -1
                case "AIM":
                    mode = self.reached(mode)
                    self.payers.aims_at(self.aim(part))
                    begin = self.payers.aim.start if self.payers.aim else start
                    self.limb.size = None
                    self.limb.scope = self.limb.scope if mode else "must"
                case "MODE":
                    mode = mode_of(str(part)) or mode
                    self.limb.permissive = mode == "one-or-more" and (self.limb.permissive or "可" in part)
                    situation = situation or bool(re.search("根据情[节况]$", part))
                    begin = begin if begin >= 0 else start
                case "SIZE":
                    self.sized(part)
                    begin = -1
                case "HAVING":
                    self.limb.having, self.limb.only_having = part, not self.limb.after_comma
                case _:
                    self.beside(part)

    def beside(self, part: Token) -> None:
        """What is no penalty of this paragraph, or is not read."""
        match part.type:
            case "BORROW":
                self.borrow(part)
            case "ELSEWHERE":
                self.elsewhere.append(Sent(self.text_of(part), *_span(part), by=self.limb.by))
            case "PROVISO":
                self.provisos.append(self.text_of(part))
            case "REMARK" if p.LEAD.match(self.text, part.start_pos or 0):
                self.payers.lead()
            case "UNREAD":
                self.unread(part)

    def reached(self, mode: Mode | None) -> Mode | None:
        """可以对单位处…，对个人处…: 可以 before the first 对… may reach the next one behind a comma, so that one is never a must; the gate,
        which looks at its clause alone, then refuses it."""
        limb = self.limb
        reached = "may" if mode is None and limb.may_over_aims and limb.after_comma else mode
        limb.may_over_aims = reached == "may"
        return reached

    def aim(self, token: Token) -> Aim:
        """对…: whom it aims at. 有关责任人员 set against 有关责任单位 are whoever did it, natural persons."""
        aim = Aim(str(token), *_span(token))
        if re.fullmatch("(?:有关)?责任人员", aim.noun) and re.search("对(?:有关)?责任单位", self.text):
            aim.kinds = ("individual",)
        if re.search("没有[^，；。]*所得", aim.noun):
            self.payers.default = None  # for which size of the gains all that follows is meant, no rule says
        return aim

    def acting(self, token: Token) -> None:
        """由…: who acts. Named first, for the paragraph; named again, for the clause."""
        words = self.text_of(token).rstrip("，")
        if not self.authority and not self.imposed_anything():
            self.authority = words
        else:
            self.limb.by = words

    def sized(self, token: Token) -> None:
        """没有违法所得或者违法所得不足十万元的，: for which size of a base the next fine is meant."""
        limb = self.limb
        limb.size, limb.size_start, limb.sizes, limb.having = size(str(token)), token.start_pos or 0, True, None
        unknown = re.search(
            "(?:、|或者|或)([^，；。、]{2,20}?(?:难以|无法|不能)(?:计算|确定|认定|查清))(?=或者|的，)", token
        )
        if limb.size is None and unknown:
            limb.size = size(token[: unknown.start()] + token[unknown.end() :])
            if limb.size:
                self.refuse(limb.size_start + unknown.start(1), limb.size_start + unknown.end(), why.SIZE)
        if limb.size is None:
            self.refuse(*_span(token), why.SIZE)
            limb.size = uncertain(str(token))
            limb.poisoned = limb.poisoned or limb.size is None

    def borrow(self, token: Token) -> None:
        """(对…) 依照前款规定处罚."""
        aim = self.payers.aim
        start, end = _span(token)
        start = aim.start if aim and aim.fresh else start
        self.borrows.append(Sent(self.original[start:end], start, end, aim.kinds or () if aim else ()))

    def unread(self, token: Token) -> None:
        """Words that are not read: what a comma joins to them is not read either; a limit takes back the fine before it."""
        start, end = _span(token)
        self.refuse(start, end, why.UNREAD)
        self.limb.poisoned = True
        if "罚款" in token:
            self.payers.unread(token)
        for tier in self.tiers:
            for fine in [fine for fine in tier.fines if fine.end <= start][-1:]:
                limits = p.LIMITS.search(token) and not re.search("[；。]", self.text[fine.end : start])
                if limits or fine.end == start or (fine.sum == Sum() and p.HOW_MUCH.match(token)):
                    tier.fines.remove(fine)
                    self.refuse(fine.start, fine.end, why.AMOUNT)

    # --- what is imposed ----------------------------------------------------------------------------------------------

    def imposed(self, tree: Node, mode: Mode | None, begin: int, bare: bool) -> None:
        """A measure or fine, or a list of them; `bare`: nothing stands before it that says who, on whom or may."""
        members: list[Member] = []
        choice = False
        own: Mode | None = None
        by = ""
        lead = begin
        for part in tree.children:
            if isinstance(part, Tree):
                token = part.children[0]
                assert isinstance(token, Token)
                members.append(Member(token, own, by, lead))
                lead = -1
            elif part.type == "OR":
                choice = choice or part.strip("，") in ("或者", "或", "直至")
                own, lead = None, -1
            elif part.type == "MODE":
                own, lead = mode_of(str(part)), part.start_pos or 0
            elif part.type == "AUTHORITY":
                by = self.text_of(part)
            else:
                self.refuse(*_span(part), why.CHOICE)
                self.limb.poisoned = True
        alone = self.limb.apart == "STOP" and not self.payers.aim
        self.belongs()
        measures = bare and all(member.token.type == "MEASURE" for member in members)
        decided = self.mode(mode, choice, measures)
        if self.limb.poisoned or decided is None:
            begin = begin if begin >= 0 and decided is None else members[0].token.start_pos or 0
            because = why.BEHIND if self.limb.poisoned else why.CHOICE
            self.refuse(begin, members[-1].token.end_pos or 0, because)
            if any(member.token.type == "FINE" for member in members):
                self.payers.spent()
            return
        for member in members:
            each = member.own if member.own in ("may", "one-or-more") else decided
            if member.token.type == "FINE":
                self.fine(member, each, led=each != "one-or-more" or choice)
            else:
                self.sanction(member, each, alone)
        self.limb.scope = decided if mode or not choice else "must"
        self.limb.size = None

    def mode(self, own: Mode | None, choice: bool, measures: bool) -> Mode | None:
        """可以: may. 单处或者并处, or 或者 between members: one or more of them. Else must; but behind a comma, 并处 after
        可以 is not certain, while bare measures go on with it (可以责令停业整顿，降低资质等级), and the alternative to a
        单处或者并处 (没有违法所得的，处…) is one more of it. 有违法所得的，没收… begins anew."""
        limb, aim = self.limb, self.payers.aim
        if own:
            reached = own == "one-or-more" and limb.scope == "may" and limb.after_comma and not limb.permissive
            return "may" if reached else own
        if limb.scope == "one-or-more" and limb.size:
            return "one-or-more"
        anew = (aim and aim.fresh) or limb.size or (measures and limb.having)
        if limb.scope != "must" and limb.after_comma and not anew:
            return "may" if measures and limb.scope == "may" else None
        return "one-or-more" if choice else "must"

    def fine(self, member: Member, mode: Mode, led: bool) -> None:
        """A fine; `led` where 可以 and 对… before it belong to its words."""
        start, end = _span(member.token)
        if led and member.begin >= 0:
            start = member.begin
        made = self.stated(member, mode, start, end)
        if isinstance(made, Words):
            self.refuse(start, end, made)
        elif self.limb.tier:
            self.limb.tier.fines.append(made)
        self.payers.spent()
        self.limb.size = None

    def stated(self, member: Member, mode: Mode, start: int, end: int) -> SaidFine | Words:
        """The fine, if everything about it is certain; else why not."""
        limb, tier, aim = self.limb, self.limb.tier, self.payers.aim
        sum_ = form(str(member.token)) or self.of_same_base(str(member.token))
        if sum_ is None:
            limb.poisoned = True
            return why.AMOUNT
        fines = [fine for each in self.tiers for fine in each.fines]
        measures = [one.quote for one in (tier or self.tiers[0]).sanctions]
        payer = self.payers.of_fine(fines, measures)
        if tier is None:
            return why.LOOSE
        if isinstance(payer, Words):
            return payer
        if self.conduct == (0, 0) and not aim:
            return why.NO_CONDUCT
        if tier.other or self.text.startswith("对造成", self.conduct[0]):
            return why.OTHER
        if not aim and not tier.sure:
            return why.OFFENDER
        limit = self.limit(sum_, tier, start)
        if isinstance(limit, Words):
            return limit
        made = SaidFine(
            on=payer[0],
            payer=payer[1],
            mode=mode,
            sum=replace(
                sum_, multiple=self.verbatim(sum_.multiple, start, end), share=self.verbatim(sum_.share, start, end)
            ),
            size=limit[0],
            quote=self.original[start:end],
            start=start,
            end=end,
            where=limit[1],
            aim=aim.noun if aim else "",
            by=member.by or limb.by,
            loose=limb.loose,
            permissive=limb.permissive and mode == "one-or-more",
        )
        if any(
            other.on == made.on and other.aim == made.aim and not other.size and not made.size for other in tier.fines
        ):
            return why.TWICE
        return made if agrees(self.text, made, tier.conduct or tier.quote, self.conduct) else why.GATE

    def limit(self, sum_: Sum, tier: Step, start: int) -> tuple[Size | None, int] | Words:
        """For which size of a base a fine is meant, and where the text says so. 情节较重的 behind 没有违法所得的，处… goes on with
        that; 有违法所得的 means more than
        none, save for times of what is there."""
        limb, aim = self.limb, self.payers.aim
        if limb.within and not limb.size and not aim:
            before = self.tiers[-2].fines[-1:] if len(self.tiers) > 1 else []
            if not (tier.quote == "情节较重的" and before and before[0].size and before[0].size.none):
                return why.SIZE
            return before[0].size, before[0].where
        having = limb.having
        if having and limb.back and "没收" not in self.text[having.start_pos or 0 : start]:
            return why.LOOSE
        if having and not (sum_.multiple and sum_.multiple.of in having):
            base = _HAS.fullmatch(having)
            if aim or not limb.only_having or not base or sum_.multiple or sum_.share:
                return why.HAVING
            return Size(of=base[1], above=0), having.start_pos or 0
        return limb.size, limb.size_start if limb.size else start

    def of_same_base(self, words: str) -> Sum | None:
        """…，情节严重的，处五倍以上十倍以下罚款: times of the base that the fine before it names, behind a comma."""
        bare = re.fullmatch("(处以?)([^，；。]*倍(?:以下)?的?罚款)", words)
        before = [fine for tier in self.tiers for fine in tier.fines][-1:]
        if (
            not bare
            or not before
            or not before[0].sum.multiple
            or re.search("[；。]", self.text[before[0].end :].split(words)[0])
        ):
            return None
        return form(f"{bare[1]}{before[0].sum.multiple.of}{bare[2]}")

    def sanction(self, member: Member, mode: Mode, alone: bool) -> None:
        start, end = _span(member.token)
        having, aim = self.limb.having, self.payers.aim
        begin = having.start_pos or 0 if having else member.begin if member.begin >= 0 else start
        kind = bare_measure(self.original[start:end])
        self.payers.measured(kind, self.text[slice(*self.conduct)])
        one = SaidSanction(
            kind=kind,
            mode=mode,
            on=self.payers.of_sanction(kind),
            quote=self.original[begin:end],
            start=start,
            end=end,
            aim=aim.noun if aim else "",
            by=member.by or self.limb.by,
            having=self.text_of(having) if having else "",
            apart=alone,
            permissive=self.limb.permissive and mode == "one-or-more",
        )
        (self.limb.tier or self.tiers[0]).sanctions.append(one)

    # --- words --------------------------------------------------------------------------------------------------------

    def verbatim(self, rate: Rate | None, start: int, end: int) -> Rate | None:
        """The rate with its base as the text has it, brackets and all."""
        at = self.text.find(rate.of, start, end) if rate else -1
        return replace(rate, of=self.original[at : at + len(rate.of)]) if rate and at >= 0 else rate

    def text_of(self, token: Token) -> str:
        return self.original[slice(*_span(token))]

    def refuse(self, start: int, end: int, because: Words) -> None:
        words = self.original[start:end].rstrip("\n。，；：")
        self.refused.append(Unread(start, start + len(words), words, because))


def _is(node: Node | Token, kind: str) -> bool:
    return isinstance(node, Token) and node.type == kind


def _span(token: Token) -> tuple[int, int]:
    return token.start_pos or 0, token.end_pos or 0
