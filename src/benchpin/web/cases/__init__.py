"""Stored cases, cases of shared computers, uploaded resumes and cached guidance."""
