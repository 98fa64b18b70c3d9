"""A question in another language is told from an English one, from names, and from one too short to tell."""

from __future__ import annotations

import pytest

from rag.foreign import is_foreign


@pytest.mark.parametrize(
    "question",
    [
        "Wie viele Menschen starben beim Untergang der Fähre?",
        "Wer ist der Verteidigungsminister von Brennfeld?",
        "Combien de personnes sont mortes dans le naufrage du ferry ?",
        "Quanto ha pagato la città per il ponte di Ellery?",
        "Hur många dog när färjan kapsejsade?",
        "Сколько людей погибло при крушении парома?",
        "Πόσοι άνθρωποι πέθαναν στο ναυάγιο;",
        "橋はいつまで閉鎖されますか？",
        "谁是布伦菲尔德的国防部长？",
        "كم عدد القتلى في غرق العبارة؟",
    ],
)
def test_questions_in_other_languages(question: str) -> None:
    assert is_foreign(question)


@pytest.mark.parametrize(
    "question",
    [
        "Who is Greta Lund?",
        "Greta Lund?",
        "Nils Aaberg Signe Dahl Ida Strand Tomas Brandvold",
        "Путин?",
        "王毅?",
        "Who is 王毅 of the Ministry of Foreign Affairs?",
        "Wer gewann?",
        "Qui a gagné ?",
        "São Paulo coup d'état déjà vu",
        "Bundesverfassungsgericht ruling",
        "El Niño impact on la Rioja wine",
        "What does 'Schadenfreude' mean to the Bundestag?",
        "bridge closure length Tarnholm harbour",
        "12, 14 or 16?",
        "",
    ],
)
def test_english_names_and_what_is_too_short(question: str) -> None:
    assert not is_foreign(question)
