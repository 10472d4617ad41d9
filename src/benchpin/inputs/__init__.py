"""Files read and written within limits, errors as one sentence, and "did you mean"."""
