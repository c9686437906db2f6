"""Related posts: words as features, tf-idf, ranking, near duplicates."""
