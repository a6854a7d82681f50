//! One run: seats, chance, game, replay.
