import * as v from 'valibot';
import { offlineAddress } from '../page/page-address.ts';
import { changedFacts, factsChangeSchema } from '../piece/facts.ts';
import { pieceId } from '../piece/piece.ts';
import { tag } from '../piece/tagging.ts';
import { readTagger } from '../storage/own-origin.ts';
import { command } from './command.ts';
import { domain } from './fields.ts';
import { labelPuts } from './labels.ts';
import { writePieces } from './write-pieces.ts';

/** Adds evidence without a web page. `uuid` identifies it, so that repeating the command adds nothing. */
export const add = command({
  type: 'add',
  fields: {
    uuid: v.pipe(v.string(), v.uuid()),
    domain,
    title: v.string(),
    note: v.string(),
    facts: factsChangeSchema,
  },
  async run({ uuid, domain, title, note, facts: said }, context) {
    const { store, now } = context;
    const url = offlineAddress(uuid.toLowerCase());
    const id = pieceId(domain, url);
    const facts = changedFacts({}, said);
    const tagger = await readTagger(context);
    const { made } = await writePieces(context, {
      ids: [id],
      change: (current) => [[id, tag(current.get(id), { url, title }, domain, now, tagger, { note, facts })]],
      also: async () => [...tagger.puts, ...(await labelPuts(store, facts.labels))],
    });
    return made;
  },
});
