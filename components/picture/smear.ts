/** Pixels in a canvas's format: rows from the top, each pixel red, green, blue and alpha, 0 to 255. */
export interface Pixels {
  readonly data: Uint8ClampedArray;
  readonly width: number;
  readonly height: number;
}

/** Maximum number of cells along the longer side, and along the shorter one. */
const LONG_CELLS = 4;
const SHORT_CELLS = 2;

/** Smallest side of a cell, in pixels: a letter or a small face disappears in one. */
const LEAST_CELL = 16;

/** Each channel of a cell's colour is rounded to a multiple of this. */
const COARSE = 32;

/**
 * Makes pixels unrecognisable, in place and irreversibly. A mere Gaussian blur can largely be reversed: it
 * mixes neighbours in a known way and loses little. A mosaic of many cells can be guessed: faces are matched,
 * and a name is found by rendering every name of a class in the page's own type until the cells agree (Hill
 * et al., On the (In)effectiveness of Mosaicing and Blurring as Tools for Document Redaction, 2016). So
 * almost nothing is retained: the mean of at most eight cells, however large the area is, in nine steps a
 * channel. The result is painted from these few colours alone, blended softly into each other, so that it
 * looks blurred; none of the original pixels is mixed in.
 */
export function smear(pixels: Pixels): void {
  const { data, width, height } = pixels;
  const [shorter, longer] = [Math.min(width, height), Math.max(width, height)];
  const cell = Math.max(longer / LONG_CELLS, shorter / SHORT_CELLS, LEAST_CELL);
  const columns = Math.max(1, Math.floor(width / cell));
  const rows = Math.max(1, Math.floor(height / cell));
  const colours = coarseMeans(pixels, columns, rows);
  const across = blends(width, columns);
  const channels = columns * 3;
  let at = 0;
  for (const down of blends(height, rows)) {
    const line = Array.from({ length: channels }, (_, index) =>
      mix(colours, down.from * channels + index, down.to * channels + index, down.share),
    );
    for (const { from, to, share } of across) {
      for (let channel = 0; channel < 3; channel += 1) {
        data[at + channel] = mix(line, from * 3 + channel, to * 3 + channel, share);
      }
      data[at + 3] = 255;
      at += 4;
    }
  }
}

/** The mean colour of each cell, three channels a cell, in coarse steps. */
function coarseMeans({ data, width, height }: Pixels, columns: number, rows: number): number[] {
  const sums = new Float64Array(columns * rows * 3);
  const counts = new Float64Array(columns * rows);
  for (let y = 0; y < height; y += 1) {
    const row = Math.floor((y * rows) / height);
    for (let x = 0; x < width; x += 1) {
      const cell = row * columns + Math.floor((x * columns) / width);
      const at = (y * width + x) * 4;
      for (let channel = 0; channel < 3; channel += 1) {
        sums[cell * 3 + channel] = (sums[cell * 3 + channel] ?? 0) + (data[at + channel] ?? 0);
      }
      counts[cell] = (counts[cell] ?? 0) + 1;
    }
  }
  return Array.from(sums, (sum, index) => {
    const mean = sum / (counts[Math.floor(index / 3)] ?? 1);
    return Math.min(255, Math.round(mean / COARSE) * COARSE);
  });
}

/** The two cells that a pixel lies between, and the second one's share in its colour. */
interface Blend {
  readonly from: number;
  readonly to: number;
  readonly share: number;
}

/**
 * @returns the blend of each pixel along a side; one cell alone before the first and after the last middle.
 */
function blends(length: number, cells: number): Blend[] {
  return Array.from({ length }, (_, pixel) => {
    const place = Math.min(Math.max(((pixel + 0.5) * cells) / length - 0.5, 0), cells - 1);
    const from = Math.floor(place);
    return { from, to: Math.min(from + 1, cells - 1), share: place - from };
  });
}

function mix(colours: readonly number[], from: number, to: number, share: number): number {
  return (colours[from] ?? 0) * (1 - share) + (colours[to] ?? 0) * share;
}
