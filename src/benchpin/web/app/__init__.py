"""What all pages and routes share: engine, messages, links, caches, limits, logs, metrics."""
