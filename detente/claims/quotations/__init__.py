"""Who said what: from sentences and mentions to quotations.

The grammar gives sayings (`reported.py`, with `sources.py` and `contents.py`), a colon or a headline some more (`implied.py`), the quotation
marks give quoted words (`marks.py`), `direct.py` joins both, and `rows.py` writes down what was said, by whom (`speakers.py`), to whom, where
and when (`setting.py`).
"""

from detente.claims.quotations.rows import quotations

__all__ = ["quotations"]
