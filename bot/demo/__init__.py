"""`duban demo`: a fictional county on phones in a browser, or the printed tour of the main job.

The page is served by this process; the bot is a child process of its own (`bot.demo.child`), so that it can
be killed and started again before one's eyes. Nothing here imports what the page does not need.
"""
