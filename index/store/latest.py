"""What is made from the whole catalog, and costs too much to be made for each question."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

from index.store.catalog import Catalog

Value = TypeVar("Value")


class Latest(Generic[Value]):
    """A value as of the catalog's last write, made when it is first asked for after that. Threads may share it."""

    def __init__(self, catalog: Catalog, make: Callable[[], Value]) -> None:
        self._catalog = catalog
        self._make = make
        self._lock = threading.RLock()
        self._made: tuple[str, Value] | None = None  # with the generation that it was made at

    @property
    def value(self) -> Value:
        with self._lock:
            generation = self._catalog.generation
            if self._made is None or self._made[0] != generation:
                self._made = generation, self._make()
            return self._made[1]
