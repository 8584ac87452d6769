"""The page Double codage: two coders side by side, and the gestures of whoever rules."""
