"""The support check lets through what the quote says and stops what it does not."""

from __future__ import annotations

from datetime import date

import pytest

from index.article import Article
from index.sentences import sentence_spans
from rag.verify import Evidence, Verdict, check, coverage
from rag.widen import check_widening

TEXT = (
    "Mayor Ines Calder of Port Ransom resigned on Tuesday after an audit of the harbour fund. "
    "The audit found that $3.5 million had not been spent on repairs. "
    "“I take full responsibility,” Calder told reporters at 5 p.m. "
    "Her deputy, Tom Brandt, did not rule out an election. "
    "Ferry fares fell by 12% last month.\n"
    "A spokeswoman for the Port Ransom Harbour Authority (PRHA) gave no comment."
)
ARTICLE = Article(
    "a1", "a.txt", "Port Ransom mayor quits", TEXT, publisher="The Ransom Courier", published=date(2025, 10, 14)
)


def judge(text: str, quote: str, question: str = "") -> Verdict:
    start = TEXT.index(quote)
    return check(text, [Evidence(ARTICLE, start, start + len(quote))], question)


RESIGNED = "Mayor Ines Calder of Port Ransom resigned on Tuesday after an audit of the harbour fund."
SPENT = "The audit found that $3.5 million had not been spent on repairs."
RESPONSIBLE = "“I take full responsibility,” Calder told reporters at 5 p.m."
DEPUTY = "Her deputy, Tom Brandt, did not rule out an election."
FARES = "Ferry fares fell by 12% last month."
COMMENT = "A spokeswoman for the Port Ransom Harbour Authority (PRHA) gave no comment."


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Mayor Ines Calder resigned on Tuesday after an audit of the harbour fund.", RESIGNED),
        ("Calder, the mayor of Port Ransom, resigned on 14 October 2025.", RESIGNED),
        ("According to The Ransom Courier, the mayor resigned after an audit.", RESIGNED),
        ("The audit found that 3.5 million dollars had not been spent on repairs.", SPENT),
        ('Ines Calder told reporters: "I take full responsibility."', RESPONSIBLE),
        ("Deputy Tom Brandt did not rule out an election.", DEPUTY),
        ("Brandt refused to rule out an election.", DEPUTY),
        ("Ferry fares fell by 12 per cent in September 2025.", FARES),
        ("The PRHA gave no comment.", COMMENT),
    ],
)
def test_what_the_quote_says_is_supported(text: str, quote: str) -> None:
    assert judge(text, quote) == Verdict(True)


@pytest.mark.parametrize(
    ("text", "quote", "reason"),
    [
        ("Calder resigned on Friday after an audit.", RESIGNED, "'Friday' does not stand in the quote"),
        ("Calder resigned on 13 October 2025 after an audit.", RESIGNED, "the date '13 October 2025' does not"),
        ("Calder resigned in 2024 after an audit.", RESIGNED, "the date '2024'"),
        ("The audit found that $5.3 million had not been spent.", SPENT, "the number '5300000 usd'"),
        ("The audit found that £3.5 million had not been spent.", SPENT, "the number '3500000 gbp'"),
        ("Mayor Jane Smith resigned after an audit.", RESIGNED, "the name 'Jane Smith'"),
        ("Deputy Tom Brandt did rule out an election.", DEPUTY, "leaves out the quote's 'not'"),
        ("Calder did not resign after the audit.", RESIGNED, "says 'not'"),
        ("Ferry fares rose by 12% last month.", FARES, "where the quote says"),
        ('Calder said: "I am not guilty of anything."', RESPONSIBLE, "stand in no cited article"),
        ("Calder regrets her negligence.", RESIGNED, "of its words stand in the quote"),
        (
            "Mayor Ines Calder of Port Ransom resigned after an audit of the harbour fund, a court fined her heavily.",
            RESIGNED,
            "does not tell",
        ),
    ],
)
def test_what_the_quote_does_not_say_is_named(text: str, quote: str, reason: str) -> None:
    verdict = judge(text, quote)
    assert not verdict.ok
    assert reason in verdict.reason


def test_a_sentence_without_a_quote_is_not_supported() -> None:
    assert not check("Calder resigned.", []).ok


def test_a_number_of_the_question_does_not_replace_the_one_in_the_quote() -> None:
    assert not judge("Ferry fares fell by 50% last month.", FARES, "Did ferry fares fall by 50%?").ok


def test_a_name_of_the_question_must_occur_in_the_article() -> None:
    assert judge("Tom Brandt's deputy fares fell by 12% last month.", FARES, "And Tom Brandt?").ok
    assert not judge("Ferry fares of Northline fell by 12%.", FARES, "Did Northline's fares fall?").ok


def test_the_day_of_publication_does_not_replace_the_day_in_the_quote() -> None:
    article = Article("a2", "b.txt", "Vote", "The council voted on Monday.", published=date(2025, 10, 14))
    evidence = [Evidence(article, 0, len(article.text))]
    assert check("The council voted on 13 October 2025.", evidence).ok
    assert not check("The council voted on 14 October 2025.", evidence).ok


def test_a_day_without_year_takes_the_year_of_publication() -> None:
    article = Article("a3", "c.txt", "Vote", "The council voted on 30 December.", published=date(2026, 1, 4))
    evidence = [Evidence(article, 0, len(article.text))]
    assert check("The council voted on 30 December 2025.", evidence).ok
    assert not check("The council voted on 30 December 2026.", evidence).ok


def test_an_undated_article_supports_no_relative_day() -> None:
    article = Article("a4", "d.txt", "Vote", "The council voted on Monday.")
    evidence = [Evidence(article, 0, len(article.text))]
    assert check("The council voted on Monday.", evidence).ok
    assert not check("The council voted on 13 October 2025.", evidence).ok


def test_an_unclosed_quotation_is_checked_to_the_end() -> None:
    assert not judge('Calder told reporters "we did nothing wrong', RESPONSIBLE).ok


def test_coverage_is_a_share_of_content_words() -> None:
    assert coverage("The mayor resigned on Tuesday", "A mayor resigned") == 1.0
    assert coverage("mayor council", "mayor") == 0.5
    assert coverage("of the", "") == 1.0


def test_a_number_of_the_question_proves_nothing_unless_the_article_has_it() -> None:
    def priced(text: str) -> bool:
        article = Article("a5", "e.txt", "Ferries", f"Northline orders new ferries in winter. {text}")
        evidence = [Evidence(article, 0, article.text.index(".") + 1)]
        sentence = "Northline orders new ferries worth $500 million in winter."
        return check(sentence, evidence, "Are the ferries worth $500 million?").ok

    assert not priced("They are green. They are fast.")
    assert priced("They are green. They cost $500 million.")


@pytest.mark.parametrize(("words", "stands"), [("win", False), ("can", False), ("winter", True), ("crew", True)])
def test_quoted_words_do_not_match_inside_of_others(words: str, stands: bool) -> None:
    article = Article("a6", "f.txt", "Ferries", "In winter the crew's ferries can't sail.")
    verdict = check(f"The crew's ferries can't sail in \"{words}\".", [Evidence(article, 0, len(article.text))])
    assert ("quotation marks" not in verdict.reason) is stands


def test_square_brackets_of_the_article_may_be_quoted_as_round_ones() -> None:
    article = Article("a7", "g.txt", "Ferries", "“They [the crews] sail,” Calder said.")
    assert check('"They (the crews) sail," Calder said.', [Evidence(article, 0, len(article.text))]).ok


def test_neighbours_stand_in_the_lines_beside_the_quote_and_no_further() -> None:
    text = "Fares rose by 4%.\n\nThe harbour shut by night.\n\nCrews lost 12 days.\nShips lost 30 days."
    article = Article("a8", "h.txt", "Harbour", text)
    start = text.index("The harbour")
    evidence = [Evidence(article, start, start + len("The harbour shut by night."))]
    for sentence, words in (
        ("The harbour shut by night as fares rose by 4%.", "Fares rose by 4%.\n\nThe harbour shut by night."),
        ("The harbour shut by night and crews lost 12 days.", "The harbour shut by night.\n\nCrews lost 12 days."),
    ):
        assert not check(sentence, evidence).ok  # the reader would not see the neighbour
        verdict, (wider,) = check_widening(sentence, evidence)
        assert verdict.ok
        assert text[wider.start : wider.end] == words
    verdict, same = check_widening("The harbour shut by night and crews lost 30 days.", evidence)
    assert not verdict.ok
    assert list(same) == evidence


def test_every_sentence_of_an_article_supports_its_own_copy() -> None:
    for start, end in sentence_spans(TEXT):
        assert check(TEXT[start:end], [Evidence(ARTICLE, start, end)]).ok
        assert check(TEXT[start:end], [Evidence(ARTICLE, 0, len(TEXT))]).ok


def test_a_date_of_the_question_alone_proves_nothing() -> None:
    text = "Turnout was 33 percent, the county said. The council last voted in 2019."
    article = Article("a9", "i.txt", "Larch votes", text, published=date(2025, 2, 5))
    evidence = [Evidence(article, 0, text.index(" The"))]
    assert check("Turnout in Larch was 33 percent in 2025.", evidence, "What was the turnout in 2025?").ok
    assert check("Turnout in Larch was 33 percent in 2019.", evidence, "What was the turnout in 2019?").ok
    assert not check("Turnout in Larch was 33 percent in 2016.", evidence, "What was the turnout in 2016?").ok


@pytest.mark.parametrize(
    "text",
    [
        "Did Mayor Ines Calder of Port Ransom resign on Tuesday?",
        "The passage is about Mayor Ines Calder of Port Ransom, who resigned on Tuesday.",
    ],
)
def test_questions_and_talk_of_the_passage_state_nothing(text: str) -> None:
    assert not judge(text, RESIGNED).ok


def test_a_number_of_the_title_does_not_replace_the_quotes_own() -> None:
    article = Article("a10", "j.txt", "Call of 14 seconds from the ferry", "The distress call lasted eleven seconds.")
    evidence = [Evidence(article, 0, len(article.text))]
    assert check("The distress call lasted 11 seconds.", evidence).ok
    assert check("The distress call lasted more than 10 seconds.", evidence).ok
    assert not check("The distress call lasted 14 seconds.", evidence).ok


def test_a_sum_in_an_unknown_currency_is_not_exchanged_for_another_clauses() -> None:
    text = "A Larch ship that calls in Osk pays 400 marks for each net ton, while Osk ships in Larch pay $50."
    evidence = [Evidence(Article("a11", "k.txt", "Fees", text), 0, len(text))]
    assert check("A Larch ship that calls in Osk pays 400 marks for each net ton.", evidence).ok
    assert not check("A Larch ship that calls in Osk pays $50 for each net ton.", evidence).ok


@pytest.mark.parametrize(
    ("quote", "right", "wrong"),
    [
        (
            "No line will be closed for more than two weeks in a row, she said.",
            "No line will be closed for more than two weeks in a row.",
            "No line will be closed for more than two weeks.",
        ),
        (
            "One of them is the Osk shipyard in Larch.",
            "One of them is the Osk shipyard.",
            "The company is the Osk shipyard.",
        ),
    ],
)
def test_what_narrows_a_statement_stays(quote: str, right: str, wrong: str) -> None:
    evidence = [Evidence(Article("a12", "l.txt", "Larch", quote), 0, len(quote))]
    assert check(right, evidence).ok
    assert not check(wrong, evidence).ok
