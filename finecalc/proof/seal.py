"""The seal of an entry: a short digest over the words that no other check can derive.

The reader proves amounts, persons and conditions against the text. It cannot prove that the text itself is the official
one, nor a name, nor the day on which an edition came into force. Whoever has compared these with the official copy
seals them: `digest` then says that they are still, character for character, what was compared. It does not say that the
comparison was right. `finecalc encode` seals what it prints; `finecalc lint` names the digest that an entry should have.
"""

from hashlib import sha256

from finecalc.table.model import Edition, Passage, Power, Provision

LENGTH = 12


def seal(entry: Provision | Edition | Power | Passage) -> str:
    """The digest of an entry: of a provision its text, how sure it is, names, subjects, remarks,
    where it points (依照有关法律 names no law) and what it concurs with; of the others everything.

    The reference is left out, so that an edition which takes a paragraph over unchanged takes its seal over as well.
    """
    if isinstance(entry, Provision):
        held: tuple[object, ...] = (entry.text, entry.sure, entry.name, entry.name_en, *entry.subject)
        if entry.role == "supervision":  # no reading tells it from a rule
            held += (entry.role,)
        held += tuple(f"{step.ref} {step.items} {step.to_items}" for step in entry.points_to)
        held += entry.concurs_with
        held += entry.points_to_laws
        held += tuple(word for remark in entry.remarks for word in (remark.zh, remark.en))
    else:
        held = tuple(getattr(entry, field) for field in entry.__struct_fields__ if field != "digest")
    return sha256("\n".join(map(_plain, held)).encode()).hexdigest()[:LENGTH]


def _plain(value: object) -> str:
    if isinstance(value, tuple):
        return "\n".join(map(_plain, value))
    if hasattr(value, "zh"):
        return f"{value.zh}\n{getattr(value, 'en', '')}"
    return str(value)
