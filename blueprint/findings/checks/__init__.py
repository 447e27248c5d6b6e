"""The checks, one file each: a check is found because its file is here.

A file holds ``CODE``, ``SEVERITY`` and ``find(index)``, which yields the findings. Its docstring is its page. The name
of the check is the name of the file with hyphens.
"""
