from supervision.ground.desk import Condition, DeskFilterSet, search_box
from supervision.ground.subjects import Subject


class SubjectFilterSet(DeskFilterSet):
    q = search_box("名称或编号", "名称、拼音首字母、编号或信用代码")
    kind = Condition("kind").filter(Subject)
    industry = Condition("industry").filter(Subject)
    status = Condition("status").filter(Subject)
    credit_grade = Condition("credit_grade").filter(Subject)
