"""The bulletin, its checks, its posts and its papers."""
