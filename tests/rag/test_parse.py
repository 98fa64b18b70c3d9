"""Reading a model's answer: sentences without markup, and the ids that each one names."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from rag.parse import Id, Written, parse


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A falls. [1.1]\nB rises. [2.3]", [("A falls.", "1.1"), ("B rises.", "2.3")]),
        ("A falls [1.1]. B rises [2.3].", [("A falls.", "1.1"), ("B rises.", "2.3")]),
        ("A falls. [1.1] B rises. [2.3]", [("A falls.", "1.1"), ("B rises.", "2.3")]),
        ("- **A falls** [1.1, 1.2]\n2. B rises [2.3][4.1]", [("A falls", "1.1 1.2"), ("B rises", "2.3 4.1")]),
        ("A falls [1.2-4].", [("A falls.", "1.2 1.3 1.4")]),
        ("A falls (a little) [Passage 1.2; 3.1].", [("A falls (a little).", "1.2 3.1")]),
        ("A [1.1] and B [2.1] fall.", [("A and B fall.", "1.1 2.1")]),
        ("A falls.\n[1.1]\nB rises.", [("A falls.", "1.1"), ("B rises.", "")]),
        ("A falls in 2.5 years.", [("A falls in 2.5 years.", "")]),
        ("He left. She came [1.1].", [("He left.", "1.1"), ("She came.", "1.1")]),
        ("<think>A [1.1].\n</think>B rises. [2.3]", [("B rises.", "2.3")]),
        ("Here is the answer:\n# News\nA falls. [1.1]", [("A falls.", "1.1")]),
        ("<b>A</b> [falls](http://x.example/y) ![i](http://x.example/i.png). [1.1]", [("A falls i.", "1.1")]),
        ("A said 'the [old] law falls' [1.1].", [("A said 'the (old) law falls'.", "1.1")]),
        ("A falls【1.1】。", [("A falls。", "1.1")]),
        ("The U.S. [1.1] falls. [1.2]", [("The U.S. falls.", "1.1 1.2")]),
        ("NO_ANSWER\nBut A falls. [1.1]", []),
        ("A falls. [1.1]\nNO_ANSWER", [("A falls.", "1.1")]),
        ("```\nA falls. [1.1]\n```", [("A falls.", "1.1")]),
        ("1.2: Ann falls.\n(1.3) Bo rises.", [("Ann falls.", "1.2"), ("Bo rises.", "1.3")]),
        ("1.1 <2.1> Ann falls.", [("Ann falls.", "1.1 2.1")]),
        ("2.1 million fell.", [("2.1 million fell.", "")]),
        ("Answer: A falls. [1.1]\nThe answer is: B rises. [2.3]", [("A falls.", "1.1"), ("B rises.", "2.3")]),
        ("Title: A falls\nuser: Who falls?\nA falls. [1.1]", [("A falls.", "1.1")]),
    ],
)
@pytest.mark.parametrize("size", [1, 3, 1000])
def test_sentences_and_ids_are_read_in_any_size_of_piece(text: str, expected: list[tuple[str, str]], size: int) -> None:
    pieces = [text[i : i + size] for i in range(0, len(text), size)]
    found = [(said, " ".join(f"{mark.passage}.{mark.sentence}" for mark in ids)) for said, ids in parse(pieces)]
    assert found == expected


def test_a_sentence_is_read_as_soon_as_the_next_one_begins() -> None:
    seen: list[str] = []

    def deltas() -> Iterator[str]:
        for delta in ("A falls", " [1.1].", " B", " rises"):
            seen.append(delta)
            yield delta

    assert next(parse(deltas())) == Written("A falls.", (Id(1, 1),))
    assert seen[-1] == " B"


@pytest.mark.parametrize(
    "mark",
    [
        *(
            "［2］",
            "[^2]",
            "[[2]]",
            "(see [2])",
            "([2])",
            "[Note 2]",
            "[２]",
            "〔2〕",
            "\\[2\\]",
            "<sup>2</sup>",
            "²",
            "②",
        ),
        *("[2](http://x.example)", "[[2]](http://x.example)"),
    ],
)
def test_a_mark_in_another_dress_is_read_and_not_shown(mark: str) -> None:
    text, expected = f"The mayor resigned {mark}.", [Written("The mayor resigned.", (Id(2, None),))]
    assert list(parse([text])) == list(parse(iter(text))) == expected


@pytest.mark.parametrize("mark", ["[1234]", "[1.1.2]", "[ ]", "[]", "[-1]", "[1/2]", "[p. 3]", "[", "[2\n]"])
def test_a_mark_that_is_no_id_is_not_shown(mark: str) -> None:
    assert list(parse([f"The mayor resigned {mark}"])) == [Written("The mayor resigned", ())]


def test_no_text_keeps_square_brackets() -> None:
    text = "A [[ÿ]] [old] law] falls [see 2 below, [n] and [ x."
    assert not set("[]") & set("".join(said for said, _ in parse([text])))


def test_powers_are_no_marks() -> None:
    (written,) = parse(["It grew to 10¹² cells on 5 km². [1.1]"])
    assert written.text == "It grew to 10¹² cells on 5 km²."


def test_a_long_run_of_spaces_is_read_in_no_time() -> None:
    # Patterns that try every way to divide white space would take hours here.
    assert list(parse(["A falls" + " " * 20_000 + "[1.1]."])) == [Written("A falls.", (Id(1, 1),))]
