"""Where results are kept: writing so that a failure leaves what was there before."""
