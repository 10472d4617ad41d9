"""The interview: an adaptive questionnaire on interests, then values and circumstances."""
