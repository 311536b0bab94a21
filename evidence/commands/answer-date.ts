import * as v from 'valibot';
import { daySchema } from '../piece/facts.ts';
import { afterAnswer, dayOf, KNOWN_DATE } from '../storage/known-date.ts';
import { put } from '../storage/puts.ts';
import { command } from './command.ts';

/**
 * Records the teacher's answer whether the clock's day (UTC) is right, after the clock jumped. An answer
 * about another day is ignored.
 */
export const answerDate = command({
  type: 'answer-date',
  fields: { day: daySchema, isRight: v.boolean() },
  async run({ day, isRight }, { store, clock }) {
    if (day !== dayOf(clock)) return undefined;
    await store.write([put(KNOWN_DATE, afterAnswer(await store.read(KNOWN_DATE), isRight, clock))]);
    return undefined;
  },
});
