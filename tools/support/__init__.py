"""What commands share: how they end, lists of files, headers, and telling the world."""
