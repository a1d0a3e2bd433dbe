"""The program and its wires."""
