"""What a PDF says, as poppler reads it, and what its tags say to those who do not see it."""

import io
import re
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pikepdf


def text_of(pdf: bytes) -> str:
    """The words of all pages with white space folded: line by line across the page, then cell by cell."""
    return " ".join([*pages_of(pdf), *pages_of(pdf, "-raw")])


def pages_of(pdf: bytes, order: str = "-layout") -> list[str]:
    """The words of each page."""
    return [" ".join(page.split()) for page in _read(pdf, order).split("\f")[:-1]]


def ends_of_words(pdf: bytes) -> list[tuple[float, str]]:
    """How far to the right each word reaches, in points."""
    found = re.findall(r'xMax="([0-9.]+)"[^>]*>([^<]+)<', _read(pdf, "-bbox"))
    return [(float(right), word) for right, word in found]


def _read(pdf: bytes, order: str) -> str:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "paper.pdf"
        file.write_bytes(pdf)
        command = ["pdftotext", order, str(file), "-"]
        return subprocess.run(command, capture_output=True, check=True, text=True).stdout


def last_lines(pdf: bytes) -> list[str]:
    """Of each page the last line above its footer."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "paper.pdf"
        file.write_bytes(pdf)
        read = subprocess.run(["pdftotext", "-layout", str(file), "-"], capture_output=True, check=True, text=True)
    bodies = (page.partition("Printed by")[0].strip() for page in read.stdout.split("\f")[:-1])
    return [" ".join(body.splitlines()[-1].split()) for body in bodies]


def headings_of(pdf: bytes) -> list[str]:
    """The bookmarks, in order, whatever their level."""
    with pikepdf.open(io.BytesIO(pdf)) as made, made.open_outline() as outline:
        return list(_titles(outline.root))


def _titles(items: Iterable[pikepdf.OutlineItem]) -> Iterator[str]:
    for item in items:
        yield " ".join(item.title.split())
        yield from _titles(item.children)


@dataclass(frozen=True)
class Tag:
    """One element of the tag tree: H1, Table, TH, Figure …; `scope` of a header cell, `alt` of a picture."""

    kind: str
    alt: str | None
    scope: str | None
    inside: str


def tags_of(pdf: bytes) -> list[Tag]:
    """All tags in reading order."""
    with pikepdf.open(io.BytesIO(pdf)) as made:
        return list(_below(made.Root.StructTreeRoot, ""))


def everything_in(pdf: bytes) -> str:
    """Text, title, metadata, alternative texts: wherever a name could hide."""
    made = pikepdf.open(io.BytesIO(pdf))
    hidden = [str(value) for value in (made.docinfo or {}).values()]
    hidden += [str(made.open_metadata()), *(tag.alt or "" for tag in tags_of(pdf))]
    outline = made.open_outline().root
    hidden += [item.title for item in outline] + [child.title for item in outline for child in item.children]
    return " ".join([text_of(pdf), *hidden])


def _below(element: Any, inside: str) -> Iterator[Tag]:
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            kind = str(kid.S).removeprefix("/")
            yield Tag(kind, str(kid.Alt) if "/Alt" in kid else None, _scope(kid), inside)
            yield from _below(kid, f"{inside}/{kind}")


def _scope(element: Any) -> str | None:
    attributes = element.get("/A", [])
    for one in attributes if isinstance(attributes, pikepdf.Array) else [attributes]:
        if isinstance(one, pikepdf.Dictionary) and "/Scope" in one:
            return str(one.Scope).removeprefix("/")
    return None
