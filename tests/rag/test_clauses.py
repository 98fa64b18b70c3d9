"""Each clause of a sentence is held against the clause of the quote that tells the same."""

from __future__ import annotations

from index.article import Article
from rag.clauses import clauses, stranger
from rag.verify import Evidence, check

QUOTE = "Brightwell learnt of the theft on 27 February and told the regulator on 3 March."


def ok(text: str, quote: str = QUOTE) -> bool:
    return check(text, [Evidence(Article("a1", "a.txt", "Theft", quote), 0, len(quote))]).ok


def test_a_date_of_one_clause_does_not_prove_another() -> None:
    assert ok("Brightwell learnt of the theft on 27 February.")
    assert ok("Brightwell told the regulator on 3 March.")
    assert not ok("Brightwell learnt of the theft on 3 March.")


def test_a_number_of_one_clause_does_not_prove_another() -> None:
    quote = "The harbour sold 12 cranes to Norland while the shipyard bought 30 engines."
    assert ok("The harbour sold 12 cranes to Norland.", quote)
    assert not ok("The harbour sold 30 cranes to Norland.", quote)


def test_a_name_beside_the_quote_stands_where_the_quote_has_a_pronoun() -> None:
    near = "Ines Prates left Rovers in May. {} scored 17 goals for Cabral."
    assert stranger("Ines Prates scored 17 goals.", "She scored 17 goals.", near.format("She"), "") is None
    assert stranger("He scored 17 goals for Rovers.", "Prates scored 17 goals for Cabral.", near, "") == "Rovers"


def test_clauses_end_where_another_verb_begins() -> None:
    assert clauses("The mayor quit, and her deputy takes over; nobody knows why.") == (
        "The mayor quit",
        "and her deputy takes over",
        "nobody knows why.",
    )


def test_all_most_and_only_have_to_stand_in_the_quote() -> None:
    quote = "Port Selby closed 112 of its 140 large schools at noon."
    assert ok("Port Selby closed 112 of its 140 schools.", quote)
    assert not ok("Port Selby closed all of its schools.", quote)
    assert not ok("Port Selby closed only schools.", quote)
    assert not ok("Port Selby closed its largest schools.", quote)


def test_a_condition_may_not_be_left_out() -> None:
    quote = "The schools open again on Friday unless the warning is extended."
    assert ok("The schools open again on Friday if the warning ends.", quote)
    assert not ok("The schools open again on Friday.", quote)
    assert ok("Reporters asked Calder about the ferry.", "Reporters asked Calder if she had seen the ferry.")
