"""自定义统计: one page over any register, by what its columns tell apart and what its rows amount to."""

from .models import Statistic
from .services import forget
from .tasks import count_statistic
from .urls import paths

__all__ = ["Statistic", "count_statistic", "forget", "paths"]
