"""What belongs to an answer besides what may be imposed: each note with its code, and the provision it rests on."""

from collections.abc import Iterator
from datetime import date

from finecalc.language.words import Words
from finecalc.law import succession
from finecalc.law.answer import Case, Note
from finecalc.law.facts import counted
from finecalc.law.outcome import FineRange, Outcome
from finecalc.law.rules.bands import Band, level_of, ungraded
from finecalc.law.rules.competence import acting, graver_reserved, is_office, to_be_reported_up
from finecalc.law.rules.edition import Choice
from finecalc.law.rules.missing_days import limitation_undecided, number_means_another, text_undecided
from finecalc.law.rules.own_bands import Own, departs, part_on, steps_of
from finecalc.law.ruling import Ruling
from finecalc.law.sentences import bands as graded
from finecalc.law.sentences import notes as said
from finecalc.table.model import Bands, Provision
from finecalc.table.statutes import Statutes, rule_in_force

Measured = tuple[tuple[FineRange, ...], tuple[Band, ...], Own | None]
"""The ranges of a case (yuan), their bands, and the table of the office that acts."""
_RESPONSIBLE = ("manager", "staff")


def note(code: str, words: Words, reference: str | None = None, field: str | None = None) -> Note:
    """A note that says these words."""
    return Note(code=code, zh=words.zh, en=words.en, reference=reference, field=field)


def notes_of(
    statutes: Statutes, ruling: Ruling, found: Outcome, measured: Measured, case: Case, today: date
) -> Iterator[Note]:
    """The notes on a case, in the order in which they are read; `found` is what its tiers allow, `measured` the ranges
    left of it (yuan) and their bands.

    `today` stands in for a missing day of decision.
    """
    choice, decided = ruling.choice, case.decided or today
    fines, bands, own = measured
    yield from _on_number(statutes, ruling, case, today)
    if ruling.concurrent:
        words = said.concurrent_words(statutes, ruling.concurrent)
        yield note("concurrent", words, statutes.table.rules.one_fine)
    yield from _on_missing_days(statutes, choice, case, today)
    yield from _on_texts(statutes, found)
    yield from _on_bases(statutes, choice, found, case)
    for words, reference in facts_not_used(statutes, choice, found, case):
        yield note("fact-not-used", words, reference)
    yield from _on_adjustment(statutes, found, case)
    if ruling.grading:
        yield from _on_levels(statutes, ruling, ruling.grading, fines, bands, case)
    if own:
        yield from _on_own_table(statutes, ruling.grading, fines, bands, own, case)
    yield from _on_others(statutes, statutes.provision(found.reference), choice, found, case, decided)


def _on_number(statutes: Statutes, ruling: Ruling, case: Case, today: date) -> Iterator[Note]:
    """What the number of the article means in another edition: on the day of the decision, or on any other day."""
    choice = ruling.choice
    misread = number_means_another(statutes, ruling.asked, choice, case, today)
    if misread:
        yield note("number-means-another", said.another_offence_words(statutes, misread))
        return
    elsewhere = None if choice.named else succession.elsewhere(statutes, ruling.found.reference)
    if elsewhere:
        yield note("number-elsewhere", elsewhere)


def _on_missing_days(statutes: Statutes, choice: Choice, case: Case, today: date) -> Iterator[Note]:
    text = text_undecided(statutes, choice.asked, case, today)
    if text:
        words = said.text_undecided_words(statutes, text)
        yield note("deciding-date-missing", words, text.reference, "conduct_to")
    undated = limitation_undecided(statutes, case, today)
    if undated:
        words = said.limitation_undecided_words(undated)
        yield note("limitation-undated", words, undated.reference, undated.field)


def _on_texts(statutes: Statutes, found: Outcome) -> Iterator[Note]:
    """What the table remarks on the provisions quoted, what the text adds itself, and how far it reaches."""
    applied = statutes.provision(found.reference)
    for ref in dict.fromkeys((found.reference, found.tier.source, *(fine.source for fine in found.fines))):
        for remark in statutes.provision(ref).remarks:
            yield note("remark", remark, ref)
    for quote in applied.provisos:
        yield note("proviso", said.proviso_words(quote), applied.ref)
    if applied.supplements:
        yield note("supplementary", said.supplementary_words(applied.supplements), applied.ref)
    for fine in found.fines:
        if fine.instead_of:
            yield note("either-or", said.either_or_words(statutes, fine.instead_of), fine.source)


def _on_bases(statutes: Statutes, choice: Choice, found: Outcome, case: Case) -> Iterator[Note]:
    needed = statutes.ladder(choice.applied[0]).bases
    nothing = [base for base, known in case.bases.items() if not known and base in needed]
    if nothing and found.fine_on("organisation") is None:
        base = statutes.bases[nothing[0]]
        yield note("no-base", said.no_base_words(base), found.reference)


def facts_not_used(
    statutes: Statutes, choice: Choice, found: Outcome, case: Case
) -> Iterator[tuple[Words, str | None]]:
    """Facts on which nothing turns here, and those that count as others: what is said of each, and the provision behind it."""
    place, general = choice.applied, statutes.table.rules.limitation.fact
    ladder, counting = statutes.ladder(place[0]), counted(statutes, place, case.facts)
    for fact in case.facts:
        if fact not in ladder.facts and fact != general:
            yield said.fact_of_another_text_words(fact, place[0]), None
    for fact in case.facts:
        if fact in ladder.facts and fact not in counting:
            yield said.fact_of_other_items_words(statutes, fact, place[1]), found.reference


def _on_adjustment(statutes: Statutes, found: Outcome, case: Case) -> Iterator[Note]:
    below = {adjustment.id for adjustment in statutes.table.adjustments if adjustment.effect == "below-range"}
    if case.adjust in below and any(fine.min == 0 for fine in found.fines):
        yield note("no-floor", said.no_floor_words())


def _on_levels(
    statutes: Statutes, ruling: Ruling, rule: Bands, fines: tuple[FineRange, ...], bands: tuple[Band, ...], case: Case
) -> Iterator[Note]:
    """How the fines are graded, which have no bands and why, and what else the rule on levels says of the case."""
    if any(not band.source for band in bands):
        level = None if case.adjust else level_of(rule, None)
        yield note("bands", graded.bands_words(statutes, rule, level), rule.ref)
        if any(band.on in _RESPONSIBLE for band in bands):
            yield note("bands-persons", graded.persons_words(), rule.persons_ref)
        yield note("bands-departure", graded.departure_words(rule), next(iter(rule.departure_refs), None))
    graded_on = {band.on for band in bands if band.source}
    bare = [fine for fine in fines if ungraded(fine) and fine.on not in graded_on]
    if bare:
        yield note("no-band", graded.no_band_words(statutes, bare), rule.ref)
    penalties = [kind for each in ruling.sanctions if (kind := statutes.kinds[each.kind]).penalty]
    alone = not fines and penalties and all(kind.id in rule.two_levels for kind in penalties)
    if alone and ruling.adjusted and ruling.adjusted.effect != "no-penalty":
        yield note("two-levels", graded.two_levels_words(penalties), rule.two_levels_ref)
    if ruling.concurrent:
        yield note("several-acts", graded.several_acts_words(), rule.several_ref)


def _on_own_table(
    statutes: Statutes, rule: Bands | None, fines: tuple[FineRange, ...], bands: tuple[Band, ...], own: Own, case: Case
) -> Iterator[Note]:
    """The office's own discretion table: what it rests on, and which of its bands the national rule does not leave it."""
    reference = rule.local_ref if rule else None
    if any(band.source for band in bands):
        level = statutes.authorities[acting(statutes, case)]
        makes = rule is None or level.id in rule.local_levels
        yield note("own-bands", graded.own_words(own.table, None if makes else level), reference)
    for step in steps_of(own, case.bases) if rule else ():
        parts = [(fine, part) for fine in fines if (part := part_on(step, fine, case.bases))]
        gone = [(left, fine.on) for fine, part in parts if rule and (left := departs(rule, step, part, fine))]
        if gone:
            targets = [statutes.persons[on] for _, on in gone]
            yield note("own-departs", graded.departs_words(step.band, gone[0][0], targets), reference)


def _on_others(
    statutes: Statutes, applied: Provision, choice: Choice, found: Outcome, case: Case, decided: date
) -> Iterator[Note]:
    """What other authorities have to be given, have to do themselves, or have to be told."""
    handed, reported = statutes.table.rules.handover, statutes.table.rules.report_up
    given = {each.kind for each in found.sanctions}
    if (
        handed
        and is_office(statutes, case)
        and given & set(handed.sanctions)
        and rule_in_force(statutes, handed.ref, decided)
    ):
        yield note("handover", handed.text, handed.ref)
    for ref in graver_reserved(statutes, applied, statutes.ladder(choice.applied[0]), case, decided):
        yield note("graver-reserved", said.graver_reserved_words(statutes, ref), ref)
    if reported and to_be_reported_up(statutes, applied, case, decided):
        yield note("report-up", reported.text, reported.ref)
