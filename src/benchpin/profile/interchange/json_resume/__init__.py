"""JSON Resume (jsonresume.org): read and write."""
