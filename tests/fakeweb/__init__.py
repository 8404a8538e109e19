"""A fake government web on loopback: sites in the manner of each CMS family, and hostile ones.

Everything is generated from a seed (``world.World``), served by ``server.WebServer``, and known in
advance: ``World.truth`` says which articles there are, ``World.forbidden`` what must never be asked.
"""
