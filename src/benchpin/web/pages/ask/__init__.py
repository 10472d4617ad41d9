"""A page that holds advice on the trade against what the sources say."""
