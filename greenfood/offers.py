"""What this room offers the roof."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet

from supervision.ground import clock
from supervision.ground.figures import REVIEWED, Figure, Shown
from supervision.ground.measures import Measure, Panel, Period, Todo
from supervision.ground.parameters import PAPER, Parameter
from supervision.ground.people import Post

from . import figures, panels, rules
from .models import Certification

PRODUCT = "greenfood.Certification"
NET = (
    "值＝净增产品数÷本县净增任务。净增＝期内新增−期初清单产品中期末已到期、撤销、注销的；按产品计，不按证书、主体计："
    "续展不算新增，同一产品的 AGI、PGI、证明商标只计一次，有机转换不计。"
    "期初以锁定的上年末有效清单为准（没有的按上年末当日有效）；"
    "新增指期初前一日没有有效证书（含到期退出后重新获证的）、期末（期间未结束的为当日）有效且不在期初清单的。"
    "经第二人审核的计入（待审核、单人办理待补复核的不计），按产品所在县计。"
    "任务为全市净增60个的分解数，默认各县5个，可调整。"
)
TOTAL = (
    "全市期末（期间未结束的为当日）有效的绿色食品、有机农产品、地理标志产品总数，按产品计，"
    "同一产品的 AGI、PGI、证明商标只计一次，既获绿色食品又获有机认证的计两个，有机转换不计；"
    "经第二人审核的计入；目标440个。各县同值。"
)


CITY_SHARE = Parameter("total", "全市净增任务（分解到县的总数）", rules.CITY_NET_GROWTH, least=1, unit="个")
GOAL = Parameter("goal", "全市总量目标", rules.CITY_TOTAL, least=1, unit="个")


def _net_growth(period: Period, params: Mapping[str, Any]) -> dict[str, Measure]:
    """`total` is the city's number that is decomposed: 60 unless said otherwise."""
    return figures.net_growth(period, total=CITY_SHARE.value(params))


def _city_total(period: Period, params: Mapping[str, Any]) -> dict[str, Measure]:
    return figures.city_total(period, goal=GOAL.value(params))


def _running_out(post: Post) -> QuerySet[Certification]:
    return figures.running_out(Certification.objects.visible_to(post), clock.today())


FIGURES = (
    Figure(
        "net_growth",
        "绿色有机地理标志净增",
        "%",
        NET,
        _net_growth,
        PRODUCT,
        parameters=(CITY_SHARE,),
        duty="有分解净增任务的县",
        kept=("valid_to", "ended_on"),
        counts={PRODUCT: REVIEWED},
        shown=Shown("greenfood:growth", "绿色有机地标净增", "个", target=figures.county_targets),
    ),
    Figure(
        "city_total",
        "全市绿色有机地理标志总量",
        "个",
        TOTAL,
        _city_total,
        PRODUCT,
        parameters=(GOAL,),
        duty="全市共同的目标，各县同值",
        kept=("valid_to", "ended_on"),
        counts={PRODUCT: REVIEWED},
        shown_as="greenfood_total",
    ),
    Figure(
        "greenfood_total",
        "有效绿色有机地标产品",
        "个",
        TOTAL,
        lambda period, params: figures.totals(period),
        PRODUCT,
        counts={PRODUCT: REVIEWED},
        scored=False,
        shown=Shown("greenfood:certifications", goal=lambda year: rules.CITY_TOTAL, since=PAPER.default),
    ),
)
TODOS = [
    Todo(
        "certification_renewal",
        "快到期待续展的认证",
        "greenfood.renew_certification",
        _running_out,
        "greenfood:certifications?standing=running_out",
    ),
    Todo(
        "certification_review",
        "待审核的认证登记",
        "greenfood.accept_certification",
        lambda post: Certification.objects.visible_to(post).waiting_for(post),
        "greenfood:certifications?state=submitted",
    ),
]
PANELS = [
    Panel(
        "certifications",
        "绿色有机地标",
        panels.of_subject,
        "greenfood/parts/dossier.html",
        "greenfood.view_certification",
    )
]
