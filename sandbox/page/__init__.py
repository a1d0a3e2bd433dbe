"""The page of phones: its first state, its stream, its switches and its guided tour, over one sandbox.

`routes.py` says which addresses there are; the files under `static/` are the page itself.
"""

from sandbox.page.office import Page
from sandbox.page.routes import page_routes
