"""Whether what a verb says was not done: 'did not sign', 'failed to sign', 'if it signed', 'no state signed'."""

from __future__ import annotations

import re

_CLAUSE = re.compile(r"[;:.](?=\s)|,\s(?:and|but|while)\s")
_BETWEEN = r"(?:be|been|being|have|had|yet|also|ever|even|so far|[a-z]+ly)\s"
_HELD_BACK = (
    r"(?:refus(?:e|es|ed|ing)|declin(?:e|es|ed|ing)|reject(?:s|ed|ing)?|fail(?:s|ed|ing)?|consider(?:s|ed|ing)?"
    r"|plan(?:s|ned|ning)?|propos(?:e|es|ed|ing)|want(?:s|ed|ing)?|vow(?:s|ed|ing)?|threaten(?:s|ed|ing)?"
    r"|urg(?:e|es|ed|ing)|demand(?:s|ed|ing)?|ask(?:s|ed|ing)?|hop(?:e|es|ed|ing)|promis(?:e|es|ed|ing)|tr(?:y|ies|ied|ying)"
    r"|call(?:s|ed|ing)? (?:for|on)|attempt(?:s|ed|ing)?|intend(?:s|ed|ing)?|agree(?:s|d|ing)?|due|likely|set|unable)"
)
# Right before the verb, or governing its infinitive.
_BEFORE_VERB = re.compile(
    r"(?:\b(?:not|never|no longer|almost|nearly|hardly|barely|narrowly|falsely|wrongly|supposedly|possibly|probably"
    rf"|will|would|may|might|could|should|shall|must|without|avoided|escaped)\b|n[’']t)\s(?:{_BETWEEN})*$"
    rf"|\b{_HELD_BACK}\s(?:[^,;]{{0,60}}\s)?to\s(?:{_BETWEEN})*$"
    rf"|\b{_HELD_BACK}\s$",
    re.IGNORECASE,
)
_OF_NOBODY = re.compile(  # makes the whole clause no report of a deed
    r"\b(?:if|unless|whether|neither|nobody|none|no one|no (?!longer\b)[a-z]+|den(?:y|ies|ied)|demand(?:s|ed)? that"
    r"|urg(?:es|ed) that|propos(?:es|ed) that|fals(?:e|ely)|rumou?rs?)\b",
    re.IGNORECASE,
)
_ASIDE = re.compile(r",\s(?:who|which|whose|where)\s[^,;]+,\s")


def undone(before: str) -> bool:
    """Whether the words of the sentence before a verb take back what it says."""
    clause = _CLAUSE.split(_ASIDE.sub(" ", before))[-1]
    return _BEFORE_VERB.search(clause) is not None or _OF_NOBODY.search(clause) is not None
