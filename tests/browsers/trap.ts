import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * Where a browser under test is led that wants to leave this machine: a proxy that leads nowhere, refuses every
 * request and notes where it was to go. Addresses of this machine are asked directly, so the tests' own pages
 * are not in its way.
 */
export interface Trap {
  readonly port: number;
  /** `GET http://host/path`, or `CONNECT host:443` where only the host is told; in order. */
  readonly caught: string[];
  /** The same for what only the browser itself can have asked for. */
  readonly browsersOwn: string[];
  close(): void;
}

/**
 * Whom browsers ask by themselves, now and then, for dictionaries and the like, though all that has a switch is
 * switched off. No code of ours names them: `tests/artefacts` looks for every address in it.
 */
const VENDORS =
  /(^|[./])(google\.com|googleapis\.com|gvt1\.com|mozilla\.(com|net|org)|firefox\.com)(:\d+|\/|$)/;

/** The trap of each browser that was started in this process, those that are closed included. */
const traps: Trap[] = [];

/** Sets a trap for one browser. It does not keep the process running. */
export async function setTrap(): Promise<Trap> {
  const [caught, browsersOwn]: [string[], string[]] = [[], []];
  const note = ({ method, url = '' }: IncomingMessage) => {
    const target = url.replace(/^(\w+:\/\/[^/]*).*/, '$1');
    (VENDORS.test(target) ? browsersOwn : caught).push(`${method} ${url}`);
  };
  const server = createServer((request, response) => {
    note(request);
    response.writeHead(403).end();
  });
  server.on('connect', (request, socket) => {
    note(request);
    socket.on('error', () => {});
    socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  server.unref();
  const trap: Trap = {
    port: (server.address() as AddressInfo).port,
    caught,
    browsersOwn,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
  traps.push(trap);
  return trap;
}

/** What the browsers that were started in this process wanted of anything but this machine. */
export function requestsSoFar() {
  return {
    browsers: traps.length,
    requests: traps.flatMap(({ caught }) => caught),
    browsersOwn: traps.flatMap(({ browsersOwn }) => browsersOwn),
  };
}
