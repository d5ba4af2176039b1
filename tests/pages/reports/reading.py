"""What a PDF says, as poppler reads it."""

import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory


def text_of(pdf: bytes) -> str:
    """The words of all pages, with white space folded."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "paper.pdf"
        file.write_bytes(pdf)
        read = subprocess.run(["pdftotext", "-layout", str(file), "-"], capture_output=True, check=True, text=True)
    return " ".join(read.stdout.split())
