"""What a person sent from which page, with which content, and what came of it: nothing is written twice unasked."""

from .contents import Given, digest_of
from .models import Sent
from .rules import TEN_MINUTES, How
from .services import KEPT, SentBefore, key_of, once, prune

__all__ = ["KEPT", "TEN_MINUTES", "Given", "How", "Sent", "SentBefore", "digest_of", "key_of", "once", "prune"]
