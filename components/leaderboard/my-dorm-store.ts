const key = 'wattle:my-dorm';
const changed = 'wattle:my-dorm-changed';

/** The dorm this browser remembers, as `campus/dorm`; null when none is, or storage is closed to us. It never leaves the browser. */
export function readMyDorm(): string | null {
  try {
    return window.localStorage.getItem(key);
  } catch {
    return null;
  }
}

export function rememberMyDorm(dorm: string | null): void {
  try {
    if (dorm === null) window.localStorage.removeItem(key);
    else window.localStorage.setItem(key, dorm);
  } catch {
    return;
  }
  window.dispatchEvent(new Event(changed));
}

export function onMyDormChange(listener: () => void): () => void {
  window.addEventListener(changed, listener);
  window.addEventListener('storage', listener);
  return () => {
    window.removeEventListener(changed, listener);
    window.removeEventListener('storage', listener);
  };
}
