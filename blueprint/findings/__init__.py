"""What there is to say about a blueprint: checks, their findings, and the ways to print them."""
