"""The `dateline` command, and `python -m ui`."""

from __future__ import annotations

from ui.interrupt import leave_quietly


def main() -> None:
    """Runs the command line; importing it takes a moment, in which Ctrl+C is heeded already."""
    leave_quietly()
    from ui.cli import main as run

    run()


if __name__ == "__main__":
    main()
