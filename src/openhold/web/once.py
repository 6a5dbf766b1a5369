"""A form that is sent twice does its deed once: it carries a number, and what that led to is kept a day."""

from hashlib import sha256

from django.core.cache import cache

_DAY = 24 * 60 * 60


class Once:
    """One form of one person. `number` is what the form carries; one without does its deed whenever it is sent."""

    def __init__(self, actor: str, number: str) -> None:
        self._key = f"once-{sha256(f'{actor} {number}'.encode()).hexdigest()}" if number else ""

    def first(self) -> bool:
        """Tell whether it is sent for the first time, and take note of that."""
        return not self._key or bool(cache.add(self._key, "", _DAY))

    def led_to(self) -> str:
        """Return what the first sending led to; empty while it is under way."""
        return str(cache.get(self._key) or "")

    def keep(self, what: str) -> None:
        """Keep what it led to."""
        if self._key:
            cache.set(self._key, what, _DAY)

    def forget(self) -> None:
        """Forget that it was sent: it did nothing, so it may be sent again."""
        if self._key:
            cache.delete(self._key)
