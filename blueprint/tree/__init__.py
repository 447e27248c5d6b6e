"""From text to tree: what each line says, and where it is mistaken."""
