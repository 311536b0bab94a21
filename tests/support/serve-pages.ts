import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Pages for journeys that need more of a page than the school's site has; on this machine only. */
export interface Pages {
  readonly port: number;
  /** `http://127.0.0.1:<port>` */
  readonly origin: string;
  close(): Promise<void>;
}

/** A page's body in HTML, or a whole file of another kind. */
export type PageContent = string | { readonly type: string; readonly body: string };

/** @param pages by path; any query and any host name of this machine are accepted */
export async function servePages(pages: Readonly<Record<string, PageContent>>): Promise<Pages> {
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    const page = pages[path];
    if (page === undefined) {
      response.writeHead(404).end();
      return;
    }
    const { type, body } = typeof page === 'string' ? { type: 'text/html', body: html(page) } : page;
    response.writeHead(200, { 'content-type': `${type}; charset=utf-8` }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    origin: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

function html(body: string): string {
  return `<!doctype html><html lang="en"><head><title>A page</title></head><body>${body}</body></html>`;
}
