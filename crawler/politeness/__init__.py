"""How hosts are asked: one request at a time, at their pace, where robots.txt and walls let us."""
