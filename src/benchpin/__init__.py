"""Career guidance for the jewelry and luxury-goods trade, with a source for every figure."""
