"""The application, driven as a person drives it: keys in, what stands on the screen out."""
