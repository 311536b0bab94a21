import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * A proxy for the requests of a browser under test that would leave this machine: it forwards nothing, refuses every
 * request and records its target. Addresses of this machine bypass it, so the tests' own pages work.
 */
export interface Trap {
  readonly port: number;
  /** `GET http://host/path`, or `CONNECT host:443` if only the host is known; in order. */
  readonly caught: string[];
  /** The same for requests that only the browser itself can have made. */
  readonly browsersOwn: string[];
  close(): void;
}

/**
 * Hosts that browsers ask by themselves, now and then, for dictionaries and the like, although everything with a
 * switch is switched off. No code of ours names them: `tests/artefacts` looks for every address in it.
 */
const VENDORS =
  /(^|[./])(google\.com|googleapis\.com|gvt1\.com|mozilla\.(com|net|org)|firefox\.com)(:\d+|\/|$)/;

/** The trap of each browser that this process started, including closed ones. */
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

/** The requests of the browsers that this process started for anything but this machine. */
export function requestsSoFar() {
  return {
    browsers: traps.length,
    requests: traps.flatMap(({ caught }) => caught),
    browsersOwn: traps.flatMap(({ browsersOwn }) => browsersOwn),
  };
}
