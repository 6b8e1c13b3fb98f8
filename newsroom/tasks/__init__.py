"""
Work after the request: who does it, and what becomes of it when it fails or its worker is killed.

A task is a row, written in the transaction of its cause, and taken by one worker of as many as there are. Every task
must bear being run twice. A lane (settings.LANES) is done by processes of its own, so that mails never wait for
pictures.
"""
