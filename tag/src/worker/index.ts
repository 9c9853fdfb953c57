/** What the server sends; see `PushCourier.Notification`. */
interface Shown {
  title?: string;
  body?: string;
  icon?: string;
  url?: string;
  tag?: string;
}

interface Worker {
  addEventListener(type: string, listener: (event: WorkerEvent) => void): void;
  registration: ServiceWorkerRegistration;
  clients: { openWindow(url: string): Promise<unknown> };
}

interface WorkerEvent {
  waitUntil(work: Promise<unknown>): void;
  data?: { json(): unknown };
  notification: Notification;
}

const worker = self as unknown as Worker;

/** Shows each message, and opens where it leads when it is clicked: the server's own signed link, or the site. */
worker.addEventListener('push', (event) => {
  const { title = '', body = '', icon, url = '', tag } = read(event);
  event.waitUntil(
    // Browsers insist that something is shown for every message, even one that cannot be read.
    worker.registration.showNotification(title || new URL(worker.registration.scope).host, {
      body,
      data: url,
      ...(icon !== undefined && { icon }),
      ...(tag !== undefined && { tag }),
    }),
  );
});

worker.addEventListener('notificationclick', (event) => {
  event.notification.close();
  const url = String(event.notification.data ?? '');
  event.waitUntil(worker.clients.openWindow(/^https?:\/\//.test(url) ? url : worker.registration.scope));
});

function read(event: WorkerEvent): Shown {
  try {
    return (event.data?.json() ?? {}) as Shown;
  } catch {
    return {};
  }
}
