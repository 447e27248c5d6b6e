"""Sheets: a drawing cut into pieces as large as a sheet of paper."""
