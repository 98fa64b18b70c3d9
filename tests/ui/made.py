"""Invented articles and answers that the tests of the page and the terminal share."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from index.article import Article
from rag.agree import agreement, as_of
from rag.answer import Answer, Citation, Refusal, Sentence

BRIDGE = Article(
    article_id="bridge",
    source="/news/bridge.md",
    title="Harbour bridge to close for eleven weeks",
    text="Work on the swing bridge starts on 12 January. It will be closed to cars for eleven weeks.\n"
    "Repairs are put at 4.2 million crowns.",
    url="https://courier.example/bridge",
    publisher="The Harbour Courier",
    published=date(2025, 10, 14),
    updated=date(2025, 10, 15),
    story_id="bridge",
)
COPY = Article(
    article_id="copy",
    source="/news/copy.md",
    title="Bridge closes",
    text=BRIDGE.text,
    publisher="Eastern Post",
    story_id="bridge",
)
FERRY = Article(
    article_id="ferry",
    source="/news/ferry.md",
    title="Free ferry while the bridge is closed",
    text="A free ferry will run from five in the morning until midnight.",
    url="https://northwire.example/ferry",
    publisher="North Wire",
    published=date(2025, 10, 20),
    story_id="ferry",
)
HOSTILE = Article(
    article_id="hostile",
    source="/news/hostile.md",
    title='<img src=x onerror="hacked=1"> [red]Mayor[/red] \x1b[31mspeaks',
    text="Before. <script>hacked=1</script> **bold** ![x](http://evil.example/x.png) [link](javascript:hacked=1) "
    '<a href="javascript:hacked=1">go</a> ${hacked=1} {{constructor}} $$x$$ [bold]said[/bold] the mayor. After.',
    url="javascript:hacked=1",
    publisher='"><b onmouseover="hacked=1">Evil',
)


def cite(n: int, article: Article, quote: str, *copies: Article) -> Citation:
    """The n-th citation: these words of the article."""
    start = article.text.index(quote)
    return Citation(n, article, start, start + len(quote), copies)


def answered(sentences: Iterable[Sentence], citations: Iterable[Citation]) -> Answer:
    """An answer made of these, with what follows from its citations."""
    cited = tuple(citations)
    return Answer(
        question="How long?",
        standalone_question="How long?",
        status="answered",
        model="builtin",
        sentences=tuple(sentences),
        citations=cited,
        as_of=as_of(cited),
        agreement=agreement(cited),
    )


def quoting(*citations: Citation) -> Answer:
    """The built-in answerer's answer: each citation a quoted sentence."""
    return answered([Sentence(c.quote, (c.n,), quoted=True) for c in citations], citations)


def refused(refusal: Refusal) -> Answer:
    return Answer(
        question="Who won?", standalone_question="Who won?", status="refused", model="builtin", refusal=refusal
    )
