"""Job titles coded as O*NET-SOC occupations and as roles of the trade."""
