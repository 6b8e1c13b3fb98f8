"""Rules of the paper, each with a change of the code that breaks it and the tests that must see it."""
