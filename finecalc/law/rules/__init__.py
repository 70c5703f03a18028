"""One file for each general rule of law that holds whatever the provision."""
