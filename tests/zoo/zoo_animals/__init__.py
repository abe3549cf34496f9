"""Plugins that misbehave while they gather, each by the entry point `zoo_animals:name`."""

from zoo_animals.ending import *  # noqa: F403
from zoo_animals.replying import *  # noqa: F403
from zoo_animals.talking import *  # noqa: F403
from zoo_animals.trespassing import *  # noqa: F403
