"""The settings of a house: found beside its files, read, and put in force."""
