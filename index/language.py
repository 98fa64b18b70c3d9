"""The language a text is written in, told by its letters: py3langid (Lui and Baldwin, 2012, "langid.py")."""

from __future__ import annotations

from functools import cache
from typing import Any

_READ = 600  # characters: more do not make it surer
_SURE = 0.8  # of the estimated probability: names and figures alone stay under it


def language_of(text: str) -> str | None:
    """The ISO 639 code of the language, 'en'; None for a text too short to tell."""
    code, probability = _identifier().classify(text[:_READ])
    return str(code) if probability >= _SURE else None


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # half a second: only where something is read

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
