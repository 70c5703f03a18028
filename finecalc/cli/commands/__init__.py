"""One thin module a command, each with a function `command`, imported only when it is called."""
