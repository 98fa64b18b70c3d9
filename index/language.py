"""The language a text is written in, told by its letters: py3langid (Lui and Baldwin, 2012, "langid.py")."""

from __future__ import annotations

import tempfile
from functools import cache
from typing import Any

_GLANCE, _READ = 300, 600  # characters: the second only where the first leave a doubt; more do not make it surer
_CERTAIN = 0.95  # of 594 articles, 583 are so after a glance, and none of these is of another language as read on
_IN_MEMORY = "/dev/shm"  # noqa: S108 - Linux: a folder of temporary files without a disk
_SURE = 0.8  # of the estimated probability: names and figures alone stay under it


def language_of(text: str, sure: float = _SURE) -> str | None:
    """The ISO 639 code of the language, 'en'; None for a text too short to tell with a probability of `sure`.

    None for every text where the model cannot be unpacked for want of a folder that takes a temporary file.
    """
    try:
        identifier = _identifier()
    except OSError:
        return None
    code, probability = identifier.classify(text[:_GLANCE])
    if probability < _CERTAIN and len(text) > _GLANCE:
        code, probability = identifier.classify(text[:_READ])
    return str(code) if probability >= sure else None


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # half a second: only where something is read

    try:
        return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    except OSError:  # it is unpacked into a temporary file, and the folder for these is full or read-only
        before, tempfile.tempdir = tempfile.tempdir, _IN_MEMORY
        try:
            return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
        finally:
            tempfile.tempdir = before
