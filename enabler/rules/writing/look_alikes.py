"""Names that people cannot tell apart on a screen, whatever alphabet their letters come from."""

import unicodedata

from enabler.rules.writing.name_words import folded

# Letters of other alphabets, and digits, that look like a Latin one: the common part of Unicode's list of confusables
# (https://www.unicode.org/reports/tr39/), capitals and small letters apart because they look like different ones.
_LOOKS_LIKE = {
    "A": "АΑ", "B": "ВΒ", "C": "СϹ", "E": "ЕΕ", "F": "Ϝ", "G": "Ԍ", "H": "НΗ", "I": "ІΙӀ",
    "J": "ЈͿ", "K": "КΚ", "M": "МΜ", "N": "Ν", "O": "ОΟՕ0", "P": "РΡ", "S": "ЅՏ", "T": "ТΤ",
    "U": "Ս", "V": "Ѵ", "W": "Ԝ", "X": "ХΧ", "Y": "УҮΥ", "Z": "Ζ", "a": "аα", "b": "ь", "c": "сϲ",
    "d": "ԁ", "e": "еε", "g": "ɡց", "h": "һհ", "i": "іι", "j": "јϳյ", "k": "кκ", "l": "ӏ1",
    "n": "ոη", "o": "оοօ", "p": "рρ", "q": "ԛ", "r": "г", "s": "ѕ", "u": "սυ", "v": "ѵν", "w": "ԝω",
    "x": "хχ", "y": "уүγ",
}  # fmt: skip
_LATIN = str.maketrans({other: latin for latin, others in _LOOKS_LIKE.items() for other in others})


def look_alike_key(name: str) -> str:
    """Equal for two names that differ only by case, accents, apostrophes, spaces, wide letters, signs that nobody
    sees, or letters of another alphabet that look the same."""
    return folded(unicodedata.normalize("NFKD", name).translate(_LATIN))
