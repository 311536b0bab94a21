import { createServer } from 'node:http';
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
  close(): void;
}

/** The trap of each browser that was started in this process, those that are closed included. */
const traps: Trap[] = [];

/** Sets a trap for one browser. It does not keep the process running. */
export async function setTrap(): Promise<Trap> {
  const caught: string[] = [];
  const server = createServer((request, response) => {
    caught.push(`${request.method} ${request.url}`);
    response.writeHead(403).end();
  });
  server.on('connect', (request, socket) => {
    caught.push(`CONNECT ${request.url}`);
    socket.on('error', () => {});
    socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  server.unref();
  const trap: Trap = {
    port: (server.address() as AddressInfo).port,
    caught,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
  traps.push(trap);
  return trap;
}

/** @returns how many browsers were started in this process, and every request of theirs that was to leave it */
export function requestsSoFar(): { readonly browsers: number; readonly requests: readonly string[] } {
  return { browsers: traps.length, requests: traps.flatMap(({ caught }) => caught) };
}
