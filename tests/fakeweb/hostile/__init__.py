"""Sites that test patience and safety: traps, broken answers, moods, walls, rules, a canary."""
