"""The assistant that stands where no books are yet: one question a screen, back never loses anything."""
