"""All mutants."""

from tests.mutations import building, desk, discussion, mails, pictures, publishing, readers, running, screening, texts

ROOMS = (publishing, desk, pictures, texts, discussion, screening, readers, mails, building, running)
MUTANTS = [mutant for room in ROOMS for mutant in room.MUTANTS]
