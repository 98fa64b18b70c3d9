"""The small model that reads: which words of a passage answer a question, and whether any do.

`model.py` is the network, `features.py` its input, `read.py` its use. Training: `data.py`, `claims.py`,
`negatives.py`, `mixture.py` and `train.py`; `evaluate.py` measures. Only `read.py` is needed to answer.
"""
