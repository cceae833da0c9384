"""The parts of the members page: register, detail pane, its tabs."""
