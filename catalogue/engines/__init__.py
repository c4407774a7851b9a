"""Machine translation engines, each behind the protocol of ``catalogue.translate.engine``."""
