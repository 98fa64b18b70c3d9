"""Further quotes are shown where they may answer or confirm; yes-or-no answers begin with the sentence that decides."""

from __future__ import annotations

from datetime import date

from index.article import Article
from rag.answer import Passage
from rag.further import decisive_first, worth_showing
from rag.question import understand
from rag.quote import Quote
from rag.reader.reading import Span


def quoted(text: str, words: str, score: float, publisher: str = "Northern Wire", day: int = 1) -> Quote:
    """A sentence whose words the reader would answer with, by `score` over no answer."""
    article = Article(text, "a.md", "News", text, publisher=publisher, published=date(2024, 3, day), story_id=text)
    start = text.index(words)
    return Quote(Passage(1, article, 0, len(text), 0.9), 0, len(text), 0.5, Span(start, start + len(words), score))


SOLD = quoted("The mill at Ellery was sold for $4 million.", "$4 million", 6.0)
WHO = understand("For how much was the mill at Ellery sold?")


def test_a_sentence_that_answers_nothing_is_left_out() -> None:
    weather = quoted("It rained in Ellery that day.", "that day", -9.0)
    other = quoted("Others put the price of the mill at $5 million.", "$5 million", 2.0)
    assert worth_showing(WHO, [SOLD, weather, other]) == (SOLD, other)


def test_where_the_best_is_doubtful_others_about_as_doubtful_stay() -> None:
    doubtful = quoted("The mill at Ellery changed hands for a sum.", "a sum", -7.0)
    other = quoted("The mill went for much.", "much", -11.0)
    assert worth_showing(WHO, [doubtful, other]) == (doubtful, other)


def test_the_same_answer_is_shown_once_more_from_one_other_publisher() -> None:
    same = quoted("Norline paid $4 million for the mill at Ellery.", "$4 million", 5.0)
    confirmed = quoted("The price of the mill was $4 million.", "$4 million", 5.0, "Sound Post")
    again = quoted("It brought $4 million, the court heard.", "$4 million", 5.0, "Tolen News")
    assert worth_showing(WHO, [SOLD, same, confirmed, again]) == (SOLD, confirmed)


def test_every_answer_of_a_list_stays() -> None:
    question = understand("Which towns have mills?")
    towns = [quoted(f"A mill stands in {town}.", town, 4.0) for town in ("Ellery", "Tolen", "Dorran", "Ellery")]
    assert worth_showing(question, towns) == tuple(towns)


def test_a_yes_or_no_answer_begins_with_the_sentence_that_decides() -> None:
    question = understand("Was the captain of the Brisk charged?")
    jailed = quoted("A court sent Ivo Pohl, master of the Brisk, to prison.", "prison", 2.0)
    charged = quoted("Prosecutors charged the captain on Friday.", "Friday", 1.0)
    ship = quoted("The Brisk lies in the harbour.", "harbour", 1.0)
    assert decisive_first(question, [jailed, ship, charged])[0] is charged
    assert decisive_first(question, [charged, jailed, ship])[0] is charged


def test_what_is_still_so_is_told_by_the_newest_that_speaks_of_it() -> None:
    question = understand("Is Greta Amsel still mayor of Tolen?")
    elected = quoted("Greta Amsel was elected mayor of Tolen.", "elected", 3.0, day=2)
    left = quoted("Greta Amsel, the mayor of Tolen, resigned.", "resigned", 2.0, day=9)
    rain = quoted("It rained on Friday.", "Friday", 2.0, day=20)
    assert decisive_first(question, [elected, rain, left])[0] is left


def test_what_is_beside_the_point_of_a_yes_or_no_question_is_left_out() -> None:
    question = understand("Is Greta Amsel still ambassador in Tolen?")
    recalled = quoted("Norland recalled Greta Amsel as ambassador in Tolen.", "recalled", 1.0)
    building = quoted("The embassy in Tolen was built on the site of a mill.", "mill", 0.5)
    flight = quoted("Greta Amsel, the ambassador, flew home.", "home", 0.5)
    assert worth_showing(question, [recalled, building, flight]) == (recalled, flight)


def test_who_did_it_is_told_first_by_a_sentence_in_which_it_was_done() -> None:
    history = quoted("The inn at Ellery was a retreat of Mayor Ada Brenn.", "Ada Brenn", 3.0)
    death = quoted("Karl Ode, a cook, died at the inn.", "Karl Ode", 2.0)
    assert worth_showing(understand("Who was killed at the inn in Ellery?"), [history, death]) == (death, history)
    assert worth_showing(understand("Who had a retreat at Ellery?"), [history, death]) == (history, death)


def test_who_won_is_told_first_by_a_sentence_that_has_a_winner() -> None:
    loser = quoted("Ada Brenn lost the vote at Ellery by nine.", "Ada Brenn", 3.0)
    winner = quoted("Karl Ode won the vote at Ellery.", "Karl Ode", 2.0)
    assert worth_showing(understand("Who won the vote at Ellery?"), [loser, winner]) == (winner, loser)
