"""Correcting in the browser: who does it, what was decided on a row, and the forms of a row's fields."""
