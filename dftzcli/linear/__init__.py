"""The accessible door: the tasks of the application as numbered plain text, in the normal screen and in a pipe.

Every answer is a line, every change is said once, and nothing needs a colour, a cursor or a picture. Everything is
asked of the catalogue; what is shown are the pages of `dftzcli.render`, taken apart so that they can be heard.
"""
