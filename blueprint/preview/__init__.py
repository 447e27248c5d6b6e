"""The live preview: a page on this machine that is drawn again as the file is saved."""
