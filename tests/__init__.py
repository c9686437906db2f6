"""How we know: the folders mirror those of the project; fixtures/ holds sites good and bad."""
