"""What goes on without anybody watching: sending, and what the clock starts.

Lives here: how a message leaves, and the jobs that run in a worker beside the web pages. The clock opens this door.
Never here: a rule about what is due, which is for `assess` and `actions` to say; or a screen.
"""
