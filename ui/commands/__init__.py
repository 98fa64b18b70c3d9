"""The commands of `dateline`, one a file. What takes long to import is imported where it is used."""
