import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Event } from '../src/event';

export interface Batch {
  writeKey: string;
  sentAt: string;
  batch: Event[];
  contentType: string | undefined;
  method: string | undefined;
  path: string | undefined;
}

interface Answer {
  status: number;
  headers?: Record<string, string>;
}

/** A real HTTP server that stands in for Percorso: keeps what arrives, and answers as told. */
export class Collector {
  readonly arrived: Batch[] = [];
  /** What came to the ledger. */
  readonly choices: Record<string, unknown>[] = [];
  /** What the tag is told when it asks. */
  config: Record<string, unknown> = { consent: 'site' };
  private readonly answers: Answer[] = [];
  private waiting: ((batch: Batch) => void)[] = [];
  private read = 0;

  private constructor(private readonly server: Server) {}

  static async start(): Promise<Collector> {
    const server = createServer();
    const collector = new Collector(server);
    server.on('request', (request, response) => collector.handle(request, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return collector;
  }

  get host(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** The answers to the next requests; after them, 200. */
  willAnswer(...answers: Answer[]): void {
    this.answers.push(...answers);
  }

  /** The next request that was not read yet, as soon as it has arrived. */
  next(): Promise<Batch> {
    const arrived = this.arrived[this.read++];
    return arrived !== undefined ? Promise.resolve(arrived) : new Promise((resolve) => this.waiting.push(resolve));
  }

  /** Reads requests until that many events have come. */
  async events(count: number): Promise<Event[]> {
    const events: Event[] = [];
    while (events.length < count) {
      events.push(...(await this.next()).batch);
    }
    return events;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private handle(request: IncomingMessage, response: ServerResponse): void {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const text = Buffer.concat(chunks).toString('utf8');
      if (request.url?.startsWith('/tag/config/')) {
        response.writeHead(200, { 'access-control-allow-origin': '*' });
        response.end(JSON.stringify(this.config));
        return;
      }
      const answer = this.answers.shift() ?? { status: 200 };
      const cors = { 'access-control-allow-origin': '*', 'access-control-expose-headers': 'retry-after' };
      response.writeHead(answer.status, { ...cors, ...answer.headers });
      response.end('{"success":true}');
      if (request.url === '/v1/consent') {
        this.choices.push(JSON.parse(text));
        return;
      }
      this.keep({
        ...(text === '' ? { writeKey: '', sentAt: '', batch: [] } : JSON.parse(text)),
        contentType: request.headers['content-type'],
        method: request.method,
        path: request.url,
      });
    });
  }

  private keep(batch: Batch): void {
    this.arrived.push(batch);
    const waiting = this.waiting.shift();
    waiting?.(batch);
  }
}
