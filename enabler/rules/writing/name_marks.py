"""What stands beside a name without being one: titles, honours, marks, numbers, and what is in brackets."""

import re
import unicodedata
from dataclasses import dataclass, field

from enabler.rules.refusal import Refused
from enabler.rules.writing.nhs_number import is_nhs_number

SURE_TITLES = frozenset(["mr", "mrs", "ms", "miss", "mx", "dr", "prof", "rev", "revd", "reverend"])  # nobody's name
RANKS = frozenset(["pc", "wpc", "sgt", "cllr", "councillor", "capt", "captain", "major", "col", "colonel"])
TITLES = (SURE_TITLES | RANKS) | frozenset(
    ["lord", "lady", "sir", "dame", "master", "sister", "sr", "brother", "father", "fr", "doctor", "professor"]
)
HONOURS = frozenset(["OBE", "MBE", "CBE", "KBE", "DBE", "BEM", "KCB", "PHD", "FRCS", "FRCP", "FRCN"])
SUFFIXES = {one.casefold(): one for one in ("Jr", "Jnr", "Sr", "Snr", "II", "III", "IV")}
CLINICAL = frozenset(["NIL", "NBM", "DNAR", "DNACPR", "DNR", "MRSA", "COVID", "MFFD", "RIP", "TBC", "DOB"])
NOT_NAMES = frozenset(  # in brackets behind a name: how somebody is, not what they are called
    ["deceased", "died", "dead", "discharged", "transferred", "leave", "on leave", "awol", "deaf", "blind", "new",
     "isolation", "isolated", "outlier", "private", "overseas", "twin", "vip", "m", "f", "male", "female"]
)  # fmt: skip
ENTER_A_NAME = "Enter a name, for example SINGH, Harpreet."
WITH_COMMA = "Write it with a comma: surname first, then the given names."

_MARKS = frozenset('*#?!+=~^†‡§•|_@&%"“”„()[]{}:;\\…')
_DASHES = "-–—"
_INVISIBLE = dict.fromkeys(  # not 200C and 200D, which some alphabets need
    [0xAD, 0x200B, 0x200E, 0x200F, *range(0x202A, 0x202F), 0x2060, *range(0x2066, 0x206A), 0xFEFF]
) | {0x60: "'", 0xB4: "'"}
_BRACKETS = re.compile(r"[(\[{]([^()\[\]{}]*)(?:[)\]}]|$)")
_QUOTED = re.compile(r"[\"“”„]([^\"“”„]+)[\"“”„]|(?<!\w)['‘]([^'‘’,]+)['’](?!\w)")
_KNOWN_AS = re.compile(
    r"(?:\ba\.?k\.?a\b\.?|\bk/a\b|\bknown as\b|\blikes to be called\b|\bprefers\b|\bpreferred name\b):?\s+", re.I
)
_EARLIER_NAME = re.compile(r"(?:n[ée]e|né|formerly|previously)\b", re.I)
_NOTES = re.compile(  # an earlier name; a number, or what is broken
    r"(?<=[^\s,]\s)(?:n[ée]e|né|formerly|previously)\s+[^,]+|(?<=\s)#\s*[^\s,]+", re.I
)
_NHS_NUMBER = re.compile(
    r"(?:\bNHS(?:\s*(?:no|num|number))?\b[.:]?\s*)?(?<!\d)(\d{3}[ -]?\d{3}[ -]?\d{4})(?!\d)", re.I | re.ASCII
)
_DAY = (
    r"\d{1,2}[/.\-]\d{1,2}[/.\-]\d{2,4}|\d{4}-\d{1,2}-\d{1,2}"
    r"|\d{1,2}(?:st|nd|rd|th)?[ \-](?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*[ \-]\d{2,4}"
)
_BIRTHS = re.compile(
    rf"\b(?:(?:born|dob|d\.o\.b)\b|b\.(?=\s*\d)|b\s+(?=\d{{4}}\b|{_DAY}))[^,]*\d[^,]*"
    rf"|\b(?:{_DAY})\b"
    r"|\b(?:c\.?|circa|about|approx\.?)\s*(?:18|19|20)\d\d\b"
    r"|\b(?:approx\.?\s+|about\s+|circa\s+)?(?:aged?\s+)?\d+\s*(?:yrs?|years?|y/?o|y)\b(?:\s+old\b)?|\baged?\s+\d+\b"
    r"|\b(?:approx\.?|about|circa)\s+\d\d\b",
    re.I,
)
_NOT_BORN = re.compile(r"\b(?:dob|d\.o\.b\.?)[ :\-]*(?:is )?(?:unknown|not known|unk|n/?k|u/k|\?+)(?!\w)", re.I)
_BED = re.compile(r"\bbed\s*(?:no\.?\s*)?\d\w*", re.I)
_PRONOUNS = re.compile(r"\b(?:(?:she|he|they|xe|ze)(?:\s*/\s*\w+)+|any/all)(?!\w)", re.I)
_TWO_PEOPLE = re.compile(
    r"(?<=\w)\s+[/&+]\s+(?=[^\W\d_]{2})"  # Smith, Mary / Jones, Tom; or OAKES, Rose MARSH, Lily
    r"|^[^\W\d_a-z][^,a-z\d]+,[^,]*[a-z][^,]*\s[^\W\d_a-z][^,a-z\d\s]{2,},\s*[^\W\d_a-z][^,\d]*[a-z]"
)


@dataclass
class NameExtras:
    """What was taken out of a line, each as it was written."""

    set_aside: list[str] = field(default_factory=list)
    known_as: list[str] = field(default_factory=list)
    suffixes: list[str] = field(default_factory=list)
    births: list[str] = field(default_factory=list)
    nhs_numbers: list[str] = field(default_factory=list)
    all_capitals: bool = False


def without_brackets(text: str, extras: NameExtras) -> str:
    """The line without invisible characters, ages, and brackets; a name somebody is known by is kept."""
    text = re.sub(r"(?<!\w)([OoDd]['’])\s+(?=\w)", r"\1", " ".join(text.translate(_INVISIBLE).split()))
    text = re.sub(r"(?<=\w)-\s(?=\w)|(?<=\w)\s-(?=\w)", "-", text)
    text = _bracketed(_QUOTED.sub(lambda found: f" ({found[1] or found[2]}) ", text))
    left = _BRACKETS.sub(lambda found: _out_of_brackets(found[1], extras), text)
    return _without_notes(left, extras)


def bare_words(text: str, extras: NameExtras) -> list[str]:
    """The words without marks round them and numbers among them; refused when a mark or digit is inside a word."""
    found, written = [], text.replace(",", " ").split()
    for place, word in enumerate(written):
        if 0 < place < len(written) - 1 and not word.strip(_DASHES):
            raise Refused(f"Is what follows “{word}” part of the name? Write Smith-Jones, or leave it out.", "name")
        core = _stripped(word)
        if core != word:
            start = word.find(core) if core else len(word)
            extras.set_aside += filter(None, (word[:start], word[start + len(core) :]))
        if core[:1].isdigit() or (core and not any(letter.isalpha() for letter in core)):
            extras.set_aside.append(core)
        elif any(letter.isdigit() or _is_mark(letter) for letter in core):
            raise Refused(f"“{core}” has a digit or a mark inside. Write the name as it is.", "name")
        elif core:
            found.append(core)
    return found


def take_clinical(words: list[str], extras: NameExtras) -> list[str]:
    extras.set_aside += [word for word in words if word in CLINICAL]
    return [word for word in words if word not in CLINICAL]


def take_titles(words: list[str], extras: NameExtras, *, others: int) -> list[str]:
    """Titles in front go, unless one word would remain; `others` stand elsewhere."""
    while words and _plain(words[0]) in TITLES:
        if _plain(words[0]) not in SURE_TITLES:
            if len(words) == 1 or len(words) + others <= 2:
                break
            if not others and _may_be_surname(words):
                raise Refused(f"Is {words[0]} the surname or a title? {WITH_COMMA}", "name")
        extras.set_aside.append(words[0])
        words = words[1:]
    return words


def take_endings(words: list[str], extras: NameExtras, *, others: int, least: int) -> list[str]:
    """Honours, suffixes and titles that are nobody's name go from the end while `least` words remain; a suffix is
    kept for the given names."""
    while len(words) > least:
        last, plain = words[-1], _plain(words[-1])
        if plain in SUFFIXES and (plain[0] in "js" or not last.istitle()):
            extras.suffixes.insert(0, SUFFIXES[plain])
        elif plain in SURE_TITLES:
            extras.set_aside.append(last)
        elif plain.upper() in HONOURS and (last.isupper() or plain == "phd"):
            if not others and len(words) == 2 and words[0].isupper():
                raise Refused(f"Is {last} the surname or an honour? {WITH_COMMA}", "name")
            extras.set_aside.append(last)
        else:
            break
        words = words[:-1]
    return words


def _plain(word: str) -> str:
    return word.replace(".", "").casefold()


def _is_mark(letter: str) -> bool:
    return letter in _MARKS or unicodedata.category(letter) in ("So", "Sc", "Cc", "Co")


def _stripped(word: str) -> str:
    start, end = 0, len(word)
    while start < end and (_is_mark(word[start]) or word[start] in _DASHES):
        start += 1
    while end > start and (_is_mark(word[end - 1]) or word[end - 1] in _DASHES):
        end -= 1
    return word[start:end]


def _may_be_surname(words: list[str]) -> bool:
    """LORD Peter James: the one word in capitals may be the surname as well as a title."""
    first, *rest = words
    looks_it = len(first) > 2 and first.isupper() and re.search("[AEIOUY]", first) is not None
    return looks_it and not any(word.isupper() and len(word) > 1 for word in rest)


def _bracketed(text: str) -> str:
    """What follows "known as" in brackets; refused when it cannot be told where it ends."""
    found = _KNOWN_AS.search(text)
    if found is None or text[: found.start()].endswith("("):
        return text
    before, (known_as, comma, after) = text[: found.start()], text[found.end() :].partition(",")
    if not before.strip() and len(known_as.split()) == 1:
        return text  # Aka and Prefers may be names
    if len(before.split()) <= 1 and len(known_as.split()) > 1:
        raise Refused(
            "Where does the surname begin? Write the name somebody is known by in brackets: SINGH, Harpreet (Harry).",
            "name",
        )
    return f"{before}({known_as}) {comma}{after}"


def _out_of_brackets(inside: str, extras: NameExtras) -> str:
    inside = " ".join(_without_notes(_KNOWN_AS.sub("", inside), extras).split())
    if any(letter.isdigit() for letter in inside) or _EARLIER_NAME.match(inside):
        return _aside(inside, extras)
    inside = " ".join(bare_words(inside, extras))
    if _plain(inside) in SUFFIXES:
        extras.suffixes.append(SUFFIXES[_plain(inside)])
    elif _is_no_name(inside):
        extras.set_aside.append(inside)
    elif inside:
        extras.known_as.append(inside)
    return " "


def _is_no_name(inside: str) -> bool:
    return _plain(inside) in TITLES | NOT_NAMES or inside.upper() in CLINICAL | HONOURS


def _without_notes(text: str, extras: NameExtras) -> str:
    text = _NHS_NUMBER.sub(lambda found: _number_aside(found, extras), text)
    text = _NOT_BORN.sub(lambda found: _aside(found[0], extras), text)
    extras.births += (found[0].strip() for found in _BIRTHS.finditer(text))
    text = _PRONOUNS.sub(lambda found: _aside(found[0], extras), _BIRTHS.sub(" ", text))
    if found := _BED.search(text):
        raise Refused(f"“{found[0]}” is no name. Write the bed where the bed goes.", "name")
    if _TWO_PEOPLE.search(text):
        raise Refused("Are these two people? Write each on a line of their own.", "name")
    return _NOTES.sub(lambda found: _aside(found[0], extras), " ".join(text.split()))


def _number_aside(found: re.Match[str], extras: NameExtras) -> str:
    """An NHS number where its check digit fits; any other number is set aside as one."""
    if not is_nhs_number(found[1]):
        return found[0]
    extras.nhs_numbers.append(found[1])
    return " "


def _aside(text: str, extras: NameExtras) -> str:
    extras.set_aside.append(text.strip())
    return " "
