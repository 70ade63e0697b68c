# The least: everything scales to zero, in a project of their own.
project     = "my-tidings"
alert_email = "operators@example.com"
