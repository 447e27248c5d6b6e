"""Measures Blueprint beside bare Lark and beside D2: ``make bench``, or ``python -m bench --quick``."""
