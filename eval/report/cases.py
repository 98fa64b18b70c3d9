"""A case as the report shows it: asked, said and expected side by side, and what changed since an earlier run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from eval.changes import CaseChange
from eval.cost import tokens
from eval.measures import amount
from eval.plain import web_address
from eval.report.marks import Part, difference, mark_quotes, mark_words
from eval.saved_case import SavedEvidence, SavedPart, SavedPassage, SavedResult
from eval.usage import usage_of


@dataclass(frozen=True, slots=True)
class Source:
    """Where words come from. `link` is an http(s) address or None: nothing else may become a link."""

    title: str
    publisher: str = ""
    published: str = ""
    link: str | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    """A quote of the answer under its number, with the accepted answers in it marked."""

    n: int
    parts: tuple[Part, ...]
    source: Source


@dataclass(frozen=True, slots=True)
class Found:
    """A passage that retrieval found, with the gold quotes in it marked; no parts where its text is left out.

    `cited`: numbers of the quotes from it. `moved`: where it stood in the earlier run, "" for the same place.
    """

    rank: int
    parts: tuple[Part, ...]
    source: Source
    score: float
    gold: bool
    holds_quote: bool
    cited: tuple[int, ...]
    moved: str


@dataclass(frozen=True, slots=True)
class GoldQuote:
    """Words that hold the answer; "" where the whole article does."""

    quote: str
    source: Source


@dataclass(frozen=True, slots=True)
class CaseView:
    """One case of the report; `change` is None where no earlier run has it, or none is given.

    `sentences` with the numbers of their citations, none where the quotes are the answer; `gold` quotes with
    where they stand; `expected` the parts of a right answer, each with its forms; `changed_answer` is the earlier
    answer and this one in one text; `gone` are quotes that only the earlier answer had.
    """

    at: int
    result: SavedResult
    sentences: tuple[tuple[tuple[Part, ...], tuple[int, ...]], ...]
    quotes: tuple[Quote, ...]
    gold: tuple[GoldQuote, ...]
    passages: tuple[Found, ...]
    expected: tuple[tuple[str, ...], ...]
    asked_under: str
    change: CaseChange | None
    changed_answer: tuple[Part, ...]
    gone: tuple[Quote, ...]

    @property
    def spent(self) -> str:
        """What the chat model was asked for this question and what it cost; "" where it was not asked."""
        usage = usage_of({"usage": self.result.usage})
        if not usage.calls:
            return ""
        calls = f"{usage.calls} call{'s' if usage.calls > 1 else ''} of the chat model"
        price = "unknown" if self.result.cost is None else amount(self.result.cost)
        return f"{calls}, {usage.cached} from the cache; {tokens(usage)}; cost {price}"

    @property
    def changes(self) -> tuple[str, ...]:
        """What the page's filter of changes finds this case by."""
        change = self.change
        if change is None:
            return ()
        happened = {
            "came right": change.verdict == "came right",
            "went wrong": change.verdict in ("went wrong", "now fails"),
            "answer": change.answer_changed,
            "retrieval": change.retrieval_changed,
            "status": change.status_changed,
            "nothing": not change.notes and change.verdict.startswith("still"),
        }
        return tuple(name for name, is_so in happened.items() if is_so)


def case_view(at: int, result: SavedResult, change: CaseChange | None, *, brief: bool = False) -> CaseView:
    """The view of the case at this place of the suite, from 0. `brief` leaves out the texts of passages that
    neither hold a gold quote nor are cited nor the first.
    """
    before = change.before if change else None
    cited_now = {_place(cited) for cited in result.citations}
    ranks_before = {_place(found): rank for rank, found in enumerate(before.passages, 1)} if before else {}
    answers_differ = change is not None and change.answer_changed
    return CaseView(
        at=at,
        result=result,
        sentences=_sentences(result),
        quotes=_quotes(result, _forms(result)),
        gold=tuple(GoldQuote(item.quote, _gold_source(item, result)) for item in result.evidence),
        passages=tuple(
            _found(rank, found, result, ranks_before if before else None, brief=brief)
            for rank, found in enumerate(result.passages, 1)
        ),
        expected=result.parts or ((result.accepted,) if result.accepted else ()),
        asked_under=", ".join(f"{name} {_written(value)}" for name, value in result.filters.items()),
        change=change,
        changed_answer=difference(before.answer or "", result.answer or "") if before and answers_differ else (),
        gone=tuple(
            quote
            for quote, cited in zip(_quotes(before, ()), before.citations, strict=True)
            if _place(cited) not in cited_now
        )
        if before
        else (),
    )


def _sentences(result: SavedResult) -> tuple[tuple[tuple[Part, ...], tuple[int, ...]], ...]:
    """None where each sentence is a quote itself: the quotes say it all."""
    quotes = {cited.n: cited.quote for cited in result.citations}
    if all([quotes.get(n) for n in item.citations] == [item.text] for item in result.sentences):
        return ()
    return tuple((mark_words(item.text, _forms(result)), item.citations) for item in result.sentences)


def _quotes(result: SavedResult, accepted: Sequence[str]) -> tuple[Quote, ...]:
    return tuple(Quote(cited.n, mark_words(cited.quote, accepted), _source(cited)) for cited in result.citations)


def _forms(result: SavedResult) -> tuple[str, ...]:
    """Every form of the answer that is accepted."""
    return (*result.accepted, *(form for part in result.parts for form in part))


def _written(value: object) -> str:
    return " or ".join(map(str, value)) if isinstance(value, list) else "" if value is True else str(value)


def _gold_source(evidence: SavedEvidence, result: SavedResult) -> Source:
    """Its title where the run came across the article, else its address or id."""
    for part in (*result.citations, *result.passages):
        if evidence.article in (part.article_id, part.url):
            return _source(part)
    return Source(evidence.article, link=web_address(evidence.article))


def _found(
    rank: int, found: SavedPassage, result: SavedResult, before: dict[tuple[str, int, int], int] | None, *, brief: bool
) -> Found:
    was = before.get(_place(found)) if before is not None else rank
    cited = tuple(
        item.n
        for item in result.citations
        if item.article_id == found.article_id and found.start <= item.start < found.end
    )
    told = found.text and (not brief or found.holds_quote or cited or rank == 1)
    return Found(
        rank=rank,
        parts=mark_quotes(found.text, [item.quote for item in result.evidence]) if told else (),
        source=_source(found),
        score=found.score,
        gold=found.gold,
        holds_quote=found.holds_quote,
        cited=cited,
        moved="new" if was is None else "" if was == rank else f"was {was}",
    )


def _source(part: SavedPart) -> Source:
    published = part.published.isoformat() if part.published else "undated"
    return Source(part.title or part.article_id, part.publisher or "", published, web_address(part.url))


def _place(part: SavedPart) -> tuple[str, int, int]:
    return part.article_id, part.start, part.end
