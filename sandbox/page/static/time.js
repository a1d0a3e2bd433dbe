// Times as people in Beijing read them; the clock is the bot's, not the browser's.

const ZONE = "Asia/Shanghai";
const parts = new Intl.DateTimeFormat("zh-CN", {
  timeZone: ZONE,
  year: "numeric",
  month: "numeric",
  day: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  weekday: "long",
  hourCycle: "h23",
});
const cache = new Map();

function split(seconds) {
  const minute = Math.floor(seconds / 60);
  let found = cache.get(minute);
  if (!found) {
    found = Object.fromEntries(parts.formatToParts(minute * 60_000).map(({ type, value }) => [type, value]));
    if (cache.size > 4000) cache.clear();
    cache.set(minute, found);
  }
  return found;
}

/** Number of the day in Beijing; equal for moments of one day. */
export const dayNumber = (seconds) => Math.floor((seconds + 8 * 3600) / 86400);

export function hourMinute(seconds) {
  const { hour, minute } = split(seconds);
  return `${hour}:${minute}`;
}

export const withSeconds = (seconds) => `${hourMinute(seconds)}:${String(Math.floor(seconds) % 60).padStart(2, "0")}`;

export function fullDay(seconds) {
  const { month, day, weekday } = split(seconds);
  return `${month}月${day}日 ${weekday}`;
}

/** 今天, 昨天, 11月23日 星期一, with the year when it is another one. */
export function dayLabel(seconds, now) {
  const days = dayNumber(now) - dayNumber(seconds);
  if (days === 0) return "今天";
  if (days === 1) return "昨天";
  const year = split(seconds).year;
  return year === split(now).year ? fullDay(seconds) : `${year}年${fullDay(seconds)}`;
}

/** Time of today, 昨天, or the day, for a list of chats. */
export function shortTime(seconds, now) {
  const days = dayNumber(now) - dayNumber(seconds);
  if (days === 0) return hourMinute(seconds);
  const { month, day } = split(seconds);
  return days === 1 ? "昨天" : `${month}月${day}日`;
}

export const fullTime = (seconds) => `${split(seconds).year}年${fullDay(seconds)} ${withSeconds(seconds)}`;

export function duration(seconds) {
  const whole = Math.max(0, Math.round(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

export function fileSize(bytes) {
  if (!bytes) return "0 B";
  if (bytes < 1024) return `${bytes} B`;
  return bytes < 1024 * 1024 ? `${(bytes / 1024).toFixed(1)} KB` : `${(bytes / 1048576).toFixed(1)} MB`;
}
