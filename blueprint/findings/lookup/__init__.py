"""What the checks look things up in: the index of a blueprint, its flow as graphs, its times."""
