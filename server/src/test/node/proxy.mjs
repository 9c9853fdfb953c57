// Stands between an SDK and the server: answers the first calls as a busy server or a broken line would.
import http from 'node:http';

const sends = (request) =>
  request.method === 'POST' ? !request.url.startsWith('/flags') : /^\/(track|engage|matomo)/.test(request.url);

/**
 * Listens on a free port and passes on to the target.
 * @param failures how the first sending calls end: 'busy' and 'down' are not passed on and answered with 429 and 503;
 *   'lost' is passed on, and answered with 503 all the same
 */
export async function proxyTo(target, failures) {
  const left = [...failures];
  const calls = [];
  const { hostname, port } = new URL(target);
  const server = http.createServer((request, response) => {
    const failure = sends(request) ? left.shift() : undefined;
    const call = { path: request.url.split('?')[0], method: request.method, gzip: false };
    calls.push(call);
    const fail = (status) => {
      call.status = status;
      response.writeHead(status, {
        'Content-Type': 'application/json',
        'Retry-After': '1',
        'Access-Control-Allow-Origin': request.headers.origin ?? '*',
        'Access-Control-Allow-Credentials': 'true',
        'Access-Control-Expose-Headers': 'Retry-After',
      });
      response.end(JSON.stringify({ code: status, error: 'not now' }));
    };
    const chunks = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks);
      call.gzip = body[0] === 0x1f && body[1] === 0x8b;
      if (failure === 'busy' || failure === 'down') {
        fail(failure === 'busy' ? 429 : 503);
        return;
      }
      const passed = http.request(
        { hostname, port, path: request.url, method: request.method, headers: request.headers },
        (answer) => {
          if (failure === 'lost') {
            answer.resume();
            fail(503);
            return;
          }
          call.status = answer.statusCode;
          response.writeHead(answer.statusCode, answer.headers);
          answer.pipe(response);
        },
      );
      passed.on('error', () => fail(502));
      passed.end(body);
    });
  });
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
  return { url: `http://127.0.0.1:${server.address().port}`, calls, close: () => server.close() };
}
