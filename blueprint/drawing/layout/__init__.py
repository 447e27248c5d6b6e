"""Layout: where each action stands, which way each arrow takes, and where the words on arrows find room."""
