"""What can go wrong with kept bytes, each with a sentence for a person."""


class VaultError(Exception):
    """Something about the vault is not as it must be."""


class StorageFailedError(VaultError):
    """The disk refused or failed: nothing may be acknowledged (exit code 4)."""


class NotKeptError(VaultError):
    """What was asked for is not in the vault."""


class DamagedError(VaultError):
    """Kept bytes are not what they were when they were sealed."""


class BusyError(VaultError):
    """Another process is writing there."""


class NotAVaultError(VaultError):
    """The folder is no vault, or one of a version that this program does not know."""
