"""What a completion proposes, by concept: words, names, values, whole lines, quotes, files, silences."""
