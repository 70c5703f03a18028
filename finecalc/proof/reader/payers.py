"""Who pays: one rule of reach a method, with the words it goes by. Three answers: named, inherited, unknown; else why not."""

import re
from collections.abc import Collection, Iterable

from finecalc.language.words import Words
from finecalc.proof.reader import patterns as p
from finecalc.proof.reader import why
from finecalc.proof.reader.people import kinds
from finecalc.proof.reader.said import Payer, SaidFine
from finecalc.proof.reader.subjects import NOBODY, subject

Kinds = tuple[str, ...]


class Aim:
    """对直接负责的主管人员: whom the clauses behind it fall on. `kinds` is none where the noun is no known person."""

    def __init__(self, words: str, start: int, end: int) -> None:
        self.noun = re.sub("^并?对于?", "", words).rstrip("，")
        self.kinds: Kinds | None = kinds(self.noun)
        self.start = start + max(words.find("对"), 0)
        self.end = end
        self.fresh = True  # no fine has been laid on them yet
        self.imposed = False  # whether a measure has been laid on them

    def beside(self) -> bool:
        """Whether these are persons beside the offender, such as 直接负责的主管人员."""
        return beside(self.kinds or ())


class Payers:
    """Whom the conduct names, whom 对… aims at, and who of them has been fined already."""

    def __init__(self) -> None:
        self.default: Kinds | None = None  # who pays where a clause names nobody; none: not certain
        self.named = False  # whether the conduct names them
        self.aimed = False  # whether it does so by 对…
        self.several = (
            False  # whether other conduct has named others, so that what follows both may be meant for either
        )
        self.head: Kinds | None = None  # whom the head of the paragraph names, for all its items
        self.items_name = False  # whether only the items name them
        self.used = False  # whether a fine has been laid on them
        self.renamed = False  # whether only other conduct has named somebody, who is not the subject of what follows it
        self.lost = False  # whether a fine is aimed at no known person: silent ones behind it may be as well
        self.aim: Aim | None = None
        self.aims: list[Kinds] = []

    def offender(self, conduct: str) -> None:
        """Where no clause says who pays: the subject of the conduct (网络运营者不履行…), or the offender, whoever it is."""
        found = None if _IS_ONE.search(conduct) else subject(conduct.rstrip("，"))
        self.default = ("offender",) if found == NOBODY else found if isinstance(found, tuple) else None
        self.named = isinstance(found, tuple)
        self.aimed = self.named and bool(re.search("(?:^对(?!外|口).*|，对[^，]*)[^，的]，?$", conduct))
        self.used = False
        self.head = self.default if self.named else None

    def offender_of_items(self, items: Iterable[str]) -> None:
        """Where the head names nobody and every item names the same kind of person (建设单位未…), that is who pays."""
        if not self.default or self.named:
            return
        found = [subject(item.strip("；。;").removesuffix("的")) for item in items]
        named = {one for one in found if isinstance(one, tuple)}
        if len(named) == 1 and NOBODY not in found:
            certain = None not in found
            self.default, self.named = (next(iter(named)), True) if certain else (None, False)
            self.items_name = True

    def measured(self, kind: str, conduct: str) -> None:
        """检验机构、检验人员出具虚假报告的，撤销该检验机构的资质，并处…: of the two it is the one that the measure takes up."""
        taken = re.search("该([^，；。的]{2,14}?机构)的?[^，；。]{0,8}资[质格]", kind)
        if (
            taken
            and self.default is None
            and re.search(f"{re.escape(taken[1])}(?:、|和|或者)[^，；。]{{0,8}}人员", conduct)
        ):
            self.default, self.named = ("organisation",), True

    def graver(self, words: str) -> None:
        """A graver condition may name a subject of its own, and of another kind (单位逾期不汇交的)."""
        found = re.match("([^，；。]+?)(?:逾期|拒不|仍)", words)
        named = kinds(found[1]) if found else None
        if named and (not self.named or named != self.default):
            self.default, self.named, self.used = named, True, False

    def another(self, words: str, before: str) -> bool:
        """Whether what looks graver names a subject for conduct of its own: 乘客拒不接受安检的, where nothing `before` was
        about 接受."""
        if re.search("(?:期限|限期)[^，；。]{0,4}[未不]", words):
            return words[:4] not in before and subject(words) != NOBODY
        refuses = re.search("(?:拒不|拒绝|逾期仍?[不未]|仍[不未])(?:予以?)?(?![予改整停纠])([^，；。]{2})", words)
        return bool(refuses and refuses[1] not in before and subject(words) != NOBODY)

    def other_conduct(self, words: str, apart: str) -> bool:
        """A condition that describes other conduct may name another subject (单位有前款行为的). Whether that is certain.

        In an item, another than the head names (企业有下列行为之一的：（一）工作人员未…) is not; nor is it, where the item before
        named one and this one does not. Behind a semicolon, silent words go on with the subject before them; behind a full
        stop that is not certain. The other side of its conduct (借用…的) is somebody else, who is not named.
        """
        found = subject(words.rstrip("，"))
        item = apart == "ITEM"
        if item and re.match("对(?!外|口)", words):
            return False
        if not item and found == NOBODY:
            if self.items_name or any(not beside(aim) for aim in self.aims):
                return False
            if self.renamed and not re.match(_OTHER_SIDE, words):
                return False
            if self.named and re.match(_OTHER_SIDE, words):
                self.default, self.named, self.used = ("offender",), False, False
                return True
            if self.named and (apart != "SEMICOLON" or re.match(_MAY_BE_OTHER_SIDE, words)):
                return False
            return self.default is not None
        if item and self.head and found not in (self.head, NOBODY):
            return False
        if item and not self.head and self.named and found == NOBODY:
            self.default, self.named, self.used, self.aim = ("offender",), False, False, None
        if isinstance(found, tuple):
            self.several = self.several or (not item and self.named and found != self.default)
            self.renamed = self.renamed or (not item and not self.head)
            self.default, self.named, self.used = found, True, False
            self.aim = None
        return found is not None

    def aims_at(self, aim: Aim) -> None:
        """对…: until the next 对…, semicolon or full stop. A condition behind a comma does not end it. 对其 aims at whom the
        conduct names."""
        self.aim = aim
        if aim.noun == "其" and self.named:
            aim.kinds = self.default
        if aim.kinds:
            self.aims.append(aim.kinds)

    def lead(self) -> None:
        """对负有责任的单位，依照下列规定处以罚款：（一）…: whom the lead aims at pays in all its items, in the first as named."""
        if self.aim and self.aim.kinds:
            self.default = self.head = self.aim.kinds
            self.named, self.used, self.aim = True, False, None

    def either(self) -> bool:
        """Whether several have been named and the last of them been fined: what is graver behind them may be meant for any."""
        return self.several and self.used

    def unread(self, words: str) -> None:
        """A fine has not been read; if it aims at somebody (对…), whom what follows falls on is not certain any more."""
        self.spent()
        if "对" in words:
            self.default = None

    def spent(self) -> None:
        """A fine has been read: whoever pays it has been named now, and what follows inherits it, even if it is not stated."""
        if self.aim:
            self.aim.fresh = False
        if not self.aim or not self.aim.kinds:
            self.used = True

    def taken_up(self, measures: Iterable[str]) -> tuple[Kinds, Payer] | Words:
        """责令责任者改正，并处…: where the conduct names nobody and a measure before the fine does, the fine inherits that."""
        found = {_named_by(measure) for measure in measures} - {NOBODY}
        if not found:
            return self.default or ("offender",), "unknown"
        only = found.pop()
        if found or not isinstance(only, tuple):
            return why.OFFENDER
        self.default, self.named, self.used = only, True, True
        return only, "inherited"

    def of_fine(self, fines: Iterable[SaidFine], measures: Collection[str]) -> tuple[Kinds, Payer] | Words:
        """Who pays a fine that stands behind other `fines`, and in its tier behind `measures`.

        对… names who pays its first fine if nothing is imposed before it (对…处); what follows under it inherits, also where 对… is
        the whole conduct (对违反规定的单位和个人，没收…，并处…).
        Without 对…, the subject of the conduct is named for the first fine and inherited after that; a silent text names
        nobody. Where only 对… has named offenders so far, and all of one kind, the next clause goes on with them.
        """
        if self.aim:
            if not self.aim.kinds:
                self.lost = True
                return why.TARGET
            named = self.aim.fresh and not self.aim.imposed
            return self.aim.kinds, "named" if named else "inherited"
        if self.aims and not self.used:
            offenders = {aim for aim in self.aims if not beside(aim)}
            fined = {fine.on for fine in fines}
            if offenders and not self.named:
                if len(offenders) > 1 or not offenders >= fined:
                    return why.TARGET
                return next(iter(offenders)), "inherited"
            if fined and fined != {self.default}:
                return why.TARGET
        if self.default is None:
            return why.OFFENDER
        if self.lost and not self.named:
            return why.TARGET
        if self.aimed and measures:
            return self.default, "inherited"
        if not self.named:
            return self.taken_up(measures)
        return self.default, "inherited" if self.used else "named"

    def of_sanction(self, kind: str) -> Kinds:
        """On whom a measure falls. One that only an organisation can suffer (停业) ends what 对…人员 aims at."""
        if not self.aim:
            return self.default or ("offender",)
        self.aim.imposed = True
        on = self.aim.kinds or ()
        if self.aim.beside() and p.ON_BUSINESS.search(kind):
            self.aim.kinds = None
        return on


# Conduct of the other side of a bargain: who takes what the one before gives.
_IS_ONE = re.compile(
    "，(?:属于|系|是|[^，为]{1,8}(?:(?<!或)者|人)为)[^，]*(?:单位|企业|机构|组织|人|人员|者|户)[^，的]{0,4}的?，?$"
)
_OTHER_SIDE = "违法接受|借用|承租|租用|受让|冒用"
_MAY_BE_OTHER_SIDE = "接受|购买|收购|使用|收受|违反|有(?:前|本|第)"


def _named_by(measure: str) -> Kinds | str | None:
    """Whom the words of a measure name: 责令责任者改正, 收回经营者所获取的补偿."""
    if not p.NAMES.search(measure):
        return NOBODY
    taken = p.NAMED.search(measure)
    if not taken:
        return None
    noun = re.sub("^(?:该|相关|有关|违法)", "", taken[1] or taken[2])
    return ("offender",) if noun in ("责任者", "责任人", "行为人") else kinds(noun)


def beside(aim: Kinds) -> bool:
    return not set(aim) <= {"organisation", "individual", "offender"}
