"""Charts of the figures behind the guidance, as data, SVG or PNG, with a text alternative."""
