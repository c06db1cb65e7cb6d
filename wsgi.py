import os
import sys

from backend.app import create_app
from backend.settings import SettingsError

# Whatever this process writes holds visitors' words or a secret: its owner alone may read it.
os.umask(0o077)

try:
    app = create_app()
except SettingsError as fault:
    sys.exit(f"Kohtaamo cannot start:\n{fault}")
