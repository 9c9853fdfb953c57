import type { Schemas } from '@/api/client';

type Protocol = Schemas['SourceProtocol'];
type Kind = Schemas['SourceKind'];

/** What somebody has who wants to send: decides protocol and kind of the source. */
export type Program = {
  id: Exclude<Protocol, 'segment'> | 'segmentSdk' | 'tag' | 'http' | 'files';
  protocol: Protocol;
  kinds: readonly Kind[];
  /** A proper name; the others are words of ours. */
  brand?: string;
};

export const programs: readonly Program[] = [
  { id: 'tag', protocol: 'segment', kinds: ['web'] },
  { id: 'http', protocol: 'segment', kinds: ['server'] },
  { id: 'segmentSdk', protocol: 'segment', kinds: ['web', 'server'], brand: 'Segment' },
  { id: 'posthog', protocol: 'posthog', kinds: ['web', 'server'], brand: 'PostHog' },
  { id: 'mixpanel', protocol: 'mixpanel', kinds: ['web', 'server'], brand: 'Mixpanel' },
  { id: 'amplitude', protocol: 'amplitude', kinds: ['web', 'server'], brand: 'Amplitude' },
  { id: 'matomo', protocol: 'matomo', kinds: ['web', 'server'], brand: 'Matomo' },
  { id: 'rudderstack', protocol: 'rudderstack', kinds: ['web', 'server'], brand: 'RudderStack' },
  { id: 'googleAnalytics', protocol: 'googleAnalytics', kinds: ['server'], brand: 'Google Analytics 4' },
  { id: 'files', protocol: 'segment', kinds: ['import'] },
];

/** The proper name of a source's protocol, unless it is what we speak ourselves. */
export function brandOf(protocol: Protocol): string | null {
  return protocol === 'segment' ? null : (programs.find((program) => program.protocol === protocol)?.brand ?? null);
}

/** The programs a source may serve, by what is known of it later. */
export function programsOf(source: { protocol: Protocol; kind: Kind }): readonly Program[] {
  return programs.filter((program) => program.protocol === source.protocol && program.kinds.includes(source.kind));
}

export type Snippet = { key: 'tag' | 'change' | 'config' | 'curl'; code: string };

type At = { origin: string; key: string };

const lines: Record<Program['id'], (at: At, kind: Kind) => string> = {
  tag: ({ origin, key }) => `<script async src="${origin}/tag/percorso.js" data-write-key="${key}"></script>`,
  http: ({ origin, key }) => curl(`${origin}/v1/track -u '${key}:'`, event),
  files: ({ origin, key }) => curl(`${origin}/v1/track -u '${key}:'`, event),
  segmentSdk: ({ origin, key }, kind) =>
    kind === 'web'
      ? `AnalyticsBrowser.load({\n  writeKey: '${key}',\n  cdnURL: '${origin}',\n});`
      : `new Analytics({\n  writeKey: '${key}',\n  host: '${origin}',\n});`,
  rudderstack: ({ origin, key }, kind) =>
    kind === 'web'
      ? `analytics.load('${key}', '${origin}', {\n  configUrl: '${origin}',\n});`
      : `new RudderAnalytics('${key}', {\n  dataPlaneUrl: '${origin}',\n});`,
  posthog: ({ origin, key }, kind) =>
    kind === 'web'
      ? `posthog.init('${key}', {\n  api_host: '${origin}',\n});`
      : `new PostHog('${key}', {\n  host: '${origin}',\n});`,
  mixpanel: ({ origin, key }, kind) => {
    const { host, protocol } = new URL(origin);
    return kind === 'web'
      ? `mixpanel.init('${key}', {\n  api_host: '${origin}',\n});`
      : `Mixpanel.init('${key}', {\n  host: '${host}', protocol: '${protocol.replace(':', '')}',\n});`;
  },
  amplitude: ({ origin, key }) => `amplitude.init('${key}', {\n  serverUrl: '${origin}/2/httpapi',\n});`,
  matomo: ({ origin, key }, kind) =>
    kind === 'web'
      ? `_paq.push(['setTrackerUrl', '${origin}/matomo.php']);\n_paq.push(['setSiteId', '${key}']);`
      : `new MatomoTracker(\n  '${key}',\n  '${origin}/matomo.php');`,
  googleAnalytics: ({ origin, key }) =>
    `const host = '${origin}';\nconst api_secret = '${key}';\n// POST host/mp/collect?measurement_id=…&api_secret=…`,
};

const event = '{"userId":"42","event":"Order Completed","properties":{"order_id":"1001","revenue":49.9}}';

function curl(target: string, body: string): string {
  return `curl ${target} -H 'Content-Type: application/json' \\\n  -d '${body}'`;
}

const trials: Partial<Record<Program['id'], (at: At) => string>> = {
  tag: ({ origin, key }) => curl(`${origin}/v1/track -u '${key}:'`, event),
  segmentSdk: ({ origin, key }) => curl(`${origin}/v1/track -u '${key}:'`, event),
  rudderstack: ({ origin, key }) => curl(`${origin}/v1/track -u '${key}:'`, event),
  posthog: ({ origin, key }) =>
    curl(`${origin}/i/v0/e/`, `{"api_key":"${key}","event":"Order Completed","distinct_id":"42"}`),
  mixpanel: ({ origin, key }) =>
    curl(`${origin}/track`, `{"event":"Order Completed","properties":{"token":"${key}","distinct_id":"42"}}`),
  amplitude: ({ origin, key }) =>
    curl(`${origin}/2/httpapi`, `{"api_key":"${key}","events":[{"user_id":"42","event_type":"Order Completed"}]}`),
  matomo: ({ origin, key }) =>
    `curl '${origin}/matomo.php?idsite=${key}&rec=1&uid=42&url=https://shop.example/&send_image=0'`,
  googleAnalytics: ({ origin, key }) =>
    curl(
      `'${origin}/mp/collect?measurement_id=G-1&api_secret=${key}'`,
      '{"client_id":"1.2","user_id":"42","events":[{"name":"purchase","params":{"value":49.9}}]}',
    ),
};

/** Ready to paste: the address of this server and the write key are already in. */
export function snippetsOf(program: Program, kind: Kind, at: At): Snippet[] {
  const isCurl = program.id === 'http' || program.id === 'files';
  const first: Snippet = {
    key: program.id === 'tag' ? 'tag' : isCurl ? 'curl' : 'change',
    code: lines[program.id](at, kind),
  };
  const trial = trials[program.id]?.(at);
  return trial === undefined ? [first] : [first, { key: 'curl', code: trial }];
}
