/**
 * Measures the built extension against its budgets and prints a table in Markdown. Times depend on the
 * machine; ratios compare things measured alternately, in one browser.
 *
 *     npm run bench [-- popups | firefox | data | evidence]
 */
import { measureData } from './data.ts';
import { measureEvidencePages } from './evidence-pages.ts';
import { measureFirefoxPopups } from './firefox-popups.ts';
import { measurePopups } from './popups.ts';
import { type Figure, tableOf } from './table.ts';

const MEASUREMENTS: Record<string, () => Promise<Figure[]>> = {
  popups: measurePopups,
  firefox: measureFirefoxPopups,
  data: measureData,
  evidence: measureEvidencePages,
};

const wanted = process.argv[2] ?? '';
const figures: Figure[] = [];
for (const [name, measure] of Object.entries(MEASUREMENTS)) {
  if (!name.startsWith(wanted)) continue;
  console.error(`Measuring ${name} …`);
  figures.push(...(await measure()));
}
console.log(tableOf(figures));
