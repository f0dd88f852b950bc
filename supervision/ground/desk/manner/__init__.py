"""审核方式: how each register is reviewed, as an edition; and what 系统 takes over by it.

逐条审 unless a published paper of the city says otherwise; a county may only be stricter. What 系统 takes over is
written down row by row with the draw by which some of it is read (抽读), and the database asks for that before it lets
系统 accept.
"""

from .drawn import lines
from .models import ReviewPaper, ReviewPaperItem, ReviewSweep, Taken
from .protection import protect
from .rules import DAYS, PERCENT, Rule
from .services import noted, take_over, to_read
from .vocabulary import Manner, Outcome

__all__ = [
    "DAYS",
    "PERCENT",
    "Manner",
    "Outcome",
    "ReviewPaper",
    "ReviewPaperItem",
    "ReviewSweep",
    "Rule",
    "Taken",
    "lines",
    "noted",
    "protect",
    "take_over",
    "to_read",
]
