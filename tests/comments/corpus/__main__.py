"""Prints what the checks make of the corpus, and with --missed what they wrongly pass or hold."""

import os
import sys


def main():
    """Print a table of the shares, and how often each flag was found."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    import django

    django.setup()
    from tests.comments import corpus

    for kind in ("spam", "honest"):
        samples = corpus.samples(kind)
        print(f"\n{kind:<10}{'number':>8}{'held':>8}{'share':>9}")
        for language in (*corpus.LANGUAGES, None):
            some = [sample for sample in samples if language in (sample.language, None)]
            row = corpus.figures(some)
            print(f"{language or 'all':<10}{row.number:>8}{row.held:>8}{row.share:>9.1%}")
        print(", ".join(f"{name} {number}" for name, number in row.flags.most_common()))
        if "--missed" in sys.argv:
            for sample, names in corpus.judged(samples):
                if bool(names) == (kind == "honest"):
                    print(f"  {sample.language} under {sample.under}: {sample.body} {names or ''}")


if __name__ == "__main__":
    main()
