"""The bot in a page that feels like Slack, for trying it out on one's own machine."""
