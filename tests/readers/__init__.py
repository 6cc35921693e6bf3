"""The programs that exports are for, on real exports: slower than a test may be, so `make readers` runs them."""
