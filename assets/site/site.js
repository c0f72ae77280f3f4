// All of this is optional: every page works without it.
