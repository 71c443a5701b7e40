"""Where a transcript lies, where a call cuts it: no verdict yet."""
