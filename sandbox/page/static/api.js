// Requests to the sandbox. A failure is an ApiError whose message is a Chinese sentence for the person.

export const UPLOAD_MOST = 50 * 1024 * 1024;

const REASONS = [
  [/too large/i, "文件超过 50 MB，Telegram 不接收。"],
  [/has blocked the bot/i, "这个人已停用机器人，先解除停用再发送。"],
  [/not a member/i, "这个人不在群里，不能在群里发言。"],
  [/deactivated/i, "这个账号已注销。"],
  [/is closed/i, "这个群已经关闭。"],
  [/message not found/i, "这条消息已经不在了。"],
  [/IMAGE_PROCESS_FAILED/, "这张图片不能作为照片发送，请改为文件发送。"],
  [/non-empty/i, "文件是空的，没有发送。"],
  [/too long/i, "内容太长：文字最多 4096 字，说明最多 1024 字。"],
];

export class ApiError extends Error {
  constructor(code, description) {
    const known = REASONS.find(([pattern]) => pattern.test(description));
    const plain = description.replace(/^Bad Request: /, "");
    super(known ? known[1] : /[\u4e00-\u9fff]/.test(plain) ? plain : `没有成功：${plain}`);
    this.code = code;
    this.description = description;
  }
}

async function call(path, options) {
  let response;
  try {
    response = await fetch(path, { cache: "no-store", ...options });
  } catch {
    if (options?.signal?.aborted) throw new ApiError(504, "no answer in time");
    throw Object.assign(new ApiError(0, "offline"), { message: "连不上本机的演示服务，请看终端是否还在运行。" });
  }
  let answer;
  try {
    answer = await response.json();
  } catch {
    throw new ApiError(response.status, `HTTP ${response.status}`);
  }
  if (!answer.ok) throw new ApiError(answer.error_code, String(answer.description || ""));
  return answer.result;
}

export const get = (path) => call(path);

export const post = (path, body, signal) =>
  call(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body), signal });

export function upload(fields, file, name) {
  const form = new FormData();
  for (const [key, value] of Object.entries(fields)) {
    if (value !== null && value !== undefined && value !== "") form.append(key, String(value));
  }
  form.append("file", file, name || file.name || "file");
  return call("/sandbox/file", { method: "POST", body: form });
}

export const fileUrl = (fileId) => `/sandbox/files/${encodeURIComponent(fileId)}`;
