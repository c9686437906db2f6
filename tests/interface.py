"""The words of the interface that the theme has in English, for what is tested without a site."""

from newsroom.locale.vocabulary import read_vocabulary
from tests.conftest import ROOT

VOCABULARY = read_vocabulary(ROOT / "theme", ROOT / "tests", "en")[0]
WORDS = VOCABULARY.words()
