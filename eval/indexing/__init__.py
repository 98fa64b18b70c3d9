"""How fast, small and exact the index is, beside the plain recipe and the bare encoder: `dateline bench index`."""
