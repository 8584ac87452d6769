// What somebody chose stays in their own browser, for this address alone: no other site is sent it, no link holds it.
export default function ({ data }) {
  if (!data.token || window.filigraneKept === data.token) return;
  window.filigraneKept = data.token;
  for (const [key, value] of Object.entries(data.kept)) {
    const age = value ? data.seconds : 0;
    document.cookie = `${key}=${value}; path=/; max-age=${age}; SameSite=Strict`;
  }
}
