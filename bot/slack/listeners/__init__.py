"""What Slack may send, a module each, every one with `register(app)`.

Listeners are plain functions. Bolt hands them what they name: besides its own arguments the `front`, and the
request as its type in `typed`.
"""
