"""What single cells of a copied sheet are: an item, a sample, a head, a unit, a result."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum

from supervision.ground.kinds import Unreadable, fold, results

Names = Mapping[str, str]  # folded name -> item


class Head(StrEnum):
    """What stands below a head. ASIDE is read by nobody and has to be said, QUIET by nobody either, and need not."""

    RESULT = "result"
    UNIT = "unit"
    SAMPLE = "sample"
    ASIDE = "aside"
    QUIET = "quiet"


WORDS: dict[Head, tuple[str, ...]] = {
    Head.RESULT: (
        "结果", "检测结果", "检验结果", "测定结果", "实测结果", "结果值", "检出值", "测定值", "检测值", "实测值",
        "实测", "含量", "残留量", "检出量", "检测数据", "检测数值",
    ),
    Head.UNIT: ("单位", "计量单位", "结果单位"),
    Head.SAMPLE: ("样品编号", "盲样编号", "编号", "样品代码"),
    Head.ASIDE: (
        "检出限", "方法检出限", "定量限", "lod", "loq", "mdl", "检测方法", "检验方法", "方法", "检测依据", "检验依据",
    ),
    Head.QUIET: (
        "检测项目", "检验项目", "项目", "项目名称", "农药名称", "药物名称", "参数", "序号", "样品", "样品名称", "备注",
        "限量", "限量值", "标准限量", "限量标准", "标准值", "标准要求", "技术要求", "最大残留限量", "mrl",
        "判定", "单项判定", "结果判定", "结论", "单项结论", "判定依据", "cas", "cas号",
    ),
}  # fmt: skip
HEADS = {fold(word): head for head, words in WORDS.items() for word in words}
UNIT = r"(?:[mnμµu]?g|毫克|微克|纳克)\s*/\s*(?:k?g|千克|公斤|l|升)|pp[mb]|%|‰"
ALONE = re.compile(UNIT, re.IGNORECASE)
BEHIND = re.compile(rf"[\s(（\[【,，/:：]+({UNIT})\s*[)）\]】]?$", re.IGNORECASE)
NUMBERED = re.compile(r"^[(（]?\d{1,3}[)）、.．]\s*")


def bare(cell: str) -> tuple[str, str]:
    """A name or a head without the unit behind it, and that unit."""
    found = BEHIND.search(cell)
    return (cell[: found.start()], found[1]) if found else (cell, "")


def item_of(cell: str, names: Names) -> str:
    """The item that a cell names, also as “3、毒死蜱” and with its unit; "" for any other cell."""
    without = bare(cell)[0]
    spelled = (cell, without, NUMBERED.sub("", cell), NUMBERED.sub("", without))
    return next((names[fold(one)] for one in spelled if one and fold(one) in names), "")


def head_of(cell: str) -> Head | None:
    return HEADS.get(fold(bare(cell)[0]))


def is_unit(cell: str) -> bool:
    return ALONE.fullmatch(cell.strip("()（）[]【】 ")) is not None


def are_units(cells: Iterable[str]) -> bool:
    given = [cell for cell in cells if cell]
    return bool(given) and all(is_unit(cell) for cell in given)


def is_result(cell: str) -> bool:
    try:
        results.read(cell)
    except Unreadable:
        return False
    return True


def in_unit(cell: str, unit: str) -> str:
    """A cell's text with the unit that its sheet gives it elsewhere; one that has its own keeps that."""
    try:
        read = results.read(cell)
    except Unreadable:
        return cell
    if not unit or not read.digits or read.unit:
        return cell
    if read.kind == results.Kind.VALUE:
        return f"{cell} {unit}"
    return f"{'<LOQ' if read.kind == results.Kind.BELOW else '未检出'}({read.digits} {unit})"
