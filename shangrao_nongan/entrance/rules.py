"""How often may be tried, and by whose tries others are not kept out. Values in, values out.

Tries are counted in three kinds of buckets for a quarter of an hour from the first one in it:

- a person on a device on which this name has come in before: by name and device, and by nothing else. A stranger who
  tries the same name, or a whole office behind one address that does, never shuts such a person out;
- strangers by name: however many addresses they come from, one name is tried a few times only;
- strangers by address: one password over many names is tried a few times only.

A name that nobody has is counted like any other, so that the answer tells nothing.
"""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass

WINDOW = 15 * 60  # seconds
BY_DEVICE = 8
BY_NAME = 5
BY_ADDRESS = 20  # an office behind one address in which some have new computers
BY_PERSON = 8  # the present password, asked for before a new one


@dataclass(frozen=True)
class Bucket:
    """One count. `whose` is what the person is told about: the account or the network."""

    key: str
    most: int
    whose: str


def buckets(name: str, address: str, device: str) -> list[Bucket]:
    """What a try is counted in; `name` is a digest, `device` empty unless this name has come in there before."""
    if device:
        return [Bucket(f"login:device:{name}:{device}", BY_DEVICE, "这个账号")]
    return [
        Bucket(f"login:name:{name}", BY_NAME, "这个账号"),
        Bucket(f"login:address:{network(address)}", BY_ADDRESS, "您所在的网络"),
    ]


def network(address: str) -> str:
    """The address, or of a long one the half that belongs to one line: its other half a visitor chooses himself."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    if found.version == 4 or found.ipv4_mapped is not None:
        return str(getattr(found, "ipv4_mapped", None) or found)
    return str(ipaddress.ip_network(f"{found}/64", strict=False))


def too_many(whose: str, seconds: int) -> str:
    """The sentence for who has to wait."""
    minutes = -(-seconds // 60)
    return f"{whose}登录失败次数过多，请 {minutes} 分钟后再试；忘记密码请联系本单位管理员。"
