"""One module per group of commands. Each function parses nothing, decides nothing: it calls an action and prints."""
