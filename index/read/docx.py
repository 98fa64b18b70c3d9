"""A Word document -> Article, with mammoth."""

from __future__ import annotations

import io
import re
import zipfile

from index.article import Article
from index.errors import ReadError
from index.read.fields import make_article
from index.read.html import fragment_text
from index.read.origin import Origin

_MOST_MARKUP = 20_000_000  # bytes of XML: some thousand pages, and more than takes a few seconds
_STYLES = "p[style-name='Title'] => h1:fresh\np[style-name='Subtitle'] => h2:fresh"
_NOTE_MARK = re.compile(r"<sup><a href=\"#(?:foot|end)note-\d+\"[^>]*>\[\d+\]</a></sup>|<a href=\"#[^\"]*\">↑</a>")
_OLD_FORMAT = b"\xd0\xcf\x11\xe0"  # Word before 2007; also how later versions encrypt


def read_docx(origin: Origin, data: bytes) -> Article:
    """Headings, paragraphs, lists and tables in their order, tracked insertions too; pictures and comments stay out.

    Who typed the file, and when, is not used: it tells of the file, seldom of the article.
    Raises ReadError where it is protected or broken, or holds no text.
    """
    text = fragment_text(_NOTE_MARK.sub("", _markup(data)))
    if not text.strip():
        raise ReadError("no text in the document. Save its text instead or remove the file.")
    return make_article({"text": text}, origin.source, origin.key)


def _markup(data: bytes) -> str:
    import mammoth

    if data.startswith(_OLD_FORMAT):
        raise ReadError("protected by a password, or in Word's old format. Save it as .docx without a password.")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            markup = sum(part.file_size for part in parts.infolist() if part.filename.endswith((".xml", ".rels")))
        if markup > _MOST_MARKUP:
            raise ReadError(f"{markup / 1e6:.0f} MB of markup when unpacked: too much. Save its text instead.")
        # ZipFile gives no more bytes of a part than it announces, so that a bomb cannot hide behind a small number.
        converted = mammoth.convert_to_html(
            io.BytesIO(data), style_map=_STYLES, include_embedded_style_map=False, convert_image=lambda _: []
        )
    except ReadError:
        raise
    except Exception as error:  # a file can be made to break the parser; it must not stop the run
        kind = type(error).__name__
        raise ReadError(f"not a Word document that can be read ({kind}). Save it again or save its text.") from error
    return str(converted.value)
