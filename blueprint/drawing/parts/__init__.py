"""Parts: what stands on a page, placed: frame, arrows, curve, rows, marks, legend, notes."""
