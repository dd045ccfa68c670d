"""What a merger of clusters would gain, double and lose."""
