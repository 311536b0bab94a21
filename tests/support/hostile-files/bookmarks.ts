import { type HostileFile, hostile, megabytesOf } from './hostile-file.ts';

const HEAD = '<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<TITLE>Bookmarks</TITLE>\n<H1>Bookmarks</H1>\n';
const LINK = '<DT><A HREF="https://school.example/a" ADD_DATE="1772355600">Water</A>';

function inFolder(lines: string): string {
  return `${HEAD}<DL><p>\n<DT><H3>Projects</H3>\n<DL><p>\n${lines}\n</DL><p>\n</DL><p>\n`;
}

const ADDRESSES = [
  'javascript:alert(1)',
  ' javascript:alert(1)',
  'java&#115;cript:alert(1)',
  'java\nscript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'file:///etc/passwd',
  'place:sort=14',
  'chrome://settings/',
  'blob:https://school.example/1',
  'feed:https://school.example/',
  'https://',
  '',
].map((href) =>
  hostile(
    `Bookmarks with the address ${JSON.stringify(href)}`,
    'harmless',
    inFolder(`<DT><A HREF="${href}">x</A>`),
  ),
);

type Case = readonly [
  name: string,
  becomes: HostileFile['becomes'],
  content: string | Uint8Array | (() => string),
];

const CASES: readonly Case[] = [
  ['no bookmark', 'no-bookmarks', HEAD],
  ['a script', 'harmless', inFolder(`<script>alert(1)</script>${LINK}`)],
  ['a script that never ends', 'no-bookmarks', `${HEAD}<script>${LINK}`],
  ['bookmarks in a script only', 'no-bookmarks', `${HEAD}<script>${LINK}</script>`],
  ['bookmarks in a comment only', 'no-bookmarks', `${HEAD}<!-- ${LINK} -->`],
  ['a comment that never ends', 'no-bookmarks', `${HEAD}<!-- ${LINK}`],
  ['handlers', 'harmless', inFolder(LINK.replace('<A', '<A onclick="alert(1)" onmouseover=alert(1)'))],
  [
    'markup in the title',
    'harmless',
    inFolder(LINK.replace('Water', '<img src=x onerror=alert(1)>Water&lt;script&gt;')),
  ],
  [
    'markup in the name of a folder',
    'harmless',
    inFolder(LINK).replace('Projects', '&lt;img src=x onerror=alert(1)&gt;'),
  ],
  [
    'an address that is user and password',
    'harmless',
    inFolder(LINK.replace('school', 'user:secret@school')),
  ],
  [
    'names that could reach a prototype',
    'harmless',
    inFolder(LINK.replace('<A', '<A __proto__="1" constructor="2"')).replace('Projects', '__proto__'),
  ],
  [
    'tags that never close',
    'harmless',
    inFolder(LINK.replaceAll('</A>', '')).replaceAll(/<\/(?!TITLE)\w+>/g, ''),
  ],
  ['an attribute that never closes', 'harmless', `${inFolder(LINK)}<DT><A HREF="https://school.example/b`],
  ['a tag that never closes', 'harmless', `${inFolder(LINK)}<DT><A `],
  ['tags that close what is not open', 'harmless', `</DL></DL></A></H3></DL>${inFolder(LINK)}</DL></DL>`],
  ['a note before anything', 'harmless', `<DD>Note${inFolder(LINK)}`],
  [
    'references to nothing',
    'harmless',
    inFolder(LINK.replace('Water', '&nothing; &#0; &#xD800; &#x110000; &#99999999; &#; &')),
  ],
  [
    'references that make references',
    'harmless',
    inFolder(LINK.replace('Water', '&amp;amp;lt;script&amp;gt;')),
  ],
  [
    'a document type that declares entities',
    'harmless',
    inFolder(LINK.replace('Water', '&a;')).replace(
      '<!DOCTYPE',
      '<!DOCTYPE x [<!ENTITY a "&b;&b;"><!ENTITY b "x">]><!DOCTYPE',
    ),
  ],
  [
    'an entity from a file',
    'harmless',
    `<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>${inFolder(LINK.replace('Water', '&a;'))}`,
  ],
  ['text that turns round', 'harmless', inFolder(LINK.replace('Water', '\u202Egpj.exe &#x202E;'))],
  ['control characters', 'harmless', inFolder(LINK.replace('Water', '\u0000\u001b[31m&#27;&#x9b;'))],
  ['a lone surrogate', 'harmless', inFolder(LINK.replace('Water', '&#xD83D;'))],
  ['NULs in tags', 'harmless', `${inFolder(LINK)}<D\u0000T><A\u0000 HREF="https://school.example/b">x</A>`],
  ['a time before time', 'harmless', inFolder(LINK.replace('1772355600', '-1'))],
  ['a time after time', 'harmless', inFolder(LINK.replace('1772355600', '9999999999999999'))],
  ['no time', 'harmless', inFolder(LINK.replace('1772355600', 'NaN'))],
  ['UTF-16', 'harmless', Buffer.from(`\uFEFF${inFolder(LINK)}`, 'utf16le')],
  ['Windows-1250', 'harmless', Buffer.from(inFolder(LINK.replace('Water', '£ód\x9f')), 'latin1')],
  [
    'a picture after it',
    'harmless',
    Buffer.concat([Buffer.from(inFolder(LINK)), Buffer.of(0xff, 0xd8, 0xff)]),
  ],
  [
    'a feed',
    'no-bookmarks',
    '<?xml version="1.0"?><rss><channel><item><link>https://school.example/</link></item></channel></rss>',
  ],
  [
    'a picture of lines',
    'no-bookmarks',
    '<svg xmlns="http://www.w3.org/2000/svg"><a href="javascript:alert(1)"><text>x</text></a></svg>',
  ],
  [
    'folders a hundred thousand deep',
    'too-deep',
    () => `${HEAD}${'<DL><DT><H3>x</H3>'.repeat(100_000)}${LINK}`,
  ],
  ['lists a hundred thousand deep', 'too-deep', () => `${HEAD}${'<DL>'.repeat(100_000)}${LINK}`],
  [
    'twenty thousand folders',
    'too-many-folders',
    () => Array.from({ length: 20_000 }, (_, n) => `<H3>${n}</H3><DL>${LINK}</DL>`).join(''),
  ],
  [
    'ten thousand folders of one name',
    'harmless',
    () => `${HEAD}${`<H3>x</H3><DL>${LINK}</DL>`.repeat(10_000)}`,
  ],
  [
    'long names in each other',
    'harmless',
    () =>
      `${HEAD}${Array.from({ length: 60 }, (_, n) => `<H3>${'x'.repeat(100_000)}${n}</H3><DL>`).join('')}${LINK}`,
  ],
  [
    'more bookmarks than can be read',
    'too-many-bookmarks',
    () => `${HEAD}${'<A HREF=http://a.b>'.repeat(100_001)}`,
  ],
  ['thirty thousand bookmarks', 'harmless', () => `${HEAD}${LINK.repeat(30_000)}`],
  ['31 MB of scripts', 'too-many-bookmarks', () => `${HEAD}${megabytesOf('<A HREF=javascript:x>', 31)}`],
  ['31 MB of open tags', 'harmless', () => `${inFolder(LINK)}${megabytesOf('<A ', 31)}`],
  ['4 MB of opening signs', 'no-bookmarks', () => megabytesOf('<', 4)],
  ['31 MB of open comments', 'no-bookmarks', () => megabytesOf('<!--', 31)],
  ['31 MB of open scripts', 'no-bookmarks', () => megabytesOf('<script>', 31)],
  ['31 MB of quotation marks', 'harmless', () => `${inFolder(LINK)}<A HREF=${megabytesOf('"', 31)}`],
  ['31 MB of attributes', 'harmless', () => `${inFolder(LINK)}<A ${megabytesOf('a=b ', 31)}>`],
  ['31 MB of equals signs', 'harmless', () => `${inFolder(LINK)}<A ${megabytesOf('=', 31)}>`],
  ['31 MB of slashes', 'harmless', () => `${inFolder(LINK)}<A ${megabytesOf('/ ', 31)}>`],
  [
    'an attribute of 31 MB',
    'harmless',
    () => inFolder(LINK.replace('<A', `<A ICON="${megabytesOf('x', 31)}"`)),
  ],
  ['an address of 31 MB', 'harmless', () => inFolder(LINK.replace('/a', `/${megabytesOf('x', 31)}`))],
  ['a title of 31 MB', 'harmless', () => inFolder(LINK.replace('Water', megabytesOf('x', 31)))],
  [
    'a title of 31 MB of references',
    'harmless',
    () => inFolder(LINK.replace('Water', megabytesOf('&amp;', 31))),
  ],
  [
    'a title of 31 MB of halves of references',
    'harmless',
    () => inFolder(LINK.replace('Water', megabytesOf('&#', 31))),
  ],
  ['a title of 8 MB of tags', 'harmless', () => inFolder(LINK.replace('Water', megabytesOf('x<b>', 8)))],
  ['a note of 31 MB', 'harmless', () => inFolder(`${LINK}<DD>${megabytesOf('x\n', 31)}`)],
  [
    '31 MB of tags of a bookmark',
    'harmless',
    () => inFolder(LINK.replace('<A', `<A TAGS="${megabytesOf('x,', 31)}"`)),
  ],
  [
    'many tags with each of many bookmarks',
    'harmless',
    () => inFolder(megabytesOf(`<A HREF=http://a.b TAGS="${'x,'.repeat(150)}">`, 8)),
  ],
  ['8 MB of line breaks in a note', 'harmless', () => inFolder(`${LINK}<DD>${megabytesOf('<br>', 8)}`)],
  // Encodings.
  ...['utf-7', 'x-user-defined', 'replacement', '__proto__', 'utf-16be'].map(
    (label): Case => [
      `the encoding ${label}`,
      'harmless',
      `<meta charset="${label}">${inFolder(LINK.replace('Water', '+ADw-script+AD4-'))}`,
    ],
  ),
  [
    'an encoding that hides a sign in a character of two bytes',
    'harmless',
    Buffer.from(`<meta charset=shift_jis>${inFolder(LINK.replace('Water', '\x81<\x81"\x81>'))}`, 'latin1'),
  ],
  [
    'an encoding that escapes',
    'harmless',
    Buffer.from(`<meta charset=iso-2022-jp>${inFolder(LINK.replace('Water', '\x1b$B<script>'))}`, 'latin1'),
  ],
  ['an encoding that is a script', 'no-bookmarks', `<meta charset=""><script>">${inFolder(LINK)}`],
  ['a thousand encodings', 'harmless', `${'<meta charset=x>'.repeat(1_000)}${inFolder(LINK)}`],
  [
    'half a character of UTF-16',
    'harmless',
    Buffer.from(`\uFEFF${inFolder(LINK)}x`, 'utf16le').subarray(0, -1),
  ],
  [
    'half a pair of UTF-16',
    'harmless',
    Buffer.from(`\uFEFF${inFolder(LINK.replace('Water', '\uD83D'))}`, 'utf16le'),
  ],
  ['nothing behind a byte order mark of UTF-16', 'not-text', Buffer.of(0xff, 0xfe)],
  // Elements whose text is not that of the page, or that have other rules.
  ['a text that never ends as HTML', 'no-bookmarks', `${HEAD}<plaintext>${LINK}`],
  ['a title that never ends', 'no-bookmarks', `<!DOCTYPE NETSCAPE-Bookmark-file-1><title>${LINK}`],
  ['a field that never ends', 'no-bookmarks', `${HEAD}<textarea>${LINK}`],
  [
    'bookmarks in a drawing',
    'harmless',
    inFolder(`<svg><title>${LINK}</title></svg><math><mi>${LINK}</mi></math>`),
  ],
  [
    'tags called as what objects have',
    'harmless',
    inFolder(`<constructor href=x><toString a=b>${LINK}</constructor>`),
  ],
  ['lists in lists of Pocket', 'too-deep', () => `${'<h1>x</h1><ul>'.repeat(100_000)}${LINK}`],
  [
    'lists that end what others began',
    'harmless',
    inFolder(`<h1>x</h1><ul>${LINK}</dl></ul></ul>${LINK}</dl>`),
  ],
  // Texts that take long in a parser that looks back.
  ['8 MB of tags in each other', 'harmless', () => `${inFolder(LINK)}${megabytesOf('<b>', 8)}`],
  [
    '8 MB of tags in each other that end another',
    'harmless',
    () => `${inFolder(LINK)}${megabytesOf('<i></p>', 8)}`,
  ],
  ['8 MB of ends', 'harmless', () => `${inFolder(LINK)}${megabytesOf('</b>', 8)}`],
  ['a tag with a name of 8 MB', 'harmless', () => `${inFolder(LINK)}<${megabytesOf('a', 8)}>`],
  ['an attribute with a name of 8 MB', 'harmless', () => `${inFolder(LINK)}<A ${megabytesOf('h', 8)}=1>`],
  ['8 MB of named references', 'harmless', () => inFolder(LINK.replace('Water', megabytesOf('&eacute;', 8)))],
  [
    '8 MB of halves of named references',
    'harmless',
    () => inFolder(LINK.replace('Water', megabytesOf('&CounterClockwiseContourIntegra', 8))),
  ],
  [
    '8 MB of references in an address',
    'harmless',
    () => inFolder(LINK.replace('/a', megabytesOf('/&amp;', 8))),
  ],
  ['a reference of 8 MB', 'harmless', () => inFolder(LINK.replace('Water', `&#${megabytesOf('1', 8)};`))],
  ['8 MB of opening signs of declarations', 'no-bookmarks', () => megabytesOf('<![CDATA[', 8)],
  ['8 MB of dashes in a comment', 'no-bookmarks', () => `<!--${megabytesOf('-', 8)}`],
  [
    '8 MB of labels of our own',
    'harmless',
    () => inFolder(LINK.replace('<A', `<A DATA-LABELS="${megabytesOf('x\n', 8)}"`)),
  ],
  [
    'a description of 8 MB',
    'harmless',
    () => inFolder(LINK.replace('<A', `<A DESCRIPTION="${megabytesOf('x ', 8)}"`)),
  ],
  [
    'fifty thousand names for one page',
    'harmless',
    () =>
      inFolder(Array.from({ length: 50_000 }, (_, n) => `${LINK.replace('Water', `${n}`)}<DD>${n}`).join('')),
  ],
];

const POCKET_HEAD = 'title,url,time_added,tags,status\n';
const POCKET_ROW = 'Water,https://school.example/a,1772355600,a|b,unread\n';

const POCKET: readonly Case[] = [
  ['no row', 'no-bookmarks', POCKET_HEAD],
  ['a script for an address', 'harmless', `${POCKET_HEAD}x,javascript:alert(1),1,,unread`],
  ['names that could reach a prototype', 'harmless', `${POCKET_HEAD}x,https://a.b/,1,__proto__,__proto__`],
  ['text that turns round', 'harmless', `${POCKET_HEAD}\u202Egpj.exe,https://a.b/,1,\u202E,\u202E`],
  ['columns of one name', 'harmless', `url,${POCKET_HEAD}https://a.b/,${POCKET_ROW}`],
  ['8 MB of empty lines', 'harmless', () => POCKET_HEAD + POCKET_ROW + megabytesOf('\n', 8)],
  ['8 MB of separators in a row', 'harmless', () => POCKET_HEAD + POCKET_ROW + megabytesOf(',', 8)],
  ['rows that say nothing', 'no-bookmarks', () => POCKET_HEAD + megabytesOf(',,,,,\n', 8)],
  ['8 MB of quotation marks', 'harmless', () => POCKET_HEAD + POCKET_ROW + megabytesOf('"', 8)],
  [
    'a quotation that never ends',
    'harmless',
    () => `${POCKET_HEAD}${POCKET_ROW}"${megabytesOf(POCKET_ROW, 4)}`,
  ],
  [
    'stray quotation marks and spaces in a quotation',
    'harmless',
    () => `${POCKET_HEAD}${POCKET_ROW}"${megabytesOf('"x', 4)}${' '.repeat(1_000_000)},`,
  ],
  [
    'fifty thousand folders',
    'too-many-folders',
    () => POCKET_HEAD + Array.from({ length: 50_000 }, (_, n) => `x,https://a.b/,1,,${n}\n`).join(''),
  ],
];

/** Bookmarks that are wrong, too large or made to harm. */
export const HOSTILE_BOOKMARKS: readonly HostileFile[] = [
  ...ADDRESSES,
  ...CASES.map(([name, becomes, content]) => hostile(`Bookmarks with ${name}`, becomes, content)),
  ...POCKET.map(([name, becomes, content]) => hostile(`A table of Pocket with ${name}`, becomes, content)),
];
