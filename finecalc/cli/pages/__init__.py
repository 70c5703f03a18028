"""What a person sees of an answer on the terminal."""
