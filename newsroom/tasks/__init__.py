"""
Background tasks: a worker runs them after the request, retries those that fail, and takes over from a dead worker.

A task is a row, written in the transaction of its cause. It may run twice, so running it twice must do no harm. Each
queue (settings.QUEUES) has processes of its own, so that emails never wait for pictures.
"""
