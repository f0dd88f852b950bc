"""What a browser is called on the page of devices. It says of itself what it likes: this helps to know it again."""

from __future__ import annotations

# In this order: what came later in the world still names its forebears.
BROWSERS = (
    ("MicroMessenger", "微信"), ("wxwork", "企业微信"), ("DingTalk", "钉钉"), ("HuaweiBrowser", "华为浏览器"),
    ("MiuiBrowser", "小米浏览器"), ("HeyTapBrowser", "OPPO浏览器"), ("VivoBrowser", "vivo浏览器"),
    ("MQQBrowser", "QQ浏览器"), ("QQBrowser", "QQ浏览器"), ("UCBrowser", "UC浏览器"), ("Quark", "夸克"),
    ("360SE", "360浏览器"), ("Edg", "Edge浏览器"), ("Firefox", "火狐浏览器"), ("OPR", "Opera浏览器"),
    ("Chrome", "谷歌内核浏览器"), ("Safari", "苹果浏览器"), ("Trident", "IE浏览器"),
)  # fmt: skip
SYSTEMS = (
    ("HarmonyOS", "鸿蒙设备"), ("iPhone", "苹果手机"), ("iPad", "苹果平板"), ("Android", "安卓设备"),
    ("Windows", "Windows电脑"), ("Macintosh", "苹果电脑"), ("UOS", "统信电脑"), ("Kylin", "麒麟电脑"),
    ("Linux", "Linux电脑"),
)  # fmt: skip


def named(agent: str) -> str:
    """安卓设备 · 微信"""
    system = next((said for sign, said in SYSTEMS if sign in agent), "未知设备")
    browser = next((said for sign, said in BROWSERS if sign in agent), "未知浏览器")
    return f"{system} · {browser}"
