"""Links to other sites, asked over the network."""
