"""getUpdates (answered in ready-made bytes), setWebhook, deleteWebhook, getWebhookInfo."""

import re

from sandbox.desk import Desk
from sandbox.errors import bad_request
from sandbox.webhook import Webhook
from sandbox.wire import Json, Params


async def get_updates(desk: Desk, p: Params) -> bytes:
    """The whole answer, already serialised."""
    limit = p.integer("limit")
    if "allowed_updates" in p.values:
        desk.updates.allow(p.structure("allowed_updates"))
    wait = min(max(p.integer("timeout") or 0, 0), 50)
    limit = 100 if limit is None or not 1 <= limit <= 100 else limit
    batch = await desk.updates.poll(p.integer("offset") or 0, limit, wait)
    return b'{"ok":true,"result":[' + b",".join(batch) + b"]}"


async def set_webhook(desk: Desk, p: Params) -> bool:
    if p.values.get("url") is None:
        raise bad_request("bad webhook: the parameter url is required, empty to remove the webhook")
    url, secret = p.text("url"), p.text("secret_token")
    if url and not url.startswith(("http://", "https://")):
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if secret and not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", secret):
        raise bad_request("secret token contains unallowed characters")
    if "allowed_updates" in p.values:
        desk.updates.allow(p.structure("allowed_updates"))
    if p.flag("drop_pending_updates"):
        desk.updates.entries.clear()
    if url:
        desk.updates.interrupt("terminated by setWebhook request")
    most = min(max(p.integer("max_connections") or 40, 1), 100)
    certificate = p.upload("certificate") is not None
    await desk.courier.set(Webhook(url, secret, most, p.text("ip_address"), certificate))
    return True


async def delete_webhook(desk: Desk, p: Params) -> bool:
    if p.flag("drop_pending_updates"):
        desk.updates.entries.clear()
    await desk.courier.set(Webhook())
    return True


def get_webhook_info(desk: Desk, _: Params) -> Json:
    hook = desk.courier.hook
    desk.updates.drop_expired()
    info: Json = {
        "url": hook.url,
        "has_custom_certificate": hook.has_certificate,
        "pending_update_count": len(desk.updates.entries),
    }
    if hook.url:
        info["max_connections"] = hook.max_connections
    if hook.last_error:
        info |= {"last_error_date": hook.last_error_at, "last_error_message": hook.last_error}
    if desk.updates.allowed is not None:
        info["allowed_updates"] = sorted(desk.updates.allowed)
    return info | ({"ip_address": hook.ip_address} if hook.ip_address else {})
