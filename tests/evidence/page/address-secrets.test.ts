import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readTeamFile } from '../../../evidence/import/read-team-file.ts';
import { mayHoldSecrets, titleWithoutSecrets } from '../../../evidence/page/address-secrets.ts';
import { checkAddress, pageKey } from '../../../evidence/page/page-address.ts';
import { parsePiece } from '../../../evidence/piece/piece.ts';
import { tag } from '../../../evidence/piece/tagging.ts';
import { anyUrl, piece } from '../../support/pieces.ts';

const PAGE = 'https://school.example/page';
const ASP_ID = 'lit3py55t21z5v55vlm25s55';
const PHP_ID = 'n0v5q1k7m3p9r2t4w6y8a1c3e5';
const MD5 = '9e107d9d372bb6826bd81d3542a419d6';
const SECRETS = [ASP_ID, PHP_ID, MD5, 'eyJhbGciOi'];

const kept = (address: string) => {
  const checked = checkAddress(address);
  return checked.ok ? checked.url : checked.reason;
};

describe('an address loses anything that lets its bearer in', () => {
  it.each([
    ['an implicit grant', `${PAGE}#access_token=eyJhbGciOi&token_type=bearer&expires_in=3600&state=x`, PAGE],
    ['an id token', `${PAGE}#id_token=eyJhbGciOi&session_state=1`, PAGE],
    ['a refresh token that comes first', `${PAGE}#refresh_token=eyJhbGciOi&access_token=eyJhbGciOi`, PAGE],
    ['a token without a kind', `${PAGE}#token=eyJhbGciOi`, PAGE],
    ['a hybrid answer', `${PAGE}#code=eyJhbGciOi&state=x`, PAGE],
    ['a token in capitals', `${PAGE}#Access_Token=eyJhbGciOi`, PAGE],
    ['a token before a text directive', `${PAGE}#access_token=eyJhbGciOi:~:text=water`, PAGE],
    [
      'a token instead of a route',
      `${PAGE}#/access_token=eyJhbGciOi&token_type=bearer`,
      `${PAGE}#/token_type=bearer`,
    ],
    ['a token in a route', `${PAGE}#/album/3?size=2&access_token=eyJhbGciOi`, `${PAGE}#/album/3?size=2`],
    [
      'a token in the query of a route with parameters of its own',
      `${PAGE}#/course;id=5?access_token=eyJhbGciOi&size=2`,
      `${PAGE}#/course;id=5?size=2`,
    ],
    ['a token behind a second #', `${PAGE}#/album#access_token=eyJhbGciOi`, `${PAGE}#/album#`],
    ['a hybrid answer that begins like a query', `${PAGE}#?code=eyJhbGciOi&state=x`, PAGE],
    ['a token in a #! route', `${PAGE}#!album?access_token=eyJhbGciOi&size=2`, `${PAGE}#!album?size=2`],
    ['a token in the query', `${PAGE}?a=1&access_token=eyJhbGciOi&b=2`, `${PAGE}?a=1&b=2`],
    ['nothing but a token in the query', `${PAGE}?id_token=eyJhbGciOi`, PAGE],
    ['a session of Java', `${PAGE};jsessionid=1FA2.node1?a=1`, `${PAGE}?a=1`],
    [
      'a session of Java amid the path',
      'https://school.example/a;JSESSIONID=1FA2/b',
      'https://school.example/a/b',
    ],
    ['a session of Java in the query', `${PAGE}?jsessionid=1FA2`, PAGE],
    ['a session of PHP', `${PAGE}?PHPSESSID=${PHP_ID}&a=1`, `${PAGE}?a=1`],
    ['a session of ColdFusion', `${PAGE}?a=1&CFTOKEN=81946`, `${PAGE}?a=1`],
    ['a session of Moodle', `${PAGE}?id=7&sesskey=qT3`, `${PAGE}?id=7`],
    ['a session of ASP.NET', `https://school.example/(S(${ASP_ID}))/page`, PAGE],
    ['a sign-in of ASP.NET', `https://school.example/(A(x)F(y)S(${ASP_ID}))/page`, PAGE],
    ['a session of phpBB', `${PAGE}?t=4&sid=${MD5}`, `${PAGE}?t=4`],
    ['a session by its name and look', `${PAGE}?session=${PHP_ID}`, PAGE],
    ['a session id by its name and look', `${PAGE}?sessionId=${MD5}`, PAGE],
  ])('%s', (_, address, clean) => {
    expect(kept(address)).toBe(clean);
    expect(pageKey(address)).toBe(pageKey(clean));
    for (const secret of SECRETS) expect(pageKey(address)).not.toContain(secret);
  });
});

describe('an address preserves anything that may name its page', () => {
  it.each([
    ['a fragment', `${PAGE}#photos`],
    ['a fragment that names a token', `${PAGE}#tokens`],
    ['a code without a state', `${PAGE}#code=python`],
    ['a code and a state in the query', `${PAGE}?state=ca&code=12`],
    ['a token of an unknown kind in the query: it may name the shared page', `${PAGE}?token=${MD5}`],
    ['the number of a story', `${PAGE}?sid=4711`],
    ['the number of a lesson', `${PAGE}?session=3`],
    ['the name of a lesson', `${PAGE}?session=an-introduction-to-gardening-part-2`],
    ['a UUID', `${PAGE}?sessionid=3f2b8c1e-9a4d-4e6f-8b1a-5c7d9e0f1a2b`],
    ['an identifier of MongoDB', `${PAGE}?session=507f1f77bcf86cd799439011`],
    ['a word', `${PAGE}?session=Donaudampfschifffahrtsgesellschaft`],
    ['a long number', `${PAGE}?session=20260520101500000000000001`],
    ['a name that only begins so', `${PAGE}?access_token_help=1&sesskeys=1`],
    ['another parameter of the path', `${PAGE};v=2;jsession=3`],
    ['brackets in the path', 'https://school.example/(2026)/(S)/page'],
    ['a route with a code', `${PAGE}#/lessons?code=python&state=2`],
    ['an odd query beside no secret', `${PAGE}?&&a=1&=&token`],
  ])('%s', (_, address) => {
    expect(kept(address)).toBe(address);
  });
});

describe('a title that is an address, as browsers title a page without one, loses its secrets as well', () => {
  it.each([
    [
      'an address without its scheme',
      'school.example/page?a=1&access_token=eyJ#x',
      'school.example/page?a=1#x',
    ],
    ['an address on a port', '127.0.0.1:8080/page#id_token=eyJ', '127.0.0.1:8080/page'],
    ['a whole address', 'http://school.example/page;jsessionid=1FA2', 'http://school.example/page'],
    ['an address without a secret', 'school.example/page?session=3', 'school.example/page?session=3'],
    ['words', 'What an access_token= is for', 'What an access_token= is for'],
    ['one word', 'sesskey', 'sesskey'],
    ['nothing', '', ''],
  ])('%s', (_, title, clean) => {
    expect(titleWithoutSecrets(title)).toBe(clean);
    expect(titleWithoutSecrets(clean)).toBe(clean);
    const writer = { origin: 'ana', name: '' };
    const now = '2026-05-20T10:15:00.000Z';
    expect(tag(undefined, { url: PAGE, title }, 'collaboration', now, writer).title).toBe(clean);
  });
});

it('an address is the same page for whoever visits it with another session', () => {
  expect(pageKey(`${PAGE}?sid=${MD5}#/a`)).toBe(pageKey(`${PAGE}?sid=${MD5.replaceAll('9', '8')}#/a`));
});

it('an address is cleaned once for all, and has the key of the cleaned address', () => {
  const part = fc.constantFrom(
    ...[';jsessionid=', '/(S(', '))', '/', ';', '?', '&', '#', '#/', '!', 'access_token=', 'sid=', MD5],
    ...['code=1', 'state=2', '=', 'token', ':~:text=', '%3B', 'S(a)'],
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 14 }), (parts) => {
      const address = `https://school.example/${parts.join('')}`;
      const checked = checkAddress(address);
      if (!checked.ok) return;
      expect(checkAddress(checked.url)).toEqual(checked);
      expect(pageKey(checked.url)).toBe(pageKey(address));
    }),
    { numRuns: 2_000 },
  );
});

it('an address is parsed only if something of a secret is in it', () => {
  fc.assert(
    fc.property(anyUrl, (address) => {
      if (!mayHoldSecrets(address)) expect(kept(address)).toBe(address);
    }),
  );
});

it('an address in an imported file loses its secrets, and nothing else of the piece is lost', async () => {
  const brought = piece({ url: `${PAGE};jsessionid=1FA2#access_token=eyJhbGciOi` });
  expect(parsePiece(brought)).toEqual({ state: 'ok', piece: piece({ url: PAGE }) });
  const backup = {
    format: 'mission-evidence',
    version: 1,
    exportedAt: brought.updatedAt,
    evidence: [brought],
  };
  const bookmarks = `<!DOCTYPE NETSCAPE-Bookmark-file-1><DL><DT><A HREF="${brought.url}">${brought.url}</A></DL>`;
  for (const text of [JSON.stringify(backup), bookmarks]) {
    const file = await readTeamFile(
      { name: 'from-a-colleague', bytes: new TextEncoder().encode(text) },
      { tableWords: [], now: new Date(brought.updatedAt) },
    );
    const said = JSON.stringify(file, (_key, value) => (value instanceof Map ? [...value] : value));
    expect(said).toContain(`"${PAGE}"`);
    expect(said).not.toMatch(/access_token|jsessionid/);
  }
});
