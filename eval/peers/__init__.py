"""Other systems on the same articles and questions, with the same embedding model: what one would have got instead."""
