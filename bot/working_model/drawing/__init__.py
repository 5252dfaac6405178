"""Pictures of the working model as accessible SVG: a map, a strip for each person, a timeline. Pure string building.

No meaning is carried by colour alone: marks differ in shape and carry their names, uncertainty is drawn as an outline, and every
picture has a title and a description that say in words what is to be seen.
"""

from bot.working_model.drawing.map import draw_map
from bot.working_model.drawing.strip import draw_strip
from bot.working_model.drawing.timeline import draw_timeline

__all__ = ["draw_map", "draw_strip", "draw_timeline"]
