"""What is measured, against which peer, as ratios in one run."""
