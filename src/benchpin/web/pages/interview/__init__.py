"""The interview on interests and work values, and results of a test taken elsewhere."""
