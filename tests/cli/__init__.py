"""Tests of the command line, through the program only: arguments in, exit code, standard output and error out."""
