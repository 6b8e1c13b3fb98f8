"""The site as it runs: requests, tasks, health, settings."""

from tests.mutations.mutant import within

MUTANTS = [
    *within(
        "newsroom/settings.py",
        "tests/newsroom/test_settings.py",
        {
            "a session's cookie goes over plain HTTP": (
                "SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS",
                "SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = False",
            ),
            "production starts without a key": ("    if not vars()[_name]:", "    if False:"),
        },
    ),
    *within(
        "newsroom/checks.py",
        "tests/newsroom/test_settings.py",
        {
            "readers' mails are written to the log, and nobody says so": (
                "if settings.EMAIL_BACKEND != CONSOLE:",
                "if True:",
            ),
            "all readers count as one, and nobody says so": (
                "if settings.SECURE_SSL_REDIRECT and not settings.PROXIES:",
                "if False:",
            ),
        },
    ),
    *within(
        "comments/checks.py",
        "tests/newsroom/test_settings.py",
        {
            "a key of addresses that can be guessed isn't warned of": (
                "if len(settings.ADDRESS_KEY) >= KEY_MIN:",
                "if True:",
            )
        },
    ),
    *within(
        "newsroom/http/network.py",
        "tests/newsroom/test_network.py",
        {
            "a forged header is another reader": ("_address(forwarded[-settings.PROXIES])", "_address(forwarded[0])"),
            "a header is believed where no proxy stands": ("    if not settings.PROXIES:\n        return peer\n", ""),
        },
    ),
    *within(
        "newsroom/http/network.py",
        "tests/newsroom/test_login.py tests/comments/test_posting.py",
        {"a household of many addresses is many readers": ("bits = 64 if ipaddress", "bits = 128 if ipaddress")},
    ),
    *within(
        "newsroom/http/body_limits.py",
        "tests/newsroom/test_limits.py",
        {
            "a body of any size is taken": ("if not length.isdecimal() or int(length) > limit.most:", "if False:"),
            "a body of which nobody says the length is read": (
                'if "HTTP_TRANSFER_ENCODING" in request.META and length == "0":',
                "if False:",
            ),
            "a reader sends files": ("if not limit.takes_files:", "if False:"),
        },
    ),
    *within(
        "newsroom/tasks/retry.py",
        "tests/newsroom/test_tasks.py",
        {
            "a task is tried for ever": (
                "again = None if at - row.enqueued_at >= KEPT else at + pause_after(row.tries)",
                "again = at + pause_after(row.tries)",
            ),
            "a task that fails is tried every half a minute": (
                "return min(FIRST_PAUSE * 2 ** min(tries - 1, 10), LONGEST_PAUSE)",
                "return FIRST_PAUSE",
            ),
            "a task that its worker took along is lost": (
                ".lost(at - limit - GRACE):",
                ".lost(at - limit - GRACE).none():",
            ),
            "a task is taken from a worker that is still at it": (".lost(at - limit - GRACE):", ".lost(at):"),
            "the words of an error are kept, with an address": (
                '"".join(traceback.format_tb(error.__traceback__))',
                '"".join(traceback.format_exception(error))',
            ),
            "tasks that are over are kept for ever": (
                "    BackgroundTask.objects.of_queue(queue).over_before(at - KEPT).delete()\n",
                "",
            ),
        },
    ),
    *within(
        "newsroom/models.py",
        "tests/newsroom/test_tasks.py",
        {
            "who comes late settles another's task": (
                "return self.filter(pk=row.pk, status=Status.RUNNING, started_at=row.started_at)",
                "return self.filter(pk=row.pk)",
            ),
            "a task that is done holds whom it was about": (
                '"traceback": "", "args_kwargs": {"args": [], "kwargs": {}}}',
                '"traceback": ""}',
            ),
        },
    ),
    *within(
        "newsroom/tasks/enqueue.py",
        "tests/newsroom/test_tasks.py",
        {
            "what waits is asked for twice": (
                "if BackgroundTask.objects.asked(task.module_path, arguments).exists():",
                "if False:",
            )
        },
    ),
    *within(
        "newsroom/http/health.py",
        "tests/newsroom/test_health.py",
        {
            "without its database the site calls itself ready": ("status=503)", "status=200)"),
            "tasks that were given up are no matter": (' and not told["tasks"]["given_up"]', ""),
            "any page answers to any host's name": ("if request.path_info in PATHS:", "if request.path_info:"),
        },
    ),
    *within(
        "newsroom/tasks/status.py",
        "tests/newsroom/test_health.py tests/newsroom/test_tasks_desk.py",
        {
            "a worker that has died counts as there": (
                "is_stale = beat_at is not None and at - beat_at",
                "is_stale = False and at - beat_at",
            )
        },
    ),
]
