"""Hard negatives: passages and questions that look like they belong together and do not.

Four kinds: a passage that BM25 finds for the question, a paragraph from nearby in the same article, the
passage without the sentences that hold the answer, and the question with a name, number or word turned
into another (near misses, as in SQuAD 2.0: Rajpurkar et al. 2018).
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Sequence

from rag.reader.data import Record, sentences

_NUMBER = re.compile(r"(?<![\w.,])\d[\d,]*(?:\.\d+)?(?!\w)")
_INNER_NAME = re.compile(r"(?<=[a-z,\"'“‘] )[\"“‘]?[A-Z][\w’'-]+(?: (?:of |the |de )?[A-Z][\w’'-]+)*")
_OPPOSITES = (
    "first last|before after|largest smallest|biggest smallest|most least|more less|highest lowest|oldest youngest|"
    "increase decrease|increased decreased|rise fall|rose fell|win lose|won lost|north south|east west|"
    "northern southern|eastern western|early late|earliest latest|earlier later|minimum maximum|always never|"
    "above below|inside outside|began ended|begin end|start finish|started stopped|opened closed|born buried|"
    "accepted rejected|allowed banned|supported opposed|support oppose|agreed refused|good bad|best worst|"
    "positive negative|major minor|high low|public private|male female|men women|father mother|son daughter|"
    "husband wife|king queen|old new|older younger|majority minority|domestic foreign|rural urban|arrived left|"
    "joined left|bought sold|built destroyed|hot cold|import export|imports exports|enter leave|fewer more|"
    "longest shortest|fastest slowest|strongest weakest"
)
OPPOSITES = {a: b for pair in _OPPOSITES.split("|") for a, b in (tuple(pair.split()), tuple(reversed(pair.split())))}


class Negatives:
    """Finds negatives among `records`: their passages are the pool that is searched."""

    def __init__(self, records: Sequence[Record]) -> None:
        self._pool = list(dict.fromkeys(record.passage for record in records))
        self._owner = {record.passage: record for record in records}
        self._near: defaultdict[str, dict[int, list[str]]] = defaultdict(dict)
        for record in records:
            name, number = record.place
            if number >= 0 and record.passage not in self._near[name].setdefault(number, []):
                self._near[name][number].append(record.passage)
        self._search, self._parse = _index(self._pool)

    def retrieved(self, record: Record, chance: random.Random) -> Record | None:
        """One of the best ten passages by BM25 that does not hold an answer of the question."""
        words = " ".join(re.findall(r"\w+", record.question.lower()))
        hits = self._search.search(self._parse(words), 10).hits if words else []
        passages = [self._pool[self._search.doc(address)["n"][0]] for _, address in hits]
        return self._other(record, passages, chance)

    def nearby(self, record: Record, chance: random.Random) -> Record | None:
        """A paragraph at most three away in the same article that does not hold an answer."""
        name, number = record.place
        around = self._near[name]
        passages = [text for n in range(number - 3, number + 4) if n != number for text in around.get(n, [])]
        return self._other(record, passages if number >= 0 else [], chance)

    def _other(self, record: Record, passages: Sequence[str], chance: random.Random) -> Record | None:
        held = [record.passage[a:b].lower() for a, b in record.answers]
        fit = [text for text in passages if text != record.passage and not any(word in text.lower() for word in held)]
        if not fit or not held:
            return None
        owner = self._owner[chance.choice(fit)]
        return owner._replace(question=record.question, answers=(), answerable=False)

    def near_miss(self, record: Record, chance: random.Random) -> Record | None:
        """The question with one name, number or word turned into another, on the same passage."""
        question = swapped(record.question, record.passage, chance)
        if question is None:
            return None
        return record._replace(question=question, answers=(), answerable=False)


def without_answer(record: Record) -> Record | None:
    """The passage without the sentences that hold an answer's words; None where too little is left."""
    held = [record.passage[a:b].lower() for a, b in record.answers]
    texts = [record.passage[a:b] for a, b in sentences(record.passage)]
    left = [text for text in texts if not any(word in text.lower() for word in held)]
    if not held or sum(len(text.split()) for text in left) < 25:
        return None
    return record._replace(passage="".join(left).strip(), answers=(), answerable=False)


def swapped(text: str, passage: str, chance: random.Random) -> str | None:
    """`text` with one number, name or word with an opposite replaced; None where it has none of them.

    A name's replacement is taken from `passage` where it names something else, so that all words of the
    new text may well stand there.
    """
    ways: list[tuple[int, int, str]] = []
    ways += [(m.start(), m.end(), _other_number(m.group(), passage, chance)) for m in _NUMBER.finditer(text)]
    names = [name for name in dict.fromkeys(_INNER_NAME.findall(passage)) if name not in text]
    for found in _INNER_NAME.finditer(text):
        own = set(found.group().split())
        fit = [name for name in names if not own & set(name.split()) and abs(len(name.split()) - len(own)) <= 1]
        if fit:
            ways.append((found.start(), found.end(), chance.choice(fit)))
    words = [word for word in re.finditer(r"\w+", text) if word.group().lower() in OPPOSITES]
    ways += [(word.start(), word.end(), OPPOSITES[word.group().lower()]) for word in words]
    if not ways:
        return None
    start, end, new = chance.choice(ways)
    return text[:start] + new + text[end:]


def _other_number(number: str, passage: str, chance: random.Random) -> str:
    """Another number of the same kind: one of the passage's, or one not far away."""
    same = [n for n in dict.fromkeys(_NUMBER.findall(passage)) if n != number and len(n) == len(number)]
    if same and chance.random() < 0.5:
        return str(chance.choice(same))
    digits = number.replace(",", "")
    if "." in digits:
        return f"{float(digits) + chance.choice((-1, 1)) * chance.uniform(0.2, 3):.{len(digits.split('.')[1])}f}"
    value = int(digits) + chance.choice((-1, 1)) * chance.randint(1, max(2, min(20, int(digits) // 3)))
    return f"{value:,}" if "," in number else str(abs(value))


def _index(texts: Sequence[str]):  # type: ignore[no-untyped-def]
    """An in-memory BM25 index over `texts`: its searcher and its query parser."""
    import tantivy

    builder = tantivy.SchemaBuilder()
    builder.add_text_field("text", tokenizer_name="en_stem")
    builder.add_integer_field("n", stored=True)
    index = tantivy.Index(builder.build())
    writer = index.writer(heap_size=50_000_000, num_threads=1)
    for n, text in enumerate(texts):
        writer.add_document(tantivy.Document(text=text, n=n))
    writer.commit()
    index.reload()
    return index.searcher(), lambda words: index.parse_query(words, ["text"])
