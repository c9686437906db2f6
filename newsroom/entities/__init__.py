"""Companies, models, people and topics, each under one name."""
