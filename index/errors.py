"""The errors that Dateline raises on purpose.

    DatelineError              anything Dateline can explain; the command line prints it and exits with 2
    ├── SettingsError          a setting is wrong, or two settings contradict each other
    ├── ReadError              a file or record could not be turned into an article
    ├── IndexMismatchError     the stored index was made with another embedding model or chunk setting
    │   └── UnfinishedError    making it anew with other settings was interrupted
    ├── StoreError             a store cannot be opened, read or written
    │   ├── DiskError          the disk is full, failing or read-only: nothing that is stored is damaged
    │   └── DamagedError       the catalog is damaged: what can be read of it has to be saved into a new one
    ├── ModelError             an embedding or chat model could not be loaded or called
    └── CaseError              an eval case or suite file is wrong

A message says what failed, on which value, and what to do next. "The articles do not say" is no
error: it is an `Answer` with a `Refusal`.
"""

from __future__ import annotations


class DatelineError(Exception):
    """Base of every error that Dateline raises on purpose."""


class SettingsError(DatelineError):
    """A setting is wrong, or two settings contradict each other."""


class ReadError(DatelineError):
    """A file or record could not be turned into an article."""


class IndexMismatchError(DatelineError):
    """The stored index was made with another embedding model or chunk setting."""


class UnfinishedError(IndexMismatchError):
    """Making the index anew with other settings was interrupted: it has to be done again, and no article is lost."""


class StoreError(DatelineError):
    """A store cannot be opened, read or written."""


class DiskError(StoreError):
    """The disk is full, failing or read-only: nothing that is stored is damaged, and nothing is to be repaired."""


class DamagedError(StoreError):
    """The catalog is damaged: what can be read of it has to be saved into a new one."""


class ModelError(DatelineError):
    """An embedding or chat model could not be loaded or called; `transient`: the same call may succeed later."""

    def __init__(self, message: str, *, transient: bool = False) -> None:
        super().__init__(message)
        self.transient = transient


class CaseError(DatelineError):
    """An eval case or suite file is wrong."""
