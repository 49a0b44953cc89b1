"""Pages of the discussion and the deeds done there."""
