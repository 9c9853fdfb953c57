// A mail server for the browser tests, on loopback: takes every e-mail and lays it into the folder named by the first argument,
// one JSON file each ({to, subject, html, text, unsubscribe}). Prints its port.
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

const folder = process.argv[2];
mkdirSync(folder, { recursive: true });
let count = 0;

async function keep(stream, session) {
  const { subject, html, text, headers } = await simpleParser(stream);
  const to = session.envelope.rcptTo.map(({ address }) => address);
  const name = `${String(++count).padStart(6, '0')}.json`;
  const unsubscribe = headers.get('list')?.unsubscribe?.url ?? '';
  writeFileSync(join(folder, `.${name}`), JSON.stringify({ to, subject, html, text, unsubscribe }));
  // Whoever looks finds a file whole or not at all.
  renameSync(join(folder, `.${name}`), join(folder, name));
}

const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  onData: (stream, session, done) => {
    keep(stream, session).then(() => done(), done);
  },
});
server.listen(0, '127.0.0.1', () => console.log(server.server.address().port));
