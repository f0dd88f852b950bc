"""What was typed and not saved yet: whose it is, the key it is sealed with on a device, and a place for it here where
there is no script. The script's half is frontend/js/send.js and keep.js.
"""

from .middleware import let_go
from .whose import FIELD, device_key, mark_of, tag_of

__all__ = ["FIELD", "device_key", "let_go", "mark_of", "tag_of"]
