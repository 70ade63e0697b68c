"""What Slack may send, a module each, every one with `register(app, front)`."""
