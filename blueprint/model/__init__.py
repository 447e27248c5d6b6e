"""From tree to model: the service itself, as frozen values."""
