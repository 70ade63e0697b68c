"""What happens to a job: answered, drawn, posted exactly once, and told in words where that fails."""
