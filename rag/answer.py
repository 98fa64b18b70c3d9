"""An answer: proven sentences with citations, or a refusal with its reason. All values are frozen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, NamedTuple

from index.article import Article

Status = Literal["answered", "refused"]
UNSURE = "These articles may not answer this. The nearest sentences:"
RefusalReason = Literal["empty_collection", "not_covered", "outside_dates", "ambiguous", "false_premise"]


@dataclass(frozen=True, slots=True)
class Turn:
    """One message of the conversation so far; `content` of an assistant's turn is plain answer text."""

    role: Literal["user", "assistant"]
    content: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A chunk that retrieval found: `text == article.text[start:end]`.

    `score` orders passages within one question (higher is better, 0 to 1). `dense` is the cosine
    similarity to the question, `lexical` the BM25 score; None where that search did not return it.
    """

    chunk_id: int
    article: Article
    start: int
    end: int
    score: float
    dense: float | None = None
    lexical: float | None = None
    copies: tuple[Article, ...] = ()  # other articles of the same story

    @property
    def text(self) -> str:
        return self.article.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Citation:
    """Proof: `article.text[start:end]`, exactly. `n` is the number the reader sees, from 1."""

    n: int
    article: Article
    start: int
    end: int
    copies: tuple[Article, ...] = ()

    @property
    def quote(self) -> str:
        return self.article.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the answer and the numbers of the citations that prove it (one or more).

    `quoted` says that `text` is the article's own words (the built-in answerer), not a model's. `speaker` is who
    says them, where they stand in a quotation and do not name its speaker.
    """

    text: str
    citations: tuple[int, ...]
    quoted: bool = False
    speaker: str = ""


class DateSpan(NamedTuple):
    """First and last day, both included; None where no dated article is behind it, or where it is open."""

    first: date | None
    last: date | None


NO_DATES = DateSpan(None, None)


class ShortAnswer(NamedTuple):
    """The few words asked for: `text` stands verbatim in the quote of citation `n`.

    `care` is what keeps them from being a plain fact there: 'allegedly', 'may', 'according to the police'.
    `when` are the days that they name, where the reader of the words alone would not know them: 'on Tuesday'.
    `part` is the part of the question that they answer, where it asks for several things.
    """

    text: str
    n: int
    care: str = ""
    when: DateSpan = NO_DATES
    part: str = ""


class TimelineEntry(NamedTuple):
    """An event of a timeline, told by the quote of citation `n`.

    `when` is its day or its month. `stated`: the quote says so; else it is the day its article appeared.
    """

    when: DateSpan
    stated: bool
    n: int


class ComparedSide(NamedTuple):
    """One of two things that are compared, in the question's words; `text` is its value as citation `n` has it."""

    name: str
    text: str
    n: int


class Compared(NamedTuple):
    """What follows from two quotes: which came first, or which is more, and by how much. Worked out, not quoted."""

    result: str
    sides: tuple[ComparedSide, ComparedSide]


class TimeAsked(NamedTuple):
    """The time that the question asks about, as understood; `said` are its own words for it ('last spring').

    `only`: nothing but what was published then was searched.
    """

    said: str
    span: DateSpan
    only: bool = False


@dataclass(frozen=True, slots=True)
class Difference:
    """Where articles say different things of what is asked: the words of each, oldest report first.

    "changed": later reports put another figure or holder in the place of the earlier; "corrected": an article
    takes the earlier one back. In both, the last value is the one that holds. "disputed": reports of about the same
    time differ, and nothing tells which is right.
    """

    kind: Literal["changed", "corrected", "disputed"]
    values: tuple[ShortAnswer, ...]


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why there is no answer, in words for the reader, the nearest articles, and what these do say, in quotes."""

    reason: RefusalReason
    message: str
    nearest: tuple[Article, ...] = ()
    instead: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class Agreement:
    """Who reports it: cited articles, their known publishers, and independent reports
    (copies of a story, and articles of one publisher, counted once).

    `also` names publishers that carry a copy of a cited story without being cited themselves.
    """

    articles: int
    publishers: tuple[str, ...]
    independent: int
    undated: int
    also: tuple[str, ...] = ()


class ModelFailure(NamedTuple):
    """Why the chat model gave no answer, or half of one; `transient`: asked again, it may well."""

    message: str
    transient: bool


class ModelUsage(NamedTuple):
    """What a question cost: calls of the chat model, and the tokens that its provider reported, None where it did not.

    `cost` is in the currency of the settings' prices, None where these or the tokens are not known.
    """

    calls: int
    input_tokens: int | None = None
    output_tokens: int | None = None
    cost: float | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What `ask` ends with. Either `sentences` or `refusal` is there (`status` says which).

    `short` are the words that the question asks for, where the reader is sure of them: one, or several for a
    question with several right answers, best first. `timeline` dates the sentences of an answer that tells how
    something went, one entry a sentence in the order of time; `compared` is what follows from two quotes.
    `sure` is False where something is asked for that a few words say, and of no quote it is certain that it holds
    these: the sentences are those that come nearest.
    `parts` are the questions that it was taken apart into, by rules or (`parts_from_model`) a chat model, `missing`
    those of them that no article answers, `asked_time` is the time that it asks about.

    `covered` is the gate's estimate, 0 to 1, that the passages hold an answer; None where there were none.
    `as_of` are the days of the cited articles, `newer` what was found on the subject that is newer than all of
    these, `collection` the days of all articles, and `asked_as_of` the day that the question was asked as of,
    where one was given.
    """

    question: str
    standalone_question: str
    status: Status
    model: str
    sentences: tuple[Sentence, ...] = ()
    citations: tuple[Citation, ...] = ()
    short: tuple[ShortAnswer, ...] = ()
    timeline: tuple[TimelineEntry, ...] = ()
    compared: Compared | None = None
    sure: bool = True
    parts: tuple[str, ...] = ()
    parts_from_model: bool = False
    missing: tuple[str, ...] = ()
    asked_time: TimeAsked | None = None
    passages: tuple[Passage, ...] = ()
    refusal: Refusal | None = None
    covered: float | None = None
    as_of: DateSpan = NO_DATES
    newer: tuple[Article, ...] = ()
    collection: DateSpan = NO_DATES
    asked_as_of: date | None = None
    agreement: Agreement | None = None
    differences: tuple[Difference, ...] = ()
    notes: tuple[str, ...] = ()  # what the reader should know: sentences dropped, a model that failed
    failure: ModelFailure | None = None
    usage: ModelUsage | None = None
    timings_ms: Mapping[str, float] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The answer as plain text with its `[n]` markers, after `UNSURE` where so, or the refusal's message."""
        if self.refusal is not None:
            return self.refusal.message
        short = "; ".join(f"{one.part}{': ' * bool(one.part)}{one.text} [{one.n}]" for one in self.short)
        if self.compared is not None:
            numbers = dict.fromkeys(side.n for side in self.compared.sides)
            short = f"{self.compared.result} {''.join(f'[{n}]' for n in numbers)}"
        long = " ".join(f"{s.text} {''.join(f'[{n}]' for n in s.citations)}" for s in self.sentences)
        if not self.sure:
            return f"{UNSURE} {long}"
        return f"{short}. {long}" if short else long
