"""The tests of the store; a package so that its child programs and tests share their records."""
