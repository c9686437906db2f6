"""What commands share: lists of files and their differences, headers, and telling the world."""
